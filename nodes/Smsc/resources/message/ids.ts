import type { INodeProperties } from 'n8n-workflow';

import { idsField, typedIds } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import type { Entry, Parameters } from '../../../shared/operation';
import { idOf } from '../../vendor';
import { anyRecipients } from './recipients';

const MISTAKES = {
	noId: { what: '"{id}" is not an ID of SMSC', remedy: 'Use the ID that a send returned.' },
	noRecipients: { what: 'is empty', remedy: 'Enter the recipient that the send returned ("to").' },
	miscounted: { what: 'has {recipients} entries for {ids} IDs', remedy: 'Enter one recipient for each ID, in the same order.' },
} satisfies Record<string, Mistake>;

/** A message as SMSC knows it: by its id and its recipient together, for an id may stand for many messages. */
export interface SentEntry extends Entry {
	to: string;
	id: string;
}

/** The fields that name messages. */
export const messageIdFields: INodeProperties[] = [
	idsField('e.g. 1234'),
	{
		displayName: 'Recipients',
		name: 'to',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +7 999 999 99 99',
		description:
			'To whom the message went, as "to" of the send’s output: SMSC asks for both. With several IDs, as many recipients in the same order; with one ID, any number of recipients.',
	},
];

/**
 * The messages of one item.
 * @throws {InputError} when ids and recipients do not fit together
 */
export function messageEntries(parameters: Parameters): SentEntry[] {
	const ids = idsOf(parameters);
	const recipients = anyRecipients(parameters.get('to'), 'Recipients');
	if (recipients.length === 0) throw InputError.of('Recipients', MISTAKES.noRecipients);
	if (ids.length > 1 && ids.length !== recipients.length) {
		throw InputError.of('Recipients', MISTAKES.miscounted, { recipients: recipients.length, ids: ids.length });
	}
	return recipients.map((to, index) => ({ to, id: ids.length === 1 ? ids[0] : ids[index] }));
}

/** @throws {InputError} when any is none: ids and recipients go in pairs */
function idsOf(parameters: Parameters): string[] {
	const label = parameters.label('ids');
	return typedIds(parameters.get('ids'), label).map((id) => {
		if (id instanceof InputError) throw id;
		if (idOf(id)) return id;
		throw InputError.of(label, MISTAKES.noId, { id });
	});
}
