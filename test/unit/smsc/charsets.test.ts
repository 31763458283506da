/** SMSC's pushes in its default charset: read and verified over the bytes that came, as n8n hands them out. */
import { createHash } from 'node:crypto';
import { parse } from 'node:querystring';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { smscPushes } from '../../../nodes/Smsc/trigger/index.ts';
import { pushOf, type ReceivedPush } from '../../../nodes/shared/trigger/push.ts';
import type { PushEvent } from '../../../nodes/shared/trigger/source.ts';
import { ANSWERS, verify } from '../../../nodes/shared/trigger/verify.ts';
import { charsetNamed, encoded, type Charset } from '../../simulators/smsc/charsets.ts';

const SECRET = 'simulated-secret-word';
const EVERYTHING = { kinds: ['deliveryStatus', 'incomingSms', 'callConfirmation'], finalOnly: false };
const CHARSETS: Charset[] = ['windows-1251', 'utf-8', 'koi8-r'];
const TEXT = 'Да: приду & спасибо, 100% +1';

const percent = (bytes: Buffer) => Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const formOf = (fields: Record<string, string>, charset: Charset) =>
	Object.entries(fields).map(([name, value]) => `${name}=${percent(encoded(value, charset))}`).join('&');
const signed = (fields: Record<string, string>, charset: Charset, secret = SECRET) => {
	const line = [fields.phone, fields.mes, fields.to, secret].join(':');
	return { ...fields, sha1: createHash('sha1').update(encoded(line, charset)).digest('hex') };
};
const incoming = (mes: string) => ({ phone: '79999999999', mes, to: '79991234567', id: '77', ts: '1782404881' });

/** A request as n8n hands it out: it takes every body for UTF-8, or for what the content type says where Node.js knows it. */
function requested(body: Buffer, contentType: string, query = '', method = 'POST'): ReceivedPush {
	const text = body.toString('utf8');
	const asJson = () => {
		try {
			return JSON.parse(text) as unknown;
		} catch {
			return {};
		}
	};
	const request = {
		method,
		headers: { 'content-type': contentType },
		query: parse(query),
		body: contentType.includes('json') ? asJson() : parse(text),
		rawBody: body,
		originalUrl: `/webhook/x${query ? `?${query}` : ''}`,
	};
	return pushOf({ getRequestObject: () => request } as never);
}

const form = (fields: Record<string, string>, charset: Charset, query = '', contentType = 'application/x-www-form-urlencoded') =>
	requested(Buffer.from(formOf(fields, charset)), contentType, query);
const told = (push: ReceivedPush, secret = SECRET) => verify(push, smscPushes, secret, EVERYTHING);
const texts = (push: ReceivedPush, secret = SECRET) => {
	const events = told(push, secret);
	return Array.isArray(events) ? events.map(({ result }) => result.text) : events.status;
};

test('the simulator’s charsets are those of the node', () => {
	for (const charset of CHARSETS) expect(charsetNamed(charset)).toBe(charset);
});

describe.each(CHARSETS)('in %s', (charset) => {
	test('declared by the handler’s address', () => {
		expect(texts(form(signed(incoming(TEXT), charset), charset, `charset=${charset}&sha1=${SECRET}`))).toEqual([TEXT]);
	});

	test('declared by the content type', () => {
		const type = `application/x-www-form-urlencoded; charset=${charset.toUpperCase()}`;
		expect(texts(form(signed(incoming(TEXT), charset), charset, '', type))).toEqual([TEXT]);
	});

	test('in JSON', () => {
		const json = encoded(JSON.stringify(signed(incoming(TEXT), charset)), charset);
		expect(texts(requested(json, 'application/json', `charset=${charset}&fmt=3`))).toEqual([TEXT]);
	});

	test('by GET', () => {
		const query = `charset=${charset}&${formOf(signed(incoming(TEXT), charset), charset)}`;
		expect(texts(requested(Buffer.alloc(0), '', query, 'GET'))).toEqual([TEXT]);
	});

	test('one byte changed: forged', () => {
		const push = signed(incoming(TEXT), charset);
		expect(texts(form({ ...push, mes: TEXT.replace('Да', 'На') }, charset, `charset=${charset}`))).toBe(401);
		expect(texts(form({ ...push, mes: TEXT.replace('Да', '??') }, charset, `charset=${charset}`))).toBe(401);
	});
});

