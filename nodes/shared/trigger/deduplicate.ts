import type { IDataObject } from 'n8n-workflow';

import { digest } from './signature';
import type { PushEvent } from './source';

/** How many events a node remembers across restarts, in the workflow's static data. */
const MOST_STORED = 1_000;

/** How many events a node remembers while n8n runs. */
const MOST_HELD = 10_000;

/** Enough of a digest (96 bits) to tell events apart, and nothing of what they say; nothing for an event that nothing tells from others. */
const fingerprint = ({ identity }: PushEvent): string | undefined => (identity === undefined ? undefined : digest('sha256', identity).slice(0, 24));

/** By what an event is known: its print, or itself where it has none. */
type Key = string | PushEvent;

/** What is known of one node's events while n8n runs. */
interface Held {
	handedOver: Set<Key>;
	/** Events that a request is just handing over, with its end. */
	underWay: Map<Key, Promise<void>>;
}

/**
 * Requests that come together each have a copy of the static data, of which n8n saves the last: what the others have
 * handed over is known here.
 */
const nodes = new Map<string, Held>();

function heldFor(node: string): Held {
	const held = nodes.get(node) ?? { handedOver: new Set(), underWay: new Map() };
	nodes.set(node, held);
	return held;
}

/** New events of a push, claimed for one request. */
export interface Claim {
	events: PushEvent[];
	/** To be told once: whether a run has got the events. If not, they will be new again. */
	end(isHandedOver: boolean): void;
}

/**
 * Claims those events that no run has got yet. An event that another request is just handing over is waited for: only
 * the end of that request shows whether this one is a redelivery.
 * @param node what tells the node from all others of this n8n
 * @param store the node's static data; n8n saves what is written here only when the run is handed over
 */
export async function claim(node: string, store: IDataObject, events: PushEvent[]): Promise<Claim> {
	const { handedOver, underWay } = heldFor(node);
	// What has no print is told apart by itself.
	const distinct = new Map(events.map((event): [Key, PushEvent] => [fingerprint(event) ?? event, event]));
	const other = () => [...distinct.keys()].map((key) => underWay.get(key)).find((end) => end !== undefined);
	for (let end = other(); end; end = other()) await end;

	const stored = new Set<Key>(storedIn(store));
	const fresh = [...distinct].filter(([key]) => !handedOver.has(key) && !stored.has(key));
	const prints = fresh.flatMap(([key]) => (typeof key === 'string' ? key : []));
	if (prints.length > 0) store.handedOver = [...storedIn(store).filter((print) => !handedOver.has(print)), ...[...handedOver].map(String), ...prints].slice(-MOST_STORED);

	let over = () => {};
	const ended = new Promise<void>((resolve) => (over = resolve));
	for (const print of prints) underWay.set(print, ended);
	return {
		events: fresh.map(([, event]) => event),
		end: (isHandedOver) => {
			for (const print of prints) {
				underWay.delete(print);
				if (isHandedOver) handedOver.add(print);
			}
			// Where the store lives on, as that of a listening trigger does, the next run that is started would save the note.
			if (!isHandedOver && prints.length > 0) store.handedOver = storedIn(store).filter((print) => !prints.includes(print));
			forgetOldest(handedOver);
			over();
		},
	};
}

const storedIn = ({ handedOver }: IDataObject): string[] => (Array.isArray(handedOver) ? handedOver.map(String) : []);

function forgetOldest(keys: Set<Key>): void {
	for (const key of keys) {
		if (keys.size <= MOST_HELD) return;
		keys.delete(key);
	}
}
