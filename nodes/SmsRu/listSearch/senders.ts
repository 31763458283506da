import { listSearch } from '../../shared/listSearch';
import { smsRu } from '../resources';
import { getAll } from '../resources/sender/getAll';

/** The approved senders of the account, to pick from. */
export const searchSenders = listSearch(smsRu, getAll, ({ name }) => ({ name: String(name), value: String(name) }));
