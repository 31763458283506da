/** A tool as a server describes it to a model. */
export interface Tool {
	name: string;
	description: string;
	inputSchema: { properties: Record<string, { type: string; description?: string }>; required?: string[] };
}

/** What a model reads after it has used a tool. */
export interface ToolAnswer {
	isError: boolean;
	text: string;
}

interface Answer<T> {
	result?: T;
	error?: { message: string };
}

const PROTOCOL = '2025-03-26';

/** A client of the Model Context Protocol over "Streamable HTTP": what a model's program does, without the model. */
export class McpClient {
	readonly #url: string;
	readonly #headers: Record<string, string>;
	#lastId = 0;

	private constructor(url: string, headers: Record<string, string>) {
		this.#url = url;
		this.#headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers };
	}

	/**
	 * Opens a session.
	 *
	 * @param headers sent with every request, e.g. an authorization
	 * @throws when the server does not answer as one
	 */
	static async connect(url: string, headers: Record<string, string> = {}): Promise<McpClient> {
		const client = new McpClient(url, headers);
		const clientInfo = { name: 'test', version: '1.0.0' };
		await client.#ask('initialize', { protocolVersion: PROTOCOL, capabilities: {}, clientInfo });
		await client.#post({ method: 'notifications/initialized' });
		return client;
	}

	async tools(): Promise<Tool[]> {
		return (await this.#ask<{ tools: Tool[] }>('tools/list', {})).tools;
	}

	/** @param args what the model has made up its mind to */
	async call(name: string, args: Record<string, unknown>): Promise<ToolAnswer> {
		type Result = { isError?: boolean; content: { text: string }[] };
		const { isError = false, content } = await this.#ask<Result>('tools/call', { name, arguments: args });
		return { isError, text: content.map(({ text }) => text).join('\n') };
	}

	async #ask<T>(method: string, params: unknown): Promise<T> {
		const text = await this.#post({ id: ++this.#lastId, method, params });
		const { result, error } = parsed<T>(text);
		if (result === undefined) throw new Error(`${method}: ${error?.message ?? text}`);
		return result;
	}

	async #post(message: Record<string, unknown>): Promise<string> {
		const body = JSON.stringify({ jsonrpc: '2.0', ...message });
		const response = await fetch(this.#url, { method: 'POST', headers: this.#headers, body });
		const text = await response.text();
		if (!response.ok) throw new Error(`${String(message.method)}: HTTP ${response.status} ${text}`);
		const session = response.headers.get('mcp-session-id');
		if (session) this.#headers['mcp-session-id'] = session;
		return text;
	}
}

/** The answer stands alone, or in a stream of events. */
function parsed<T>(text: string): Answer<T> {
	const line = text.startsWith('{') ? text : (text.split('\n').findLast((one) => one.startsWith('data:'))?.slice(5) ?? '{}');
	return JSON.parse(line) as Answer<T>;
}
