import type { IDataObject } from 'n8n-workflow';

import type { Operation, Vendor } from '../operation';

/** A vendor's inbox, as a value: how it is read from a place on. A place is a message's number or its moment, whatever grows. */
export interface Inbox {
	vendor: Vendor;
	/** The vendor's own read. Its results hold an `id`, and `from`, `to`, `text` and `receivedAt` as far as they are known. */
	read: Operation;
	/** Where a message stands; nothing where it does not say. */
	placeOf(message: IDataObject): number | undefined;
	/** The place to begin at: nothing that comes after this moment lies before it. `now` in milliseconds since 1970. */
	start(now: number): number;
	/** The fields and options of the read that gets every message after a place; some from before it do no harm. */
	after(place: number): Record<string, unknown>;
	/** The fields and options of the read that gets whatever there is. */
	everything: Record<string, unknown>;
}
