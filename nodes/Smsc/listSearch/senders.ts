import { listSearch } from '../../shared/listSearch';
import { smsc } from '../resources';
import { getAll } from '../resources/sender/getAll';

/** The sender names of the account, to pick from. */
export const searchSenders = listSearch(smsc, getAll, ({ name }) => ({ name: String(name), value: String(name) }));
