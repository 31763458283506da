import type { IDataObject } from 'n8n-workflow';

import type { Accepted } from '../operation';
import { isEmpty } from '../transport/replies';
import { say, type Text } from '../language/say';
import { isBlank } from './blank';

/** What a message's journey looks like to the user, the same for every vendor. */
export type Status = 'queued' | 'scheduled' | 'sent' | 'delivered' | 'read' | 'expired' | 'failed' | 'unknown';

const FINAL: ReadonlySet<Status> = new Set<Status>(['delivered', 'read', 'expired', 'failed']);

/** Whether nothing more will be heard of a message with this status. */
export const isFinal = (status: Status): boolean => FINAL.has(status);

/** Whether a message has come to an end without having arrived. */
export const hasFailed = (status: Status | undefined): boolean => status === 'failed' || status === 'expired';

/** Whether nothing more will be heard of anything in a result: `isFinal` of the reads that "Wait Until Final" asks again. */
export const areFinal = ({ results }: Pick<Accepted, 'results'>): boolean => results.every((one) => one.isFinal === true);

/** A vendor's delivery codes, each with our word for it and the vendor's meaning in English. */
export type StatusTable = Readonly<Record<string, { status: Status; text: Text }>>;

/** The simplified result of every message operation, but for `isFinal`. Money is a number, ids and phone numbers are strings, times ISO 8601. */
export interface MessageState {
	id: string;
	/** Left out of the result where nobody says whose message it is. */
	to?: string;
	status: Status;
	/** When a scheduled message is due. */
	sendAt?: string;
	parts?: number;
	/** An id of the vendor's for each part, where it gives them. */
	partIds?: string[];
	cost?: number;
	currency?: string;
	vendorStatus?: string;
	vendorStatusText?: Text;
	sentAt?: string;
	deliveredAt?: string;
}

/** The columns that results have with every vendor, in their order. */
export const COLUMNS = [
	...['id', 'to', 'status', 'isFinal', 'sendAt', 'parts', 'partIds', 'cost', 'currency'],
	...['vendorStatus', 'vendorStatusText', 'sentAt', 'deliveredAt'],
];

const columnsOf = (result: IDataObject): IDataObject =>
	Object.fromEntries(COLUMNS.filter((name) => Object.hasOwn(result, name)).map((name) => [name, result[name]]));

/** A result with these columns first, and whatever else it has behind them. */
export const inOrder = (result: IDataObject): IDataObject => ({ ...columnsOf(result), ...result });

/** A message state as an output item: these columns only, without empty ones. */
export function messageResult(state: MessageState): IDataObject {
	const result: IDataObject = {};
	for (const name of COLUMNS) {
		const value = columnOf(state, name);
		if (name === 'id' || !(typeof value === 'string' ? isBlank(value) : isEmpty(value))) result[name] = value;
	}
	return result;
}

function columnOf(state: MessageState, name: string): IDataObject[string] {
	if (name === 'isFinal') return isFinal(state.status);
	if (name === 'vendorStatusText') return state.vendorStatusText && say(state.vendorStatusText);
	return state[name as keyof MessageState];
}
