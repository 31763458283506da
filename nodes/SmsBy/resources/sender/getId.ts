import { required } from '../../../shared/sms/entries';
import type { Entry, Operation } from '../../../shared/operation';
import { answers } from '../../lists';
import { get, idOf } from '../../vendor';

interface NameEntry extends Entry {
	to: string;
}

/** The id of an alpha name (getAlphanameId; known from the vendor's public pages and libraries). */
export const getId: Operation<NameEntry> = {
	value: 'getId',
	name: 'Get ID',
	action: 'Get the ID of a sender',
	description: 'Get the ID of a sender name (alpha name), which a send asks for',
	effect: 'read',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. VasheImya',
			description: 'The sender name, exactly as it was approved',
		},
	],
	entries: (parameters) => [{ to: required(parameters, 'name', 'Name') }],
	pack: ([{ to }]) => get('getAlphanameId', { name: to }),
	unpack: answers(({ id: value }, { to: name }) => {
		const id = idOf(value);
		return id ? { id, name } : undefined;
	}),
};
