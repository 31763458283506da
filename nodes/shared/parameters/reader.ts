import { sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { fileOf } from '../transport/multipart';
import type { Parameters } from '../operation';
import { UNSURE, type Reading } from './paths';
import { reading } from './expressions';
import { triggerAddresses } from '../trigger/address';

/** How long a computation may keep n8n from answering anybody else, in milliseconds. */
const LONGEST_STRETCH = 30;

/** A fallback for fields that the chosen operation does not have; n8n's types want a value there. */
const NOTHING = null as unknown as undefined;

/**
 * Reads the parameters of one item after another: fixed values once, plain paths into the item's data and simple
 * formulas directly, and everything else by n8n, item by item.
 */
export function parameterReader(context: IExecuteFunctions): (item: number) => Parameters {
	const items = context.getInputData();
	const zone = context.getTimezone();
	const now = Date.now();
	const readings = new Map<string, Reading | undefined>();

	const evaluated = (name: string, item: number): unknown =>
		context.getNodeParameter(name, item, NOTHING, { extractValue: true }) ?? undefined;

	const shortcut = (name: string): Reading | undefined => {
		const raw: unknown = context.getNodeParameter(name, 0, NOTHING, { rawExpressions: true });
		// A field that is hidden has no value, and n8n would not find its description to extract one.
		if (raw === NOTHING || raw === undefined) return () => undefined;
		if (holdsExpression(raw)) return reading(raw);
		const fixed = evaluated(name, 0);
		return () => fixed;
	};

	const read = (name: string, item: number): unknown => {
		if (!readings.has(name)) readings.set(name, shortcut(name));
		const direct = readings.get(name);
		const value = direct ? direct(items[item].json) : UNSURE;
		return value === UNSURE ? evaluated(name, item) : (value ?? undefined);
	};

	return (item) => {
		let options: IDataObject | undefined;
		return {
			zone,
			now,
			file: (name) => fileOf(context, item, name),
			triggers: (type) => triggerAddresses(context, type),
			get: (name) => read(name, item),
			option: (name) => {
				options ??= (read('options', item) ?? {}) as IDataObject;
				return options[name];
			},
		};
	};
}

const holdsExpression = (raw: unknown): boolean =>
	typeof raw === 'string'
		? raw.startsWith('=')
		: typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);

/** A pause for n8n's other work, taken whenever a long computation has run long enough. */
export function breather(): () => Promise<void> {
	let since = Date.now();
	return async () => {
		if (Date.now() - since < LONGEST_STRETCH) return;
		await sleep(0);
		since = Date.now();
	};
}
