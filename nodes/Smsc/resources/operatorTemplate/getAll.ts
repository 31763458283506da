import { limited, listEntries, listFields, type ListEntry } from '../../../shared/sms/lists';
import type { Operation } from '../../../shared/operation';
import { call, lists } from '../../vendor';
import { templateFields, templateForm, templateRow, type TemplateEntry } from './fields';

/** A template with each operator, and how far its approval is (op_templates.php with get=1, known from public sources). */
export const getAll: Operation<ListEntry & TemplateEntry> = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get the operators of a template',
	description: 'Get what each operator says of a template, by its sender and text',
	effect: 'read',
	fields: [...templateFields, ...listFields],
	entries: (parameters) => listEntries(parameters).map((entry) => ({ ...entry, form: templateForm(parameters) })),
	pack: ([{ form }]) => call('op_templates', [['get', '1'], ...form]),
	unpack: lists(templateRow, limited),
};
