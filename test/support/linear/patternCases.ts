/** Every pattern of the shipped code with every text made for it. */
import { fileURLToPath } from 'node:url';

import { shapesOf, textOf, type Shape } from './adversaries.ts';
import type { Case } from './growth.ts';
import { patternsIn, type Pattern } from './patterns.ts';

export const found = patternsIn(fileURLToPath(new URL('../../..', import.meta.url)), ['nodes', 'credentials']);

export const cases: Case[] = found.patterns.flatMap((pattern) =>
	shapesOf(pattern.source, pattern.flags).map((shape) => caseOf(pattern, shape)),
);

function caseOf({ place, source, flags, splits }: Pattern, shape: Shape): Case {
	return {
		subject: `${place} /${source}/${flags}`,
		input: [shape.start, shape.unit, shape.end].map((text) => JSON.stringify(text)).join(', '),
		prepare(length) {
			const text = textOf(shape, length);
			const pattern = new RegExp(source, flags);
			if (splits) return () => text.split(pattern);
			return flags.includes('g') ? () => text.replace(pattern, '') : () => pattern.exec(text);
		},
	};
}
