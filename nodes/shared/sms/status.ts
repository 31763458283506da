import type { IDataObject } from 'n8n-workflow';

/** What a message's journey looks like to the user, the same for every vendor. */
export type Status = 'queued' | 'scheduled' | 'sent' | 'delivered' | 'read' | 'expired' | 'failed' | 'unknown';

const FINAL: ReadonlySet<Status> = new Set<Status>(['delivered', 'read', 'expired', 'failed']);

/** Whether nothing more will be heard of a message with this status. */
export const isFinal = (status: Status): boolean => FINAL.has(status);

/** A vendor's delivery codes, each with our word for it and the vendor's meaning in English. */
export type StatusTable = Readonly<Record<string, { status: Status; text: string }>>;

/** The simplified result of every message operation. Money is a number, ids and phone numbers are strings, times ISO 8601. */
export interface MessageState {
	id: string;
	to: string;
	status: Status;
	parts?: number;
	cost?: number;
	currency?: string;
	vendorStatus?: string;
	vendorStatusText?: string;
	sentAt?: string;
	deliveredAt?: string;
}

/** A message state as an output item: in the promised order, with `isFinal`, without empty fields. */
export function messageResult(state: MessageState): IDataObject {
	const { id, to, status, ...rest } = state;
	const known = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
	return { id, to, status, isFinal: isFinal(status), ...Object.fromEntries(known) };
}
