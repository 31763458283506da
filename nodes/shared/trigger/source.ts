import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation, Vendor } from '../operation';
import type { Text } from '../language/say';

/** One call of a vendor to a trigger's address, as its source reads it. */
export interface Push {
	method: string;
	/** The fields of the address's query. */
	query: IDataObject;
	/** The body, parsed: an object for a form or JSON, `{}` for none. Whoever sent it may have made anything of it. */
	body: unknown;
	/** The bytes of the body as they came; none where it was multipart. */
	rawBody?: Buffer;
	/** The address's query as it came, without the question mark. */
	rawQuery?: string;
	/** The body's content type, with its charset if the sender gives one. */
	contentType?: string;
}

/** One thing that a push tells of; becomes one output item. */
export interface PushEvent {
	/** The value of one of the source's kinds, e.g. `deliveryStatus`. */
	kind: string;
	/**
	 * The same for the same event delivered again, another one for every other event of the source. Absent where nothing
	 * tells a redelivery from the same thing happening twice: then neither is dropped.
	 */
	identity?: string;
	/** Whether nothing more will be heard, or may be; absent for what has no states, e.g. an incoming message. */
	isFinal?: boolean;
	/** What "Simplified" shows beside the kind. */
	result: IDataObject;
	/** The vendor's own fields. */
	raw: IDataObject;
}

/** What a user can choose under "Trigger On". */
export interface EventKind {
	value: string;
	name: string;
	description: string;
	/** Whether it has states that "Final Statuses Only" can tell apart. */
	hasStates?: true;
}

/** How a vendor signs its pushes. */
export interface Signature {
	/**
	 * The secret that pushes are signed with; nothing where the user has not given it yet.
	 * @param credentials the credential's values, `{}` where the node has none
	 * @param parameter the value of one of the node's fields
	 */
	key(credentials: IDataObject, parameter: (name: string) => unknown): string | undefined;
	/** What the user reads at publish when there is no key: what is missing, and where to enter it. */
	missing: Text;
	/** Whether the push was signed with the key. Pure, in constant time, never throws, whatever the push is. */
	verify(push: Push, key: string): boolean;
}

/** How a trigger's address is made known to the vendor. */
export interface Registration {
	/** Read; its results hold each known address as `url`. */
	list: Operation;
	/** Takes the parameter `url`. */
	add: Operation;
	/** Takes the parameter `url`. */
	remove: Operation;
}

/** A vendor's pushes, as a value: how they are known to be the vendor's, what they tell, what they are answered. */
export interface PushSource {
	vendor: Vendor;
	/** How the vendor calls. */
	methods: Array<'GET' | 'POST'>;
	kinds: EventKind[];
	/** The node's fields beside the engine's own, e.g. for the key of the signature. */
	fields?: INodeProperties[];
	/** What the user has to do at the vendor by hand, shown in the node's panel, which knows `ul`, `li` and `a` and drops all other HTML. */
	instructions?: string;
	/** Absent where the vendor signs nothing: then the unguessable path of the address is all that protects it. */
	signature?: Signature;
	/** Absent where the vendor cannot be told by a call. */
	registration?: Registration;
	/**
	 * What the push tells, in the order of the output items; an empty list for a heartbeat, and nothing at all for what
	 * is no push of this vendor. Pure; called only when the signature is right.
	 */
	read(push: Push): PushEvent[] | undefined;
	/** The text by which the vendor knows that its push was taken. */
	answer: string;
}
