import { listSearch } from '../../shared/listSearch';
import { smsBy } from '../resources';
import { getAll as codeTemplates } from '../resources/codeTemplate/getAll';
import { getAll as contactLists } from '../resources/contactList/getAll';
import { getAll as senders } from '../resources/sender/getAll';
import { getSenders as viberSenders } from '../resources/viber/getSenders';
import type { Operation } from '../../shared/operation';

/** A list of things that SMS.by knows by a number: shown by name, taken by number. */
const byName = (operation: Operation) =>
	listSearch(smsBy, operation, ({ id, name }) => ({ name: String(name || id), value: String(id) }));

export const searchSenders = byName(senders);

export const searchViberSenders = byName(viberSenders);

export const searchContactLists = byName(contactLists);

/** Code templates have no names: shown by what their codes look like. */
export const searchCodeTemplates = listSearch(smsBy, codeTemplates, ({ id, characters, length }) => ({
	name: `${String(length)} ${String(characters)} (ID ${String(id)})`,
	value: String(id),
}));
