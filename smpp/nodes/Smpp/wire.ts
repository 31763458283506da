import type { IDataObject } from 'n8n-workflow';

import { UnclearReply, type Problem } from '../../../nodes/shared/errors';
import type { Reply, Request } from '../../../nodes/shared/operation';
import { isObject, objectOf } from '../../../nodes/shared/transport/replies';
import type { RequestCommand } from '../../protocol/codec/commands';
import type { AnyPdu, Draft } from '../../protocol/codec/pdu';

/** The commands that operations send. */
export type CallCommand = Extract<RequestCommand, 'submit_sm' | 'query_sm' | 'cancel_sm'>;

/** One PDU as plain data: octets in hexadecimal digits, everything under the specification's names. */
export interface PduData {
	body: IDataObject;
	/** Optional parameters: by name, or by number where they are a vendor's own. */
	tlvs?: IDataObject;
	others?: Array<[tag: number, value: string]>;
}

/** What an operation asks for: PDUs to be sent one after another, each once the one before it was accepted. */
export interface Call {
	command: CallCommand;
	pdus: PduData[];
	/** Nothing is sent, and nobody connected to. */
	dryRun?: boolean;
}

/** One answer as plain data. */
export interface AnswerData extends IDataObject {
	command: string;
	status: number;
	body: IDataObject;
	tlvs: IDataObject;
}

/** What came of a call: the answers that came, in order, and why there are no more, where that is so. */
export interface CallResult {
	answers: AnswerData[];
	problem?: Problem;
	/** Why the run is to end with it, where that is so. */
	halts?: Problem['halts'];
}

/** A call as a request of the engine. */
export const requestOf = (call: Call): Request => ({ path: `/${call.command}`, json: call as unknown as IDataObject });

/** The call in a request. */
export const callOf = (json: IDataObject): Call => json as unknown as Call;

/** What came of a call as a reply of the engine. */
export const replyOf = (result: CallResult): Reply => ({
	status: 200,
	headers: {},
	data: result as unknown as IDataObject,
	get body() {
		return JSON.stringify(result);
	},
});

/**
 * What a reply says came of a call.
 * @throws {UnclearReply} when it is none of `replyOf`
 */
export function resultOf(reply: Reply): CallResult {
	const { answers, problem, halts } = objectOf(reply);
	const isWhole = Array.isArray(answers) && answers.every((one) => isObject(one) && typeof one.status === 'number' && isObject(one.body));
	if (!isWhole) throw new UnclearReply({ kind: 'unclear', meaning: 'its answer could not be understood', remedy: 'Report the attached answer.' }, reply.body);
	return {
		answers: answers as AnswerData[],
		...(isObject(problem) ? { problem: problem as unknown as Problem } : {}),
		...(halts ? { halts: halts as unknown as Problem['halts'] } : {}),
	};
}

const OCTETS = ['short_message', 'message_payload'];

function withOctets(fields: IDataObject): Record<string, unknown> {
	const read: Record<string, unknown> = { ...fields };
	for (const name of OCTETS) {
		if (Object.hasOwn(fields, name)) read[name] = Buffer.from(String(fields[name]), 'hex');
	}
	return read;
}

/** A PDU as the session takes it. */
export const draftOf = (command: CallCommand, { body, tlvs = {}, others = [] }: PduData): Draft<CallCommand> =>
	({
		command,
		body: withOctets(body),
		tlvs: withOctets(tlvs),
		others: others.map(([tag, value]) => ({ tag, value: Buffer.from(value, 'hex') })),
	}) as Draft<CallCommand>;

const plain = (fields: object): IDataObject =>
	Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Buffer.isBuffer(value) ? value.toString('hex') : (value as string)]));

/** An answer as plain data, with the fields that came. */
export function answerData({ command, status, body, tlvs, others, absent = [] }: AnyPdu): AnswerData {
	const own = plain(tlvs);
	for (const { tag, value } of others) own[`0x${tag.toString(16).padStart(4, '0')}`] = value.toString('hex');
	const came = Object.fromEntries(Object.entries(body).filter(([name]) => !absent.includes(name)));
	return { command, status, body: plain(came), tlvs: own };
}
