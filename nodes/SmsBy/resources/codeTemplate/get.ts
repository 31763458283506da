import type { IdEntry } from '../../../shared/sms/entries';
import type { Operation } from '../../../shared/operation';
import { answers } from '../../lists';
import { get as ask, idOf } from '../../vendor';
import { templateField, templateOf, templateResult } from './template';

/** One code template (getPasswordObject; known from the vendor's public pages and libraries). */
export const get: Operation<IdEntry> = {
	value: 'get',
	name: 'Get',
	action: 'Get a code template',
	description: 'Get one code template',
	effect: 'read',
	fields: [templateField],
	entries: (parameters) => [{ to: templateOf(parameters) }],
	pack: ([{ to }]) => ask('getPasswordObject', { id: to }),
	unpack: answers((content) => (idOf(content.id) ? templateResult(content) : undefined)),
};
