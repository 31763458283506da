import { errorOf, statusOf } from './sending.ts';
import type { Service, Sms } from './service.ts';

/** One call of a callback URL, and what it answered; only the text `OK` counts as handled. */
export interface PushAttempt {
	url: string;
	method: string;
	fields: { [name: string]: string };
	answer: string;
}

const ANSWER_WITHIN_MS = 10_000;

/**
 * Tells a message's callback URL of each change of its status: `server_id`, `status` and `error`, in the query of a
 * GET or, if `callback_method` says so, as form fields of a POST. Whether a call that fails is repeated is not
 * documented, so it is not.
 */
export class Push {
	readonly attempts: PushAttempt[] = [];
	readonly #service: Service;

	constructor(service: Service) {
		this.#service = service;
	}

	tellOf(changed: Sms[]): void {
		for (const sms of changed) if (sms.callback) void this.#call(sms.callback, sms);
	}

	async #call(callback: string, sms: Sms): Promise<void> {
		const fields = {
			server_id: sms.id,
			status: String(statusOf(sms, this.#service.now())),
			error: String(errorOf(sms)),
		};
		const isPost = sms.callbackMethod?.toLowerCase() === 'post';
		const query = new URLSearchParams(fields);
		const url = isPost ? callback : `${callback}${callback.includes('?') ? '&' : '?'}${query}`;
		const options = isPost ? { method: 'POST', body: query } : {};
		const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).then(
			async (reply) => (await reply.text()).trim(),
			String,
		);
		this.attempts.push({ url, method: isPost ? 'POST' : 'GET', fields, answer });
	}
}
