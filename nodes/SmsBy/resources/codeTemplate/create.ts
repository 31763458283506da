import { done, type Operation } from '../../../shared/operation';
import { isObject } from '../../../shared/transport/replies';
import { contentOf, get, idOf, single, unproven, verdicts } from '../../vendor';
import { shapeFields, shapeOf, type TemplateEntry } from './template';

/** A new code template (createPasswordObject; known from the vendor's public pages and libraries). */
export const create: Operation<TemplateEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Create a code template',
	description: 'Create a template: what codes are made of and how long they are',
	effect: 'write',
	fields: shapeFields,
	entries: (parameters) => [{ shape: shapeOf(parameters) }],
	pack: ([{ shape }]) => get('createPasswordObject', shape),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, { shape }) => {
			const content = single(contentOf(answer));
			const id = isObject(content) ? idOf(content.password_object_id) : undefined;
			if (!id) return unproven(answer);
			return done([{ id, characters: shape.type_id, length: Number(shape.len) }], answer);
		}, { proof: 'password_object_id' }),
};
