import { listSearch } from '../../shared/listSearch';
import { NOT_APPROVED } from '../../shared/sms/message';
import { rocketSms } from '../resources';
import { getAll } from '../resources/sender/getAll';

/** The sender names of the account, to pick from. Those that would be replaced by another name say so. */
export const searchSenders = listSearch(rocketSms, getAll, ({ name, verified }) => ({
	name: verified === true ? String(name) : `${String(name)} (${NOT_APPROVED}: goes out under another name until then)`,
	value: String(name),
}));
