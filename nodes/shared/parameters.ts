import { sleep, type IDataObject, type IExecuteFunctions, type NodeParameterValueType } from 'n8n-workflow';

import type { Parameters } from './operation';

/** How long expressions may keep n8n from answering anybody else, in milliseconds. */
const LONGEST_STRETCH = 30;

const isExpression = (value: unknown): boolean =>
	typeof value === 'string'
		? value.startsWith('=')
		: typeof value === 'object' && value !== null && Object.values(value).some(isExpression);

/**
 * Reads the parameters of one item after another. What holds no expression is read once for all items; expressions are
 * evaluated by n8n, item by item.
 */
export function parameterReader(context: IExecuteFunctions): (item: number) => Parameters {
	const fixed = new Map<string, unknown>();
	const zone = context.getTimezone();
	const now = Date.now();

	const evaluate = (name: string, item: number) =>
		context.getNodeParameter(name, item, null as unknown as undefined, { extractValue: true }) ?? undefined;

	const isFixed = (name: string) =>
		!isExpression(
			context.getNodeParameter(name, 0, null as unknown as undefined, {
				rawExpressions: true,
			}) as NodeParameterValueType,
		);

	const changing = new Set<string>();
	const read = (name: string, item: number): unknown => {
		if (fixed.has(name)) return fixed.get(name);
		if (changing.has(name)) return evaluate(name, item);
		if (!isFixed(name)) {
			changing.add(name);
			return evaluate(name, item);
		}
		fixed.set(name, evaluate(name, item));
		return fixed.get(name);
	};

	return (item) => {
		let options: IDataObject | undefined;
		return {
			zone,
			now,
			get: (name) => read(name, item),
			option: (name) => {
				options ??= (read('options', item) ?? {}) as IDataObject;
				return options[name];
			},
		};
	};
}

/** A pause for n8n's other work, taken whenever a long computation has run long enough. */
export function breather(): () => Promise<void> {
	let since = Date.now();
	return async () => {
		if (Date.now() - since < LONGEST_STRETCH) return;
		await sleep(0);
		since = Date.now();
	};
}
