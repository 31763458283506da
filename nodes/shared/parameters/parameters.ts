import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../errors';
import { grouped } from '../grouped';
import type { FileSource, Operation, Parameters } from '../operation';
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

/** Fields and options as the user entered them, expressions not resolved: the same for all items. */
export interface Entered {
	field(name: string): unknown;
	options: IDataObject;
}

/** Where the values of one item come from. */
export interface Values {
	/** What a field holds; `undefined` where it is hidden or not set. */
	field(name: string): unknown;
	/** The options that were added, with their values. */
	options(): IDataObject;
}

/** What a run knows beside its parameters. */
export type Surroundings = Pick<Parameters, 'file' | 'triggers' | 'zone' | 'now'>;

/** Whether a raw value is an expression, which n8n marks by its first character. */
export const isExpression = (raw: unknown): boolean => typeof raw === 'string' && raw.startsWith('=');

/** Whether a raw value, or anything in it, is an expression. */
export const holdsExpression = (raw: unknown): boolean =>
	isExpression(raw) || (typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression));

/** What a name stands for. */
interface Place {
	declaration?: INodeProperties;
	isOption: boolean;
	/** Whether its value may differ between items. */
	varies: boolean;
}

/** What is the same for all items of a run, worked out once. */
class Common {
	/** How many values have been read that may differ between items. */
	varied = 0;
	readonly #made = new Map<unknown, unknown>();

	once<V>(make: (parameters: Parameters) => V, parameters: Parameters): V {
		if (this.#made.has(make)) return this.#made.get(make) as V;
		const before = this.varied;
		const made = make(parameters);
		if (this.varied === before) this.#made.set(make, made);
		return made;
	}
}

/** Reads the values of one item after another by the types that their declarations give. */
export function typedReader(declared: Declared, entered: Entered): (values: Values, surroundings: Surroundings) => Parameters {
	const places = new Map<string, Place>();
	const find = (name: string): Place => {
		const option = shown(declared.options.get(name) ?? [], entered);
		if (option) return { declaration: option, isOption: true, varies: holdsExpression(entered.options[name]) };
		return { declaration: shown(declared.fields.get(name) ?? [], entered), isOption: false, varies: holdsExpression(entered.field(name)) };
	};
	const placeOf = (name: string): Place => {
		const known = places.get(name);
		if (known) return known;
		const place = find(name);
		places.set(name, place);
		return place;
	};
	const common = new Common();
	return (values, surroundings) => new ItemParameters(surroundings, { placeOf, entered, common }, values);
}

/** The typed readings, made from the plain one. */
abstract class Readings implements Parameters {
	readonly #surroundings: Surroundings;

	constructor(surroundings: Surroundings) {
		this.#surroundings = surroundings;
	}

	abstract get(name: string): unknown;
	abstract label(name: string): string;
	abstract group(option: string, group: string): Parameters | undefined;
	abstract once<V>(make: (parameters: Parameters) => V): V;

	get zone(): string {
		return this.#surroundings.zone;
	}

	get now(): number {
		return this.#surroundings.now;
	}

	file(name: string): FileSource | undefined {
		return this.#surroundings.file(name);
	}

	triggers(type: string): string[] {
		return this.#surroundings.triggers(type);
	}

	text(name: string): string {
		return trimmed(this.get(name), this.label(name));
	}

	flag(name: string): boolean | undefined {
		return this.get(name) as boolean | undefined;
	}

	number(name: string): number | undefined {
		return this.get(name) as number | undefined;
	}

	moment(name: string): number | undefined {
		const value = this.get(name);
		return isNothing(value) ? undefined : readMoment(value, this.zone, this.label(name), this.now);
	}
}

/** What all items of a run share. */
interface Sharing {
	placeOf: (name: string) => Place;
	entered: Entered;
	common: Common;
}

class ItemParameters extends Readings {
	readonly #placeOf: (name: string) => Place;
	readonly #entered: Entered;
	readonly #common: Common;
	readonly #values: Values;

