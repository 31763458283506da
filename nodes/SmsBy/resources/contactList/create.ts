import { required } from '../../../shared/sms/entries';
import { done, type Entry, type Operation } from '../../../shared/operation';
import { isObject } from '../../../shared/transport/replies';
import { contentOf, idOf, post, single, unproven, verdicts } from '../../vendor';

interface NewListEntry extends Entry {
	to: string;
}

/** A new contact list (createSubscriberList, version 2; known from the vendor's public pages). */
export const create: Operation<NewListEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Create a contact list',
	description: 'Create an empty contact list',
	effect: 'write',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Clients',
			description: 'Name of the list in your SMS.by account',
		},
	],
	entries: (parameters) => [{ to: required(parameters, 'name', 'Name') }],
	pack: ([{ to }]) => post('createSubscriberList', [['name', to]], 'v2'),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, { to: name }) => {
			const content = single(contentOf(answer));
			const id = isObject(content) ? idOf(content.list_id) : undefined;
			return id ? done([{ id, name }], answer) : unproven(answer);
		}, { proof: 'list_id' }),
};
