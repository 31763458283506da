import { listSearch } from '../../shared/listSearch';
import { say } from '../../shared/language/say';
import { rocketSms } from '../resources';
import { getAll } from '../resources/sender/getAll';

/** The sender names of the account, to pick from. Those that would be replaced by another name say so. */
export const searchSenders = listSearch(rocketSms, getAll, ({ name, verified }) => ({
	name: verified === true ? String(name) : say('{name} (not approved yet: goes out under another name until then)', { name: String(name) }),
	value: String(name),
}));
