/** Someone who may sign in to n8n. */
export interface User {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** The owner that tests and the demo set up. */
export const owner: User = {
	email: 'demo@example.com',
	password: 'Order-Ready-1',
	firstName: 'Demo',
	lastName: 'Owner',
};

interface Settings {
	userManagement: { showSetupOnFirstLoad: boolean };
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const BROWSER_ID = 'cis-sms-test';

/** Speaks n8n's own REST interface, the one that its editor uses, as one signed-in person. */
export class Session {
	readonly url: string;
	#cookie = '';

	/** @param url n8n's address, without a slash at its end */
	constructor(url: string) {
		this.url = url;
	}

	/** Signs in as the owner; makes them first if n8n is still empty. */
	async setUpOwner(user: User = owner): Promise<void> {
		const { userManagement } = await this.call<Settings>('GET', '/rest/settings');
		if (userManagement.showSetupOnFirstLoad) await this.call('POST', '/rest/owner/setup', user);
		else await this.call('POST', '/rest/login', { emailOrLdapLoginId: user.email, password: user.password });
	}

	/**
	 * @param path from the slash on, with its query
	 * @returns the answer without n8n's `data` envelope
	 * @throws an error that names the call, the HTTP status and what n8n said
	 */
	async call<T = unknown>(method: Method, path: string, body?: unknown): Promise<T> {
		const response = await fetch(this.url + path, {
			method,
			// A connection of its own: a busy n8n may close one that is kept just when it is used again.
			headers: { 'content-type': 'application/json', 'browser-id': BROWSER_ID, cookie: this.#cookie, connection: 'close' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${complaintIn(text)}`);
		const cookie = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (cookie) this.#cookie = cookie.split(';')[0];
		return (JSON.parse(text) as { data: T }).data;
	}
}

function complaintIn(text: string): string {
	try {
		return (JSON.parse(text) as { message: string }).message;
	} catch {
		return text;
	}
}
