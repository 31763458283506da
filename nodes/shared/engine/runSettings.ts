import type { IDataObject } from 'n8n-workflow';

import type { Parameters, Vendor } from '../operation';

/** How a run behaves, from the engine's own options. Times in milliseconds. */
export interface RunSettings {
	concurrency: number;
	pause: number;
	maxPerRequest?: number;
	timeout: number;
	/** How long to keep asking for a final status; 0 for not at all. */
	longestWait: number;
	/** Whether to ask what became of an unclear send. */
	checksUnclear: boolean;
}

const DEFAULT_TIMEOUT = 60;
const DEFAULT_WAIT = 5;

/** Above any sensible setting, and as seconds still a time that timers can count in milliseconds. */
const LARGEST = 2_000_000;

/** The settings of a run. They hold for all items, so the first item's are taken. */
export function runSettings(first: Parameters, vendor: Vendor): RunSettings {
	const batch = ((first.option('batching') as IDataObject | undefined)?.batch ?? {}) as IDataObject;
	const waits = first.option('waitUntilFinal') === true;
	return {
		concurrency: numberFrom(1, batch.requestsAtOnce) ?? vendor.concurrency,
		pause: numberFrom(1, batch.pause) ?? vendor.pause,
		maxPerRequest: numberFrom(1, batch.entriesPerRequest),
		timeout: Math.round((numberFrom(0.001, first.option('timeout')) ?? DEFAULT_TIMEOUT) * 1000),
		checksUnclear: first.option('checkUnclear') !== false,
		longestWait: waits ? (numberFrom(0, first.option('longestWait')) ?? DEFAULT_WAIT) * 60_000 : 0,
	};
}

/** A setting as a number. An expression may give anything: what is none, or too small, counts as not set. */
function numberFrom(least: number, value: unknown): number | undefined {
	const number = Number(value ?? NaN);
	return number >= least ? Math.min(number, LARGEST) : undefined;
}
