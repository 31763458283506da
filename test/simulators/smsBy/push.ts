import { bulkStatus } from './bulk.ts';
import type { CallbackForm, Service, Sms } from './service.ts';

/** One attempt to tell a bulk's callback URL how it ended. */
export interface PushAttempt {
	url: string;
	body: unknown;
	/** The HTTP status that the handler answered with, or why nothing came. */
	answer: string;
}

const ANSWER_WITHIN_MS = 10_000;

/**
 * Tells a bulk's `callback_url` once, when every number has its final status. The document says only that "the response
 * will be sent" there: the moment, the verb, the encoding (`callbackForm` of the account) and the payload (the answer of
 * `statusBulkSms` with its uuid) are assumptions.
 */
export class Push {
	readonly attempts: PushAttempt[] = [];
	readonly #service: Service;
	readonly #urls = new Map<string, string>();

	constructor(service: Service) {
		this.#service = service;
	}

	expect(uuid: string, url: string): void {
		if (/^https?:\/\//i.test(url)) this.#urls.set(uuid, url);
	}

	tellOf(changed: Sms[]): void {
		const touched = new Set(changed.flatMap(({ bulk }) => (bulk !== undefined && this.#urls.has(bulk) ? [bulk] : [])));
		if (touched.size === 0) return;
		const open = new Set(this.#service.phones.list().flatMap((sms) => (isOpen(sms) ? [sms.bulk] : [])));
		for (const uuid of touched) if (!open.has(uuid)) void this.#post(uuid, this.#urls.get(uuid)!);
	}

	async #post(uuid: string, url: string): Promise<void> {
		this.#urls.delete(uuid);
		const body = { uuid, messages: bulkStatus(uuid, this.#service) };
		const [address, options] = CALLS[this.#service.settings.callbackForm](url, body);
		try {
			const { status } = await fetch(address, { ...options, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
			this.attempts.push({ url, body, answer: String(status) });
		} catch (error) {
			this.attempts.push({ url, body, answer: String(error) });
		}
	}
}

const CALLS: Record<CallbackForm, (url: string, body: object) => [address: string, options: RequestInit]> = {
	json: (url, body) => [url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }],
	form: (url, body) => [url, { method: 'POST', body: new URLSearchParams(phpFields(body)) }],
	get: (url, body) => [`${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(phpFields(body))}`, {}],
};

/** Nested values as PHP's `http_build_query` writes them: `messages[0][name]`. */
function phpFields(value: unknown, name = ''): string[][] {
	if (typeof value !== 'object' || value === null) return [[name, String(value)]];
	return Object.entries(value).flatMap(([key, inner]) => phpFields(inner, name === '' ? key : `${name}[${key}]`));
}

const isOpen = ({ status }: Sms): boolean => status === 'queued' || status === 'sent';
