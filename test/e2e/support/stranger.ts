import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host that nobody has any business with: it keeps all that it is sent. */
export interface Stranger {
	url: string;
	/** Each request as one text: its line, its headers, its body. */
	heard: string[];
	close(): Promise<void>;
}

export async function startStranger(): Promise<Stranger> {
	const heard: string[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		heard.push([request.method, request.url, JSON.stringify(request.headers), Buffer.concat(chunks)].join(' '));
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		heard,
		close: () => new Promise((resolve) => void server.close(() => resolve())),
	};
}
