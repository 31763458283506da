import type { IDataObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { digest } from './signature';
import type { PushEvent } from './source';

/** How many events a node remembers across restarts, in the workflow's static data. */
const MOST_STORED = 1_000;

/** How many events a node remembers while n8n runs. */
const MOST_HELD = 10_000;

/** Enough of a digest (96 bits) to tell events apart, and nothing of what they say. */
const fingerprint = ({ identity = randomUUID() }: PushEvent): string => digest('sha256', identity).slice(0, 24);

/** What is known of one node's events while n8n runs. */
interface Held {
	handedOver: Set<string>;
	/** Events that a request is just handing over, with its end. */
	underWay: Map<string, Promise<void>>;
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
	const byPrint = new Map(events.map((event) => [fingerprint(event), event]));
	const other = () => [...byPrint.keys()].map((print) => underWay.get(print)).find((end) => end !== undefined);
	for (let end = other(); end; end = other()) await end;

	const known = new Set([...storedIn(store).filter((print) => !handedOver.has(print)), ...handedOver]);
	const fresh = [...byPrint].filter(([print]) => !known.has(print));
	const prints = fresh.map(([print]) => print);
	if (prints.length > 0) store.handedOver = [...known, ...prints].slice(-MOST_STORED);

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

function forgetOldest(prints: Set<string>): void {
	for (const print of prints) {
		if (prints.size <= MOST_HELD) return;
		prints.delete(print);
	}
}
