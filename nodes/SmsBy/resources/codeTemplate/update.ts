import type { Operation } from '../../../shared/operation';
import { get } from '../../vendor';
import { changed, shapeFields, shapeOf, templateField, templateOf, type TemplateEntry } from './template';

interface ChangeEntry extends TemplateEntry {
	to: string;
}

/** Changes a code template (editPasswordObject; known from the vendor's public pages and libraries). */
export const update: Operation<ChangeEntry> = {
	value: 'update',
	name: 'Update',
	action: 'Update a code template',
	description: 'Change what codes are made of and how long they are',
	effect: 'write',
	fields: [templateField, ...shapeFields],
	entries: (parameters) => [{ to: templateOf(parameters), shape: shapeOf(parameters) }],
	pack: ([{ to, shape }]) => get('editPasswordObject', { id: to, ...shape }),
	unpack: changed(({ to: id, shape }) => ({ id, characters: shape.type_id, length: Number(shape.len) })),
};
