import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../shared/operation';
import { isObject, asText, unexpectedReply } from '../../shared/transport/replies';

/**
 * The rows of a list, each of which has a name.
 * @param name the key of the name
 * @throws {UnclearReply} when the answer is no such list
 */
export function rowsOf(answer: unknown, name: string, reply: Reply): IDataObject[] {
	const isRow = (row: unknown): row is IDataObject => isObject(row) && asText(row[name]) !== undefined;
	if (!Array.isArray(answer) || !answer.every(isRow)) throw unexpectedReply(reply, 'its answer is not the list that was asked for');
	return answer;
}
