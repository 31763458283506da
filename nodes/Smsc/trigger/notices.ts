import type { IDataObject } from 'n8n-workflow';

import { isObject, asText } from '../../shared/transport/replies';
import { signingEncodings } from '../../shared/trigger/charset';
import { digest, isSigned } from '../../shared/trigger/signature';
import { fieldsOf, hasDeepName } from '../../shared/trigger/push';
import type { Push } from '../../shared/trigger/source';
import { DEFAULT_CHARSET, readPush, type ReadPush } from './reading';

/** The kinds of notices that SMSC's handler gets. */
export type NoticeKind = 'deliveryStatus' | 'incomingSms' | 'callConfirmation';

/** What a notice says, all of it as texts. */
export type Notice = Record<string, string>;

/** The fields that hold a signature, by its algorithm. A CRC32 proves nothing: anybody can make one that fits. */
const SIGNATURES = { md5: 'md5', sha1: 'sha1' } as const;

/** The fields that are signed, in their order (known from public handlers). */
const SIGNED: Record<NoticeKind, string[]> = {
	deliveryStatus: ['id', 'phone', 'status'],
	incomingSms: ['phone', 'mes', 'to'],
	callConfirmation: ['phone', 'ts'],
};

/** Parts of the handler's address and of the signature, which are no news; the address may hold the secret word. */
const NOT_TOLD = ['md5', 'sha1', 'crc32', 'charset', 'fmt'];

/** A notice is known by what only its kind has (known from public handlers). */
export function kindOf(notice: object): NoticeKind {
	if ('mes' in notice) return 'incomingSms';
	return 'waitcall' in notice ? 'callConfirmation' : 'deliveryStatus';
}

/** The notices of a push: a form or an object of JSON is one; an array is taken for several, in case a server sends it. */
function bodiesOf({ body }: Push): unknown[] {
	return Array.isArray(body) ? body : [body];
}

/** The notices of a push without their signatures; nothing for a form whose names are nobody's. */
export function noticesOf(push: Push): Notice[] | undefined {
	const read = readPush(push);
	return hasDeepName(fieldsOf(read)) ? undefined : bodiesOf(read).map((body) => noticeOf({ ...read, body }));
}

function noticeOf(push: Push): Notice {
	const texts = Object.entries(fieldsOf(push)).map(([name, value]) => [name, asText(value)] as const);
	return Object.fromEntries(texts.filter((field): field is [string, string] => field[1] !== undefined && !NOT_TOLD.includes(field[0])));
}

/** An address may be tried out by an empty request: nothing in it needs proof, and nothing comes of it. */
const isEmpty = (push: Push): boolean => isObject(push.body) && Object.keys(noticeOf(push)).length === 0 && Object.keys(push.body).length === 0;

/**
 * Whether every notice of a push is signed with the secret word: MD5 or SHA-1 of the signed fields and the word, joined by
 * colons (known from public handlers), over the bytes that were sent. The address's own query may hold fields of the same names.
 */
export function isGenuine(push: Push, secret: string): boolean {
	const read = readPush(push);
	if (isEmpty(read)) return true;
	const bodies = bodiesOf(read);
	return bodies.length > 0 && bodies.every((body) => isNoticeGenuine({ ...read, body }, secret));
}

function isNoticeGenuine(push: ReadPush, secret: string): boolean {
	const notice = noticeOf(push);
	const line = [...SIGNED[kindOf(notice)].map((name) => notice[name] ?? ''), secret].join(':');
	const written = signingEncodings(push.encoding, DEFAULT_CHARSET).flatMap(({ encode }) => encode(line) ?? []);
	return Object.entries(SIGNATURES).some(([field, algorithm]) => {
		const expected = written.map((bytes) => digest(algorithm, bytes));
		return given(push, field).flatMap((one) => expected.map((hash) => isSigned(one, hash))).includes(true);
	});
}

const given = ({ query, body }: Push, field: string): unknown[] => [query, body].flatMap((fields) => valuesOf(fields, field));

const valuesOf = (fields: unknown, name: string): unknown[] => (isObject(fields) ? [(fields as IDataObject)[name]].flat() : []);
