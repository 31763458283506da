/** Every pattern of the shipped code with every text made for it. */
import { fileURLToPath } from 'node:url';

import { shapesOf, textOf, type Shape } from './adversaries.ts';
import { patternsIn, type Pattern } from './patterns.ts';

export const found = patternsIn(fileURLToPath(new URL('../../..', import.meta.url)), ['nodes', 'credentials']);

const workOf =
	({ source, flags, splits }: Pattern, shape: Shape) =>
	(length: number) => {
		const text = textOf(shape, length);
		const pattern = new RegExp(source, flags);
		if (splits) return () => text.split(pattern);
		return flags.includes('g') ? () => text.replace(pattern, '') : () => pattern.exec(text);
	};

export const cases = new Map(
	found.patterns.flatMap((pattern) =>
		shapesOf(pattern.source, pattern.flags).map((shape) => [nameOf(pattern, shape), workOf(pattern, shape)] as const),
	),
);

function nameOf({ place, source, flags }: Pattern, { start, unit, end }: Shape): string {
	return `${place} /${source}/${flags} on ${JSON.stringify(start)} + ${JSON.stringify(unit)} over and over + ${JSON.stringify(end)}`;
}
