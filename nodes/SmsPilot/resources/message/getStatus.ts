import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { areFinal, messageResult } from '../../../shared/sms/status';
import { idsFields, required, withRecipient, type IdEntry } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import { done, type Operation, type Parameters, type Verdict } from '../../../shared/operation';
import { asText, withAnswer, without } from '../../../shared/transport/replies';
import { MAX_PER_REQUEST, answerOf, call, itemsOf, unmentioned } from '../../vendor';
import { serverIds } from '../ids';
import { isOver, reasonOf, stateOf } from './states';

const MISTAKES = {
	notPacket: { what: '"{to}" is not a packet ID', remedy: 'Use "packetId" of a send.' },
} satisfies Record<string, Mistake>;

/** One message by its id, or all messages of a packet. */
interface StatusEntry extends IdEntry {
	isPacket?: true;
}

const fields: INodeProperties[] = [
	{
		displayName: 'Look Up By',
		name: 'by',
		type: 'options',
		options: [
			{ name: 'Message IDs', value: 'ids', description: 'The messages that you name' },
			{ name: 'Packet ID', value: 'packet', description: 'All messages that were sent in one request' },
		],
		default: 'ids',
		description: 'How to tell which messages are meant',
	},
	...idsFields('e.g. 10005').map((field) => ({ ...field, displayOptions: { show: { by: ['ids'] } } })),
	{
		displayName: 'Packet ID',
		name: 'packetId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 1234',
		description: 'ID of all messages that were sent in one request: "packetId" in the output of a send',
		displayOptions: { show: { by: ['packet'] } },
	},
];

/** States of up to 100 messages, or of a packet, in a request (API-2, `check`; official). */
export const getStatus: Operation<StatusEntry> = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the delivery status of a message',
	description: 'Get the delivery status of messages by their IDs, or of all messages of a packet',
	effect: 'read',
	fields,
	maxPerRequest: MAX_PER_REQUEST,
	batchKey: ({ isPacket, to }) => (isPacket ? to : ''),
	conflictKey: ({ to }) => to,
	entries: (parameters) => (parameters.get('by') === 'packet' ? [packetEntry(parameters)] : withRecipient(serverIds(parameters), parameters, 'RU')),
	pack: ([first, ...others]) =>
		call(
			first.isPacket
				? { check: true, server_packet_id: first.to }
				: { check: [first, ...others].map(({ to }) => ({ server_id: to })) },
		),
	unpack: (reply, entries) =>
		answerOf(reply, entries, 'check', (answer) => {
			const items = itemsOf(answer, 'check');
			return entries.map((entry) => (entry.isPacket ? packetState(items, answer) : messageState(items, entry, answer)));
		}),
	isFinal: areFinal,
};

function packetEntry(parameters: Parameters): StatusEntry {
	const to = required(parameters, 'packetId', 'Packet ID');
	if (/^\d+$/.test(to)) return { to, isPacket: true };
	throw InputError.of('Packet ID', MISTAKES.notPacket, { to }, to);
}

function packetState(items: IDataObject[], answer: IDataObject): Verdict {
	const isWhole = ({ server_id: id, status }: IDataObject) => asText(id) !== undefined && asText(status) !== undefined;
	if (!items.every(isWhole)) return unmentioned(answer);
	const raw = items.map((item) => withAnswer(item, without(answer, 'check')));
	return done(items.map((item) => resultOf(String(item.server_id), item)), raw);
}

function messageState(items: IDataObject[], { to: id, recipient }: StatusEntry, answer: IDataObject): Verdict {
	const item = items.find(({ server_id: answered }) => asText(answered) === id);
	if (!item || asText(item.status) === undefined) return unmentioned(answer);
	return done([resultOf(id, item, recipient)], withAnswer(item, without(answer, 'check')));
}

/** The zone of `modified` is documented nowhere, so it is left to the raw output. */
function resultOf(id: string, item: IDataObject, recipient?: string): IDataObject {
	const state = messageResult({ id, to: asText(item.to) ?? asText(item.phone) ?? recipient, ...stateOf(item) });
	return { ...state, isFinal: isOver(item), ...reasonOf(item) };
}
