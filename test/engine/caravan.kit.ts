/** Caravan as its document says, as far as `docs/adding-a-vendor-2.md` quotes it: strict about every header and every body. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

interface Xml {
	$?: Record<string, string>;
	_?: string;
	$$?: Array<Xml & { '#name': string }>;
	'#name': string;
}

const { parseStringPromise } = createRequire(import.meta.url)('xml2js') as {
	parseStringPromise(text: string, options: object): Promise<Record<string, Xml>>;
};

export const ACCOUNT = { user: 'karavan & sons', password: 'p"ss<word>-42' };

/** A number without a route, which a job refuses after it was accepted. */
export const NOWHERE = '998900000000';

export interface Received {
	to: string;
	text: string;
	from?: string;
	priority: string;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export class CaravanServer {
	url = '';
	/** Method, path and status of every call. */
	calls: string[] = [];
	received: Received[] = [];
	/** How many calls a token holds for; none means that no token is ever known. */
	callsPerToken = Infinity;
	/** How often a job is still at work when it is asked about. */
	looksAtWork = 0;
	/** What is answered to the next logins instead of a session. */
	loginFault?: (response: ServerResponse) => void;
	/** Whether jobs are refused in words that quote the caller's authorization. */
	quotes = false;
	tokens: string[] = [];
	readonly #jobs = new Map<string, Received[]>();
	#left = 0;
	#server?: Server;

	async open(): Promise<void> {
		this.#server = createServer((request, response) => void this.#answer(request, response));
		await new Promise<void>((resolve) => this.#server!.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	close(): void {
		this.#server!.closeAllConnections();
		this.#server!.close();
	}

	reset(): void {
		Object.assign(this, { calls: [], received: [], tokens: [], callsPerToken: Infinity, looksAtWork: 0, loginFault: undefined, quotes: false });
	}

	/** How many calls of a kind there were, e.g. `PUT /v2/jobs 202`. */
	count(call: string): number {
		return this.calls.filter((one) => one === call).length;
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		let text = '';
		for await (const chunk of request) text += chunk;
		const { method, url = '' } = request;
		response.on('close', () => this.calls.push(`${method} ${url} ${response.statusCode}`));
		const say = (status: number, body = '') => response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
		try {
			if (request.headers.accept !== 'application/xml') throw new Error('accept');
			const root = await this.#read(request, text);
			if (url === '/v2/login' && method === 'POST') return this.#logIn(response, root, say);
			if (!this.#knows(request.headers.authorization)) return void say(401);
			if (url === '/v2/jobs' && method === 'PUT') return void this.#take(request, root, say);
			if (url === '/v2/account' && method === 'GET') return void say(200, '<account balance="1200.50" currency="KZT"/>');
			const job = /^\/v2\/jobs\/(j-\d+)$/.exec(url)?.[1] ?? '';
			if (!this.#jobs.has(job)) return void say(404, '<error code="13" text="no such job"/>');
			if (method === 'DELETE') return void say(this.#jobs.delete(job) ? 204 : 500);
			if (method === 'GET') return void say(200, this.#stateOf(job));
			say(405);
		} catch (error) {
			say(400, `<error code="99" text="${escaped(String(error))}"/>`);
		}
	}

	/** The root of the body, which only calls with one may have, and must declare. */
	async #read({ method, headers }: IncomingMessage, text: string): Promise<Xml | undefined> {
		const hasBody = method === 'PUT' || method === 'POST';
		if (hasBody !== (text !== '')) throw new Error('body');
		if (headers['content-type'] !== (hasBody ? 'application/xml; charset=utf-8' : undefined)) throw new Error('content-type');
		if (!hasBody) return undefined;
		const parsed = await parseStringPromise(text, { explicitChildren: true, preserveChildrenOrder: true, explicitRoot: true, normalize: false, trim: false });
		return Object.values(parsed)[0];
	}

	#logIn(response: ServerResponse, root: Xml | undefined, say: (status: number, body?: string) => void): void {
		if (this.loginFault) return this.loginFault(response);
		const { user, password } = root?.$ ?? {};
		if (user !== ACCOUNT.user || password !== ACCOUNT.password) return say(403, '<error code="10" text="who are you?"/>');
		const token = `token-${this.tokens.length + 1}-${'x'.repeat(12)}`;
		this.tokens.push(token);
		this.#left = this.callsPerToken;
		say(200, `<session token="${token}"/>`);
	}

	#knows(authorization?: string): boolean {
		return authorization === `Bearer ${this.tokens.at(-1)}` && this.#left-- > 0;
	}

	#take({ headers }: IncomingMessage, root: Xml | undefined, say: (status: number, body?: string) => void): void {
		if (this.quotes) return say(402, `<error code="11" text="no money for ${escaped(headers.authorization!)}"/>`);
		const priority = String(headers['x-caravan-priority']);
		if (!['high', 'normal'].includes(priority)) throw new Error('priority');
		const messages = (root?.$$ ?? []).map(({ $ = {}, _: text = '', '#name': name }): Received => {
			if (name !== 'message' || !/^(77\d{9}|998\d{9})$/.test($.to)) throw new Error('message');
			return { to: $.to, text, priority, ...($.from ? { from: $.from } : {}) };
		});
		if (messages.length < 1 || messages.length > 100) throw new Error('messages');
		const job = `j-${this.#jobs.size + 1}`;
		this.#jobs.set(job, messages);
		this.received.push(...messages);
		say(202, `<accepted job="${job}" messages="${messages.length}"/>`);
	}

	#stateOf(job: string): string {
		const isAtWork = this.looksAtWork-- > 0;
		const rows = this.#jobs.get(job)!.map(({ to }, index) => {
			const state = isAtWork ? 'working' : to === NOWHERE ? 'refused' : 'received';
			return `<message place="${index + 1}" to="${to}" state="${state}" cost="14.5"/>`;
		});
		return `<?xml version="1.0"?>\n<job id="${job}">${rows.join('')}</job>`;
	}
}
