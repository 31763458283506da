import type { Reply, Request } from '../../../nodes/shared/operation.ts';
import type { MessageEntry } from '../../../nodes/SmsRu/resources/message/entries.ts';

/** The numbers of the vendor's examples. */
export const A = '79255070602';
export const B = '74993221627';

export const entry = (to: string, text = 'hello world', settings: MessageEntry['settings'] = []): MessageEntry => ({
	to,
	text,
	settings,
});

export const http = (body: string, status = 200): Reply => ({ status, headers: {}, body });

export const json = (answer: unknown): Reply => http(JSON.stringify(answer));

/** An answer of a call that went well as a whole. */
export const ok = (more: object = {}): Reply => json({ status: 'OK', status_code: 100, ...more });

/** The form as a server reads it off the wire. */
export const formOf = ({ form }: Request) => new URLSearchParams(new URLSearchParams(form).toString());
