import { oneNumber } from '../../../shared/sms/entries';
import type { Entry, Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import { idField as groupField } from '../group/fields';
import { rowId } from '../options';
import { contactField } from './fields';

interface MemberEntry extends Entry {
	to: string;
	group: string;
}

const phoneField = { ...contactField, displayName: 'Phone Number', description: 'Phone number by which the contact is kept' };

/** What phones.php does with a contact and a group (move_group, known from public sources, with tests against the live service). */
const membership = (move: '1' | '2' | '3', words: Pick<Operation, 'value' | 'name' | 'action' | 'description'>): Operation<MemberEntry> => ({
	...words,
	effect: 'write',
	fields: [phoneField, groupField],
	entries: (parameters) => [
		{
			to: oneNumber(parameters.get(phoneField.name), 'RU', phoneField.displayName),
			group: rowId(parameters, groupField),
		},
	],
	pack: ([{ to, group }]) => call('phones', [['move_group', move], ['grp', group], ['phone', to]]),
	unpack: changes(({ to, group }) => ({ contact: to, groupId: group, success: true })),
});

/** Puts a contact into one more group. */
export const addToGroup = membership('2', {
	value: 'addToGroup',
	name: 'Add to Group',
	action: 'Add a contact to a group',
	description: 'Put a contact into one more group',
});

/** Takes a contact out of its groups and puts it into another one. */
export const moveToGroup = membership('1', {
	value: 'moveToGroup',
	name: 'Move to Group',
	action: 'Move a contact to a group',
	description: 'Put a contact into a group instead of those that it is in',
});

/** Takes a contact out of a group. */
export const removeFromGroup = membership('3', {
	value: 'removeFromGroup',
	name: 'Remove From Group',
	action: 'Remove a contact from a group',
	description: 'Take a contact out of a group; the contact itself stays',
});