describe('without a declared charset', () => {
	test.each(['windows-1251', 'utf-8'] as const)('%s, as form, JSON and GET', (charset) => {
		const push = signed(incoming(TEXT), charset);
		expect(texts(form(push, charset))).toEqual([TEXT]);
		expect(texts(requested(encoded(JSON.stringify(push), charset), 'application/json'))).toEqual([TEXT]);
		expect(texts(requested(Buffer.alloc(0), '', formOf(push, charset), 'GET'))).toEqual([TEXT]);
	});

	test('any text that windows-1251 can hold arrives, and is known by its signature', () => {
		const letters = [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЯ №«»—0123456789 abc&=+%:?'];
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...letters), minLength: 1 }), (text) => {
				const bytes = encoded(text, 'windows-1251');
				const read = texts(form(signed(incoming(text), 'windows-1251'), 'windows-1251'));
				// Bytes that happen to be UTF-8 are read so: nobody has said otherwise.
				expect(read).toEqual([isUtf8(bytes) ? bytes.toString('utf8') : text]);
			}),
			{ numRuns: 500 },
		);
	});

	test('a secret word in Cyrillic fits in either encoding', () => {
		for (const charset of ['windows-1251', 'utf-8'] as const) {
			const line = ['1001', '79999999999', '1', 'секрет'].join(':');
			const sha1 = createHash('sha1').update(encoded(line, charset)).digest('hex');
			expect(told(form({ id: '1001', phone: '79999999999', status: '1', sha1 }, charset), 'секрет')).toMatchObject([{ result: { id: '1001' } }]);
		}
	});
});

test('a charset that nobody knows, or that the bytes are not in, is passed over', () => {
	for (const charset of ['klingon', 'utf-8', 'utf-16le', 'shift_jis', '']) {
		expect(texts(form(signed(incoming(TEXT), 'windows-1251'), 'windows-1251', `charset=${charset}`))).toEqual([TEXT]);
	}
});

test('a sign that an encoding lacks is not taken for a question mark', () => {
	const question = signed(incoming('?'), 'windows-1251');
	expect(texts(form({ ...question, mes: '漢' }, 'utf-8'))).toBe(401);
});

const isUtf8 = (bytes: Buffer) => Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);

describe('a replay of a captured push', () => {
	const STATUS = { id: '1001', phone: '79999999999', status: '1', err: '0', ts: '1782404881', sha1: '' };
	STATUS.sha1 = createHash('sha1').update(['1001', '79999999999', '1', SECRET].join(':')).digest('hex');
	const identity = (fields: object, query = {}) => (told({ method: 'POST', query, body: fields, size: 1 }) as PushEvent[])[0].identity;

	test.each<object>([{ ts: '1782409999' }, { err: '6' }, { cost: '9' }, { time: '01.01.2030 00:00:00' }, { type: '4' }, { anything: 'x' }, { sender: 'y' }])('with %o is no new event', (change) => {
		expect(identity({ ...STATUS, ...change })).toBe(identity(STATUS));
		expect(identity(STATUS, change)).toBe(identity(STATUS));
	});

	test('the next state of the message, and the same state of another, are new', () => {
		const next = (fields: Record<string, string>) => {
			const sha1 = createHash('sha1').update([fields.id, fields.phone, fields.status, SECRET].join(':')).digest('hex');
			return identity({ ...STATUS, ...fields, sha1 });
		};
		const all = [
			identity(STATUS),
			next({ id: '1001', phone: '79999999999', status: '2' }),
			next({ id: '1002', phone: '79999999999', status: '1' }),
			next({ id: '1001', phone: '79990000000', status: '1' }),
		];
		expect(new Set(all).size).toBe(4);
	});

	test('a call: its unsigned fields do not matter', () => {
		const sha1 = createHash('sha1').update(['79999999999', '1782404881', SECRET].join(':')).digest('hex');
		const call = { phone: '79999999999', ts: '1782404881', waitcall: '74950000001', sha1 };
		expect(identity({ ...call, waitcall: '1', extra: 'x' })).toBe(identity(call));
	});

	test('names of fields that are nested beyond all measure are malformed', () => {
		for (const levels of [31, 100, 20_000]) {
			const name = `a${'[b]'.repeat(levels)}`;
			expect(told({ method: 'POST', query: {}, body: { ...STATUS, [name]: '1' }, size: 1 })).toBe(ANSWERS.malformed);
			const { sha1, ...rest } = STATUS;
			expect(told(form({ ...rest, sha1, [name]: '1' }, 'utf-8'))).toBe(ANSWERS.malformed);
			expect(told({ method: 'POST', query: {}, body: { [name]: '1' }, size: 1 })).toBe(ANSWERS.forged);
		}
	});
});
