import { createHash } from 'node:crypto';

import { charsetNamed, encoded, type Charset } from './charsets.ts';
import type { Row, Service, Sms } from './service.ts';
import { seconds, stateCode } from './status.ts';
import { moscowTime } from './times.ts';

/** One call of the account's handler, and what it answered; any 200 counts as taken. */
export interface PushAttempt {
	url: string;
	fields: Record<string, string>;
	status: number;
	answer: string;
}

type Algorithm = 'md5' | 'sha1';

const ALGORITHMS: Algorithm[] = ['md5', 'sha1'];
const ANSWER_WITHIN_MS = 10_000;

/** The fields that are signed, by what only their kind of notice has. */
const SIGNED = {
	mes: ['phone', 'mes', 'to'],
	waitcall: ['phone', 'ts'],
	status: ['id', 'phone', 'status'],
};

/**
 * Tells the account's handler of the news: delivery states, incoming messages, confirmed calls. The handler's address says
 * by its own query how: `charset` (windows-1251 without it), `fmt=3` for JSON, `md5` or `sha1` for the signature over the
 * secret word. Known from excerpts of the vendor's page and from public handlers. Whether a call that fails is repeated is
 * not evidenced, so it is not.
 */
export class Push {
	readonly attempts: PushAttempt[] = [];
	readonly #service: Service;

	constructor(service: Service) {
		this.#service = service;
	}

	tellOfMessages(changed: Sms[]): void {
		for (const sms of changed.filter(({ deleted }) => !deleted)) void this.#tell(notice(sms));
	}

	tellOfIncoming({ id, phone, message, to_phone: to, received, at }: Row): void {
		const words = { id, phone, mes: message, to, time: received, ts: seconds(Number(at)) };
		void this.#tell(texts(words));
	}

	/** The owner of a phone has called the number that `wait_call.php` gave out. */
	tellOfCall(phone: string, called: string): void {
		void this.#tell(texts({ phone, waitcall: called, ts: seconds(this.#service.now()) }));
	}

	async #tell(fields: Record<string, string>): Promise<void> {
		const { handler, secretWord } = this.#service.settings;
		if (handler === '') return;
		const asked = new URL(handler).searchParams;
		const charset = charsetNamed(asked.get('charset') ?? '') ?? 'windows-1251';
		const algorithm = ALGORITHMS.find((name) => asked.has(name));
		const signature = algorithm ? { [algorithm]: signed(fields, secretWord, algorithm, charset) } : {};
		const pushed = { ...fields, ...signature };
		const { status, answer } = await call(handler, pushed, charset, asked.get('fmt') === '3');
		this.attempts.push({ url: handler, fields: pushed, status, answer });
	}
}

function notice(sms: Sms): Record<string, string> {
	const { status, err = 0 } = stateCode(sms);
	const at = sms.changedAt;
	return texts({
		id: sms.id,
		phone: sms.to,
		status,
		time: moscowTime(at),
		ts: seconds(at),
		err,
		cnt: sms.parts,
		cost: sms.cost.toFixed(2),
		...(sms.type === undefined ? {} : { type: sms.type }),
		sender: sms.from ?? '',
	});
}

const texts = (fields: Record<string, unknown>): Record<string, string> =>
	Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

function signed(fields: Record<string, string>, secret: string, algorithm: Algorithm, charset: Charset): string {
	const [, names] = Object.entries(SIGNED).find(([mark]) => mark in fields)!;
	const line = [...names.map((name) => fields[name]), secret].join(':');
	return createHash(algorithm).update(encoded(line, charset)).digest('hex');
}

async function call(url: string, fields: Record<string, string>, charset: Charset, isJson: boolean) {
	const body = isJson ? encoded(JSON.stringify(fields), charset) : form(fields, charset);
	const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
	const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
	return await fetch(url, { method: 'POST', body: Uint8Array.from(Buffer.from(body)), headers: { 'content-type': type }, signal }).then(
		async (reply) => ({ status: reply.status, answer: (await reply.text()).trim() }),
		(error: unknown) => ({ status: 0, answer: String(error) }),
	);
}

const form = (fields: Record<string, string>, charset: Charset): string =>
	Object.entries(fields).map(([name, value]) => `${name}=${percent(encoded(value, charset))}`).join('&');

const percent = (bytes: Buffer): string => Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
