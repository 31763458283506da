import { createHash } from 'node:crypto';

import { statusCode } from './status.ts';
import { unixSeconds, type Service, type Sms } from './service.ts';

/** One attempt to tell a registered URL the news. */
export interface PushAttempt {
	url: string;
	entries: string[];
	/** What the handler answered, or why nothing came; only `100` counts as taken. */
	answer: string;
	/** Milliseconds since 1970. */
	at: number;
}

const MAX_ENTRIES = 100;
const PATIENCE_MS = 5 * 24 * 3_600_000;
const ANSWER_WITHIN_MS = 10_000;
const TAKEN = '100';

/**
 * Tells the registered URLs of news: form fields `data[N]`, up to 100 in a request, with
 * `hash` = sha256 of the api_id and all entries; tried again every minute for five days until the answer is `100`.
 * All of it is known from public handlers and from notes of the vendor's page, not from the official document at hand.
 */
export class Push {
	readonly attempts: PushAttempt[] = [];
	readonly #service: Service;
	readonly #waiting = new Set<NodeJS.Timeout>();
	#isClosed = false;

	constructor(service: Service) {
		this.#service = service;
	}

	tellOfMessages(changed: Sms[]): void {
		const texts = changed.filter(({ channel }) => channel === undefined);
		this.#tell(texts.map((sms) => entry('sms_status', sms.id, statusCode(sms), unixSeconds(sms.changedAt))));
	}

	tellOfCallCheck(id: string, status: number): void {
		this.#tell([entry('callcheck_status', id, status, unixSeconds(this.#service.now()))]);
	}

	/** The heartbeat, which carries no id and no status. */
	tellOfNothing(): void {
		this.#tell([entry('test', unixSeconds(this.#service.now()))]);
	}

	close(): void {
		this.#isClosed = true;
		for (const timeout of this.#waiting) clearTimeout(timeout);
	}

	#tell(entries: string[]): void {
		for (const url of this.#service.settings.callbacks) {
			for (let from = 0; from < entries.length; from += MAX_ENTRIES) {
				void this.#deliver(url, entries.slice(from, from + MAX_ENTRIES), Date.now() + PATIENCE_MS);
			}
		}
	}

	async #deliver(url: string, entries: string[], until: number): Promise<void> {
		const { settings } = this.#service;
		const answer = await this.#post(url, entries);
		this.attempts.push({ url, entries, answer, at: Date.now() });
		if (answer === TAKEN || this.#isClosed || Date.now() > until || !settings.callbacks.includes(url)) return;
		const timeout = setTimeout(() => {
			this.#waiting.delete(timeout);
			void this.#deliver(url, entries, until);
		}, settings.pushRetrySeconds * 1000).unref();
		this.#waiting.add(timeout);
	}

	async #post(url: string, entries: string[]): Promise<string> {
		const { account, settings } = this.#service;
		const body = new URLSearchParams(entries.map((text, index) => [`data[${index + settings.pushFirstIndex}]`, text]));
		body.set('hash', createHash('sha256').update(account.api_id + entries.join('')).digest('hex'));
		try {
			const reply = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
			return (await reply.text()).trim();
		} catch (error) {
			return String(error);
		}
	}
}

function entry(...lines: Array<string | number>): string {
	return lines.join('\n');
}
