import type { IDataObject } from 'n8n-workflow';

import { filled } from '../transport/replies';
import { say, type Text } from '../language/say';

/** What a message's journey looks like to the user, the same for every vendor. */
export type Status = 'queued' | 'scheduled' | 'sent' | 'delivered' | 'read' | 'expired' | 'failed' | 'unknown';

const FINAL: ReadonlySet<Status> = new Set<Status>(['delivered', 'read', 'expired', 'failed']);

/** Whether nothing more will be heard of a message with this status. */
export const isFinal = (status: Status): boolean => FINAL.has(status);

/** A vendor's delivery codes, each with our word for it and the vendor's meaning in English. */
export type StatusTable = Readonly<Record<string, { status: Status; text: Text }>>;

/** The simplified result of every message operation. Money is a number, ids and phone numbers are strings, times ISO 8601. */
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

/** The columns that not every message has, in their order. */
const OPTIONAL = ['sendAt', 'parts', 'partIds', 'cost', 'currency', 'vendorStatus', 'vendorStatusText', 'sentAt', 'deliveredAt'] as const;

/** A message state as an output item: in the promised order, with `isFinal`, without empty fields. */
export function messageResult(state: MessageState): IDataObject {
	const { id, to, status, vendorStatusText: text } = state;
	const told = text === undefined ? state : { ...state, vendorStatusText: say(text) };
	return { id, ...(to ? { to } : {}), status, isFinal: isFinal(status), ...filled(Object.fromEntries(OPTIONAL.map((name) => [name, told[name]]))) };
}
