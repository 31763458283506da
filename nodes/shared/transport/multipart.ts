import { createHash } from 'node:crypto';

import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { Problem } from '../errors';
import type { FileSource, FormFields, NoReply } from '../operation';
import { say } from '../language/say';

/** A file among the binary data of an input item; `undefined` where the item has none of that name. */
export function fileOf(context: IExecuteFunctions, item: number, field: string): FileSource | undefined {
	const data = context.getInputData()[item]?.binary?.[field];
	if (!data) return undefined;
	return {
		key: `${item}.${field}`,
		print: printOf(data),
		name: data.fileName ?? field,
		type: data.mimeType,
		read: async () => await context.helpers.getBinaryDataBuffer(item, field),
	};
}

/** n8n keeps the bytes of a file under an id that it never gives again, or, without one, with the item. */
const printOf = ({ id, data }: IBinaryData): string => id ?? createHash('sha256').update(data).digest('base64');

const LINE_END = '\r\n';

/** A `multipart/form-data` body, whole in memory so that its length is known, and its content type. */
export interface Multipart {
	body: Buffer;
	contentType: string;
}

/** Texts go byte by byte as they are: no line break is changed. */
export async function multipart(
	fields: FormFields,
	files: Array<[name: string, file: FileSource]>,
	boundary: string,
): Promise<Multipart | NoReply> {
	const pieces = [textParts(fields, boundary)];
	for (const [name, file] of files) {
		const bytes = await file.read().catch(() => undefined);
		if (!bytes) return { problem: unreadable(file) };
		const head = `${opening(name, boundary)}; filename="${quoted(file.name)}"${LINE_END}Content-Type: ${header(file.type)}`;
		pieces.push(Buffer.from(head + LINE_END + LINE_END), bytes, Buffer.from(LINE_END));
	}
	pieces.push(Buffer.from(`--${boundary}--${LINE_END}`));
	return { body: Buffer.concat(pieces), contentType: `multipart/form-data; boundary=${boundary}` };
}

/** The text fields of a multipart body: may be put before it at any time. */
export const textParts = (fields: FormFields, boundary: string): Buffer =>
	Buffer.from(fields.map(([name, value]) => `${opening(name, boundary)}${LINE_END}${LINE_END}${value}${LINE_END}`).join(''));

/** The boundary that a content type names, where it is a multipart one. */
export const boundaryOf = (contentType: string): string | undefined =>
	/^multipart\/form-data;.*boundary=([^\s;]+)/i.exec(contentType)?.[1];

const opening = (name: string, boundary: string) =>
	`--${boundary}${LINE_END}Content-Disposition: form-data; name="${quoted(name)}"`;

/** As browsers write names: only what would end the quotes or the line is changed. */
const quoted = (text: string): string => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const header = (text: string): string => text.replace(/[\r\n]/g, '') || 'application/octet-stream';

const unreadable = ({ name }: FileSource): Problem => ({
	kind: 'input',
	meaning: say('the file "{name}" could not be read', { name }),
	remedy: 'Nothing was sent. Look at the node that the file comes from.',
});
