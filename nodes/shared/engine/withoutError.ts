import type { IDataObject } from 'n8n-workflow';

/**
 * Fields without an "error": n8n would take "0" or "none" in it for a failure and run the node again.
 * @param name where its value stands instead
 */
export function withoutError(json: IDataObject, name = 'vendorError'): IDataObject {
	if (!Object.hasOwn(json, 'error')) return json;
	return Object.fromEntries(Object.entries(json).map(([field, value]) => [field === 'error' ? name : field, value]));
}
