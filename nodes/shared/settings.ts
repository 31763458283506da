import type { IDataObject } from 'n8n-workflow';

import type { Parameters, Vendor } from './operation';

/** How a run behaves, from the engine's own options. Times in milliseconds. */
export interface RunSettings {
	requestsAtOnce: number;
	pause: number;
	most?: number;
	timeout: number;
	/** How long to keep asking for a final status; 0 for not at all. */
	longestWait: number;
}

const DEFAULT_TIMEOUT = 60;
const DEFAULT_WAIT = 5;

/** The settings of a run. They hold for all items, so the first item's are taken. */
export function runSettings(first: Parameters, vendor: Vendor): RunSettings {
	const batch = ((first.option('batching') as IDataObject | undefined)?.batch ?? {}) as IDataObject;
	const waits = first.option('waitUntilFinal') === true;
	return {
		requestsAtOnce: Number(batch.requestsAtOnce) || vendor.requestsAtOnce,
		pause: Number(batch.pause) || vendor.pause,
		...(Number(batch.entriesPerRequest) > 0 ? { most: Number(batch.entriesPerRequest) } : {}),
		timeout: Number(first.option('timeout') ?? DEFAULT_TIMEOUT) * 1000,
		longestWait: waits ? Number(first.option('longestWait') ?? DEFAULT_WAIT) * 60_000 : 0,
	};
}