	constructor(surroundings: Surroundings, { placeOf, entered, common }: Sharing, values: Values) {
		super(surroundings);
		this.#placeOf = placeOf;
		this.#entered = entered;
		this.#common = common;
		this.#values = values;
	}

	once<V>(make: (parameters: Parameters) => V): V {
		return this.#common.once(make, this);
	}

	override file(name: string): FileSource | undefined {
		this.#common.varied++;
		return super.file(name);
	}

	get(name: string): unknown {
		const { declaration, isOption, varies } = this.#placeOf(name);
		if (varies) this.#common.varied++;
		return isOption ? this.#option(declaration as INodeProperties) : this.#field(name, declaration);
	}

	label(name: string): string {
		return this.#placeOf(name).declaration?.displayName ?? name;
	}

	group(option: string, group: string): Parameters | undefined {
		const { declaration, varies } = this.#placeOf(option);
		if (varies) this.#common.varied++;
		return groupOf(declaration, group, this.#entered, this.#values, this);
	}

	#option(field: INodeProperties): unknown {
		const { options } = this.#entered;
		if (!Object.hasOwn(options, field.name)) return undefined;
		const value = this.#values.options()[field.name];
		if (!isNothing(value)) return typedValue(value, field);
		// A text or a date that was left empty is not set; a guard that was left empty would be switched off.
		if (isExpression(options[field.name]) || isTyped(field)) throw emptyOption(field);
		return undefined;
	}

	#field(name: string, declaration?: INodeProperties): unknown {
		const value = this.#values.field(name);
		if (!declaration || !isTyped(declaration)) return value ?? undefined;
		if (!isNothing(value)) return typedValue(value, declaration);
		if (isExpression(this.#entered.field(name))) throw emptyField(declaration);
		return undefined;
	}
}

/** The same parameters with other values for some names. */
export const withValues = (parameters: Parameters, values: Record<string, unknown>): Parameters => new Overlaid(parameters, values);

class Overlaid extends Readings {
	readonly #below: Parameters;
	readonly #values: Record<string, unknown>;

	constructor(below: Parameters, values: Record<string, unknown>) {
		super(below);
		this.#below = below;
		this.#values = values;
	}

	get(name: string): unknown {
		return Object.hasOwn(this.#values, name) ? this.#values[name] : this.#below.get(name);
	}

	label(name: string): string {
		return this.#below.label(name);
	}

	group(option: string, group: string): Parameters | undefined {
		return this.#below.group(option, group);
	}

	once<V>(make: (parameters: Parameters) => V): V {
		return make(this);
	}
}

/** Of several declarations of a name, the one whose conditions hold. */
function shown(declarations: INodeProperties[], { field }: Entered): INodeProperties | undefined {
	if (declarations.length < 2) return declarations[0];
	const holds = ([name, wanted]: [string, unknown]) => (wanted as unknown[]).includes(field(name.replace(/^\//, '')));
	return declarations.find(({ displayOptions }) => Object.entries(displayOptions?.show ?? {}).every(holds)) ?? declarations[0];
}

/** The parameters of a group in a fixed collection that stands among the options or the fields. */
function groupOf(collection: INodeProperties | undefined, group: string, entered: Entered, values: Values, surroundings: Surroundings): Parameters | undefined {
	const declaration = collection?.options?.find(({ name }) => name === group);
	if (!collection || !declaration || !('values' in declaration)) return undefined;
	const isOption = Object.hasOwn(entered.options, collection.name);
	const evaluated = inner(isOption ? values.options()[collection.name] : values.field(collection.name), group);
	const raw = inner(isOption ? entered.options[collection.name] : entered.field(collection.name), group);
	if (!evaluated) return undefined;
	const reader = typedReader(declare([], declaration.values), { field: () => undefined, options: raw ?? evaluated });
	return reader({ field: () => undefined, options: () => evaluated }, surroundings);
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
	return typedReader(declare(fields, options), { field, options: own })({ field, options: () => own }, { file, triggers, zone, now });
}
