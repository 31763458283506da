import type { IdEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { get } from '../../vendor';
import { changed, templateField, templateOf } from './template';

/** Deletes a code template (deletePasswordObject; known from the vendor's libraries). */
export const remove: Operation<IdEntry> = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a code template',
	description: 'Delete a code template',
	effect: 'write',
	fields: [templateField],
	entries: (parameters) => [{ to: templateOf(parameters) }],
	pack: ([{ to }]) => get('deletePasswordObject', { id: to }),
	unpack: changed(({ to: id }) => ({ id, deleted: true })),
};
