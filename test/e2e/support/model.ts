import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ChatMessage {
	role: string;
	content: string;
}

interface ChatRequest {
	messages: ChatMessage[];
	tools?: { function: { name: string } }[];
}

/** A step of a model that knows what it wants: a tool with its arguments. */
export interface ToolUse {
	name: string;
	arguments: Record<string, unknown>;
}

/** Stands in the place of a language model, behind the interface that n8n's OpenAI node speaks. */
export interface Model {
	/** The base URL for the credential. */
	url: string;
	/** The names of the tools that it was offered last. */
	readonly tools: string[];
	close(): Promise<void>;
}

/**
 * Starts a model without any wit of its own: it uses tools, one after another, and then says what the last has told it.
 *
 * @param decide which tools to use for what the person has written
 */
export async function startModel(decide: (written: string) => ToolUse[]): Promise<Model> {
	let tools: string[] = [];
	const server = createServer(async (request, response) => {
		const { messages, tools: offered = [] } = JSON.parse(await bodyOf(request)) as ChatRequest;
		tools = offered.map((one) => one.function.name);
		const asked = messages.findLastIndex(({ role }) => role === 'user');
		const done = messages.slice(asked).filter(({ role }) => role === 'tool');
		const next = decide(messages[asked].content)[done.length];
		const message = next ? toolCall(next, done.length) : { content: `The tool says: ${done.at(-1)?.content}` };
		const choice = { index: 0, message: { role: 'assistant', ...message }, finish_reason: next ? 'tool_calls' : 'stop' };
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ id: 'chat-1', object: 'chat.completion', created: 0, model: 'none', choices: [choice] }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		get tools() {
			return tools;
		},
		close: () => new Promise((resolve) => void server.close(() => resolve())),
	};
}

const toolCall = ({ name, arguments: args }: ToolUse, number: number) => ({
	content: null,
	tool_calls: [{ id: `call-${number}`, type: 'function', function: { name, arguments: JSON.stringify(args) } }],
});

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString();
}
