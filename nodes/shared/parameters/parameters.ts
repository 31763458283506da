import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors';
import { grouped } from '../grouped';
import type { Operation, Parameters } from '../operation';
import { isNothing } from '../sms/blank';
import { readMoment } from '../sms/dates';
import { trimmed } from '../sms/written';
import { emptyField, emptyOption, isTyped, typedValue } from './types';
import type { Text } from '../language/say';

/** Declarations by name; a field may be declared several times, each for other values of another field. */
type Declarations = ReadonlyMap<string, INodeProperties[]>;

/** What a node declares: its fields, and the options of its "Options" collection. */
export interface Declared {
	fields: Declarations;
	options: Declarations;
}

/** Declarations in the form in which they are looked up for each item. */
export const declare = (fields: INodeProperties[], options: INodeProperties[] = []): Declared => ({
	fields: grouped(fields, ({ name }) => name),
	options: grouped(options, ({ name }) => name),
});

/** Where the values of one item come from. */
export interface Values {
	/** What a field holds; `undefined` where it is hidden or not set. */
	field(name: string): unknown;
	/** The options that were added, with their values. */
	options(): IDataObject;
	/** Fields and options as the user entered them, expressions not resolved. */
	raw: { field(name: string): unknown; options: IDataObject };
}

/** What a run knows beside its parameters. */
export type Surroundings = Pick<Parameters, 'file' | 'triggers' | 'zone' | 'now'>;

/** Whether a raw value is an expression, which n8n marks by its first character. */
export const isExpression = (raw: unknown): boolean => typeof raw === 'string' && raw.startsWith('=');

/** Reads one item's values by the types that their declarations give. */
export function readParameters(declared: Declared, values: Values, surroundings: Surroundings): Parameters {
	const option = (field: INodeProperties): unknown => {
		const { options } = values.raw;
		if (!Object.hasOwn(options, field.name)) return undefined;
		const value = values.options()[field.name];
		if (!isNothing(value)) return typedValue(value, field);
		// A text or a date that was left empty is not set; a guard that was left empty would be switched off.
		if (isExpression(options[field.name]) || isTyped(field)) throw emptyOption(field);
		return undefined;
	};
	const field = (name: string, declaration?: INodeProperties): unknown => {
		const value = values.field(name);
		if (!declaration || !isTyped(declaration)) return value ?? undefined;
		if (!isNothing(value)) return typedValue(value, declaration);
		if (isExpression(values.raw.field(name))) throw emptyField(declaration);
		return undefined;
	};
	const find = (list: Declarations, name: string) => shown(list.get(name) ?? [], values);
	const declarationOf = (name: string) => find(declared.options, name) ?? find(declared.fields, name);

	return parametersFrom(
		{
			get: (name) => {
				const declaration = find(declared.options, name);
				return declaration ? option(declaration) : field(name, find(declared.fields, name));
			},
			label: (name) => declarationOf(name)?.displayName ?? name,
			group: (name, group) => groupOf(find(declared.options, name) ?? find(declared.fields, name), group, values, surroundings),
		},
		surroundings,
	);
}

/** What the typed readings are made from. */
interface Readings {
	get(name: string): unknown;
	/** The label of a field, for errors. */
	label(name: string): string;
	group(name: string, group: string): Parameters | undefined;
}

function parametersFrom({ get, label, group }: Readings, surroundings: Surroundings): Parameters {
	const { file, triggers, zone, now } = surroundings;
	return {
		...{ file, triggers, zone, now },
		get,
		group,
		label,
		text: (name) => trimmed(get(name), label(name)),
		flag: (name) => get(name) as boolean | undefined,
		number: (name) => get(name) as number | undefined,
		moment: (name) => {
			const value = get(name);
			return isNothing(value) ? undefined : readMoment(value, zone, label(name), now);
		},
	};
}

/** The same parameters with other values for some names. */
export const withValues = (parameters: Parameters, values: Record<string, unknown>): Parameters => {
	const get = (name: string): unknown => (Object.hasOwn(values, name) ? values[name] : parameters.get(name));
	return parametersFrom({ get, label: parameters.label, group: parameters.group }, parameters);
};

/** Of several declarations of a name, the one whose conditions hold. */
function shown(declarations: INodeProperties[], values: Values): INodeProperties | undefined {
	if (declarations.length < 2) return declarations[0];
	const holds = ([name, wanted]: [string, unknown]) => (wanted as unknown[]).includes(values.raw.field(name.replace(/^\//, '')));
	return declarations.find(({ displayOptions }) => Object.entries(displayOptions?.show ?? {}).every(holds)) ?? declarations[0];
}

/** The parameters of a group in a fixed collection that stands among the options or the fields. */
function groupOf(collection: INodeProperties | undefined, group: string, values: Values, surroundings: Surroundings): Parameters | undefined {
	const declaration = collection?.options?.find(({ name }) => name === group);
	if (!collection || !declaration || !('values' in declaration)) return undefined;
	const isOption = Object.hasOwn(values.raw.options, collection.name);
	const evaluated = inner(isOption ? values.options()[collection.name] : values.field(collection.name), group);
	const raw = inner(isOption ? values.raw.options[collection.name] : values.raw.field(collection.name), group);
	if (!evaluated) return undefined;
	const own: Values = {
		field: () => undefined,
		options: () => evaluated,
		raw: { field: () => undefined, options: raw ?? evaluated },
	};
	return readParameters(declare([], declaration.values), own, surroundings);
}

function inner(value: unknown, group: string): IDataObject | undefined {
	const found = typeof value === 'object' && value !== null ? (value as IDataObject)[group] : undefined;
	return typeof found === 'object' && found !== null && Object.keys(found).length > 0 ? (found as IDataObject) : undefined;
}

/** The error for a field whose expression n8n cannot evaluate. */
export function unevaluable(label: Text, error: unknown): InputError {
	const reason = String((error as { message?: unknown } | undefined)?.message ?? error).slice(0, 500);
	return InputError.of(label, { what: 'cannot be worked out ({reason})', remedy: 'Correct the expression.' }, { reason });
}

/** Parameters from plain values, read by an operation's declarations as those of a node are. */
export function plainParameters(
	{ fields, options }: Pick<Operation, 'fields' | 'options'>,
	values: Record<string, unknown>,
	{ file = () => undefined, triggers = () => [], zone = 'UTC', now = Date.now() }: Partial<Surroundings> = {},
): Parameters {
	const isOption = (name: string) => (options ?? []).some((one) => one.name === name);
	const given = Object.entries(values).filter(([name]) => isOption(name));
	const own = Object.fromEntries(given) as IDataObject;
	const field = (name: string) => values[name];
	return readParameters(declare(fields, options), { field, options: () => own, raw: { field, options: own } }, { file, triggers, zone, now });
}
