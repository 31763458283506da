import type { IDataObject } from 'n8n-workflow';

import { isFinal, type Status } from '../sms/status';
import { say, type Text } from '../language/say';

/** A message's state as a push tells it; times ISO 8601. */
export interface PushedState {
	id: string;
	to?: string;
	status: Status;
	vendorStatus?: string;
	vendorStatusText?: Text;
	at?: string;
}

/** The simplified result of a pushed state: like that of every message operation, with the moment as `at`. */
export const stateResult = ({ id, to, status, vendorStatusText: text, ...rest }: PushedState): IDataObject & { isFinal: boolean } => ({
	id,
	...given({ to }),
	status,
	isFinal: isFinal(status),
	...given({ ...rest, vendorStatusText: text === undefined ? undefined : say(text) }),
});

const given = (fields: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
