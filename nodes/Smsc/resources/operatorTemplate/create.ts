import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../../../shared/errors';
import { done, type FormFields, type Operation, type Parameters, type Reply, type Verdict } from '../../../shared/operation';
import { answerIn, call, confirms, idOf, isError, refusal, rowsOf } from '../../vendor';
import { templateFields, templateForm, templateRow, type TemplateEntry } from './fields';

/** Operators and kinds of messages, by the vendor's own parameters. */
const FLAGS: Array<[name: string, value: string]> = [
	['Beeline: Service', 'bee_srv'],
	['Beeline: Transactions', 'bee_trn'],
	['MegaFon: Advertising', 'mega_adv'],
	['MegaFon: Login Codes', 'mega_auth'],
	['MegaFon: Service', 'mega_srv'],
	['MegaFon: Transactions', 'mega_trn'],
	['MOTIV: Service', 'motiv_srv'],
	['MOTIV: Transactions', 'motiv_trn'],
	['MTS: Login Codes', 'mts_auth'],
	['MTS: Service', 'mts_srv'],
	['MTS: Transactions', 'mts_trn'],
	['Social Networks', 'soc'],
	['Tele2: Service', 'tele2_srv'],
	['Tele2: Transactions', 'tele2_trn'],
];

const VALUES = FLAGS.map(([, value]) => value);

const MISTAKES = {
	none: { what: 'is empty', remedy: 'Choose at least one operator and kind of message.' },
	unknown: { what: 'has "{value}", which SMSC does not know', remedy: 'Choose from the list.' },
} satisfies Record<string, Mistake>;

const operatorsField: INodeProperties = {
	displayName: 'Operators',
	name: 'operators',
	type: 'multiOptions',
	required: true,
	options: FLAGS.map(([name, value]) => ({ name, value })),
	default: ['mts_srv', 'mega_srv', 'bee_srv', 'tele2_srv'],
	description: 'Operators that the template is registered with, and for which kind of messages',
};

/** Hands in a template for approval by operators (op_templates.php with add=1, known from public sources). */
export const create: Operation<TemplateEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Register an operator template',
	description: 'Submit the template of a text for approval by the operators, some of which require it',
	effect: 'write',
	fields: [...templateFields, operatorsField],
	entries: (parameters) => [{ form: [...templateForm(parameters), ...flagsOf(parameters)] }],
	pack: ([{ form }]) => call('op_templates', [['add', '1'], ...form]),
	unpack: registered,
};

/** @throws {InputError} when there is none, or one that nobody knows */
function flagsOf(parameters: Parameters): FormFields {
	const chosen = [parameters.get(operatorsField.name) ?? []].flat().map(String);
	if (chosen.length === 0) throw InputError.of(operatorsField.displayName, MISTAKES.none);
	const unknown = chosen.find((value) => !VALUES.includes(value));
	if (unknown !== undefined) throw InputError.of(operatorsField.displayName, MISTAKES.unknown, { value: unknown });
	return chosen.map((value) => [value, '1']);
}

/** A row for each operator, or a word of confirmation: the form of the answer is not certain. */
function registered(reply: Reply, entries: TemplateEntry[]): Verdict[] {
	const answer = /^\s*[[{]/.test(reply.body) ? answerIn(reply) : undefined;
	if (isError(answer)) return entries.map(() => refusal(answer, { asks: 'change' }));
	const rows = Array.isArray(answer) ? rowsOf(answer) : [];
	if (!rows.some(isTaken)) return confirms<TemplateEntry>(() => ({ success: true }))(reply, entries);
	return entries.map(() => done(rows.map((row) => ({ ...templateRow(row), success: isTaken(row) })), rows));
}

/** An operator that has not got the template has given it no id. */
const isTaken = ({ id }: IDataObject): boolean => idOf(id) !== undefined;
