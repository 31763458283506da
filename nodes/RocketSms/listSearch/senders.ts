import { listSearch } from '../../shared/listSearch';
import { rocketSms } from '../resources';
import { getAll } from '../resources/sender/getAll';

/** The sender names of the account, to pick from. Those that would be replaced by another name say so. */
export const searchSenders = listSearch(rocketSms, getAll, ({ name, verified }) => ({
	name: verified === true ? String(name) : `${String(name)} (not approved yet)`,
	value: String(name),
}));
