import type { Operation } from '../../../shared/operation';
import { call, changes } from '../../vendor';
import { checkedText } from '../message/commands';
import { changedFields, rowEntry, textOption, type RowEntry } from '../options';
import { TEMPLATE_OPTIONS, idField, templateOptions, textField } from './fields';

/** Changes a message template (templates.php, known from public sources). */
export const update: Operation<RowEntry> = {
	value: 'update',
	name: 'Update',
	action: 'Update a template',
	description: 'Change a message template; what is not set stays as it is',
	effect: 'write',
	fields: [idField],
	options: [...templateOptions, textOption('Name', 'name', 'New name'), { ...textField, required: false, name: 'msg' }],
	entries: (parameters) => {
		checkedText(parameters.text('msg'), textField.displayName);
		return [rowEntry(parameters, idField, changedFields(parameters, ['name', 'msg', ...TEMPLATE_OPTIONS]))];
	},
	pack: ([{ to, more }]) => call('templates', [['chg', '1'], ['id', to], ...more]),
	unpack: changes(({ to }) => ({ id: to, success: true })),
};
