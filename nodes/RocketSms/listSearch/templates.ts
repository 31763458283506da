import { listSearch } from '../../shared/listSearch';
import { rocketSms } from '../resources';
import { getAll } from '../resources/template/getAll';

/** The templates of the account, to pick from by what they say. */
export const searchTemplates = listSearch(rocketSms, getAll, ({ id, text }) => ({
	name: text ? `${String(text)} (${String(id)})` : String(id),
	value: String(id),
}));
