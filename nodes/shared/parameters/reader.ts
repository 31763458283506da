import { sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import type { Parameters } from '../operation';
import { fileOf } from '../transport/multipart';
import { reading } from './expressions';
import { holdsExpression, typedReader, unevaluable, type Declared } from './parameters';
import { UNSURE, type Reading } from './paths';
import { triggerAddresses } from './triggerAddresses';

/** How long a computation may keep n8n from answering anybody else, in milliseconds. */
const LONGEST_STRETCH = 30;

/** A fallback for fields that the chosen operation does not have; n8n's types want a value there. */
const NOTHING = null as unknown as undefined;

/**
 * Reads the parameters of one item after another: fixed values once, plain paths into the item's data and simple
 * formulas directly, and everything else by n8n, item by item.
 */
export function parameterReader(context: IExecuteFunctions, declared: Declared): (item: number) => Parameters {
	const items = context.getInputData();
	const zone = context.getTimezone();
	const now = Date.now();
	const raw = rawValues(context);
	const readings = new Map<string, Reading | undefined>();
	const triggers = remembered((type: string) => triggerAddresses(context, type));

	const evaluated = (name: string, item: number): unknown => {
		try {
			return context.getNodeParameter(name, item, NOTHING, { extractValue: true }) ?? undefined;
		} catch (error) {
			throw unevaluable(labelOf(declared, name), error);
		}
	};

	const shortcut = (name: string): Reading | undefined => {
		const value = raw(name);
		// A field that is hidden has no value, and n8n would not find its description to extract one.
		if (value === NOTHING || value === undefined) return () => undefined;
		if (holdsExpression(value)) return reading(value);
		const fixed = evaluated(name, 0);
		return () => fixed;
	};

	const read = (name: string, item: number): unknown => {
		if (!readings.has(name)) readings.set(name, shortcut(name));
		const direct = readings.get(name);
		const value = direct ? direct(items[item].json) : UNSURE;
		return value === UNSURE ? evaluated(name, item) : (value ?? undefined);
	};

	const rawOptions = asObject(raw('options'));
	const formulas = Object.keys(rawOptions).filter((name) => declared.options.has(name) && holdsExpression(rawOptions[name]));
	const typed = typedReader(declared, { field: raw, options: rawOptions });
	return (item) => {
		let options: IDataObject | undefined;
		const values = { field: (name: string) => read(name, item), options: () => (options ??= asObject(read('options', item))) };
		const parameters = typed(values, { zone, now, triggers, file: (name) => fileOf(context, item, name) });
		// An option may matter only beside another; its expression must give something all the same.
		for (const name of formulas) parameters.get(name);
		return parameters;
	};
}

/** The parameters as the user entered them: the same for all items, so each is read once. */
const rawValues = (context: IExecuteFunctions): ((name: string) => unknown) =>
	remembered((name) => context.getNodeParameter(name, 0, NOTHING, { rawExpressions: true }) as unknown);

function remembered<V>(find: (name: string) => V): (name: string) => V {
	const known = new Map<string, V>();
	return (name) => {
		if (!known.has(name)) known.set(name, find(name));
		return known.get(name) as V;
	};
}

const asObject = (value: unknown): IDataObject => (typeof value === 'object' && value !== null ? (value as IDataObject) : {});

/** The label by which the panel calls a field. */
const labelOf = ({ fields }: Declared, name: string): string =>
	name === 'options' ? 'Options' : (fields.get(name)?.[0].displayName ?? name);

/** A pause for n8n's other work, taken whenever a long computation has run long enough. */
export function breather(): () => Promise<void> {
	let since = Date.now();
	return async () => {
		if (Date.now() - since < LONGEST_STRETCH) return;
		await sleep(0);
		since = Date.now();
	};
}
