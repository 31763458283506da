import { DEFAULT_STEPS, type Steps } from './phones.ts';

/** What a test may set on every simulator's account through `POST /__account`; a vendor adds its own. */
export interface Settings {
	/** Every answer is held back so long. */
	delayMs: number;
	/** The pace of the phones, in seconds. */
	steps: Steps;
}

export function defaultSettings(): Settings {
	return { delayMs: 0, steps: { ...DEFAULT_STEPS } };
}

/** Merges a JSON patch into `target` in place: objects are merged, everything else (lists too) is replaced. */
export function merge<T extends object>(target: T, patch: object): T {
	const into = target as { [key: string]: unknown };
	for (const [key, value] of Object.entries(patch)) {
		if (key === '__proto__') continue;
		const present = into[key];
		if (isPlain(present) && isPlain(value)) merge(present, value);
		else into[key] = value;
	}
	return target;
}

function isPlain(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
