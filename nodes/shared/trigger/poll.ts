import { NodeOperationError, type IDataObject, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';

import { isObject } from '../transport/replies';
import { request } from './request';
import type { Inbox } from './inbox';
import { say } from '../language/say';

/** How many messages a node remembers beside those of the last answer. */
const MOST_REMEMBERED = 1_000;

/** What a node keeps in its static data, which n8n stores with the run that gets the messages. */
interface Bookmark {
	/** The credential's id: another account has other places. */
	account?: string;
	place?: number;
	/** The identities of messages that a run has got, the latest last. */
	known?: string[];
}

interface Received {
	message: IDataObject;
	/** The vendor's own fields. */
	raw?: IDataObject;
}

const underWay = new Set<string>();

/**
 * Looks into the inbox; at most one run with an item for each message that is new, the oldest first. This is the whole
 * `poll` of every vendor's trigger for incoming messages. The first look after publishing only finds out where the inbox
 * stands; a failed one changes nothing, so that the next begins at the same place. A run by hand gets the newest message.
 * @throws {NodeApiError} when the vendor refuses or cannot be reached
 */
export async function poll(context: IPollFunctions, inbox: Inbox): Promise<INodeExecutionData[][] | null> {
	// Read first: an expression that fails after the look would lose what was found.
	const wantsRaw = context.getNodeParameter('output') === 'raw';
	if (context.getMode() === 'manual') return [[itemOf(await newest(context, inbox), wantsRaw)]];
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	// A vendor that answers slowly may meet the next look, which would find the same messages.
	if (underWay.has(node)) return null;
	underWay.add(node);
	try {
		const messages = await unseen(context, inbox);
		return messages.length > 0 ? [messages.map((message) => itemOf(message, wantsRaw))] : null;
	} finally {
		underWay.delete(node);
	}
}

async function unseen(context: IPollFunctions, inbox: Inbox): Promise<Received[]> {
	const bookmark = bookmarkOf(context, inbox);
	const { place, known = [] } = bookmark;
	const from = place ?? inbox.start(Date.now());
	const found = await messagesIn(context, inbox, inbox.after(from));
	const names = new Set(found.map(({ message }) => identityOf(message)));
	const seen = new Set(known);
	const isNew = ({ message }: Received): boolean => {
		const name = identityOf(message);
		const isKnown = seen.has(name);
		// Without an ID, equal rows of one list may be two messages.
		if (message.id) seen.add(name);
		return !isKnown;
	};

	bookmark.place = found.reduce((furthest, { message }) => Math.max(furthest, inbox.placeOf(message) ?? from), from);
	bookmark.known = [...known.filter((name) => !names.has(name)).slice(-MOST_REMEMBERED), ...names];
	return place === undefined ? [] : found.filter(isNew);
}

function bookmarkOf(context: IPollFunctions, { vendor }: Inbox): Bookmark {
	const bookmark = context.getWorkflowStaticData('node') as Bookmark;
	const account = context.getNode().credentials?.[vendor.credential]?.id ?? '';
	if (bookmark.account !== account) Object.assign(bookmark, { account, place: undefined, known: [] });
	return bookmark;
}

/** @throws {NodeOperationError} when the inbox is empty: n8n shows nothing at all for an answer without messages */
async function newest(context: IPollFunctions, inbox: Inbox): Promise<Received> {
	const message = (await messagesIn(context, inbox, inbox.everything)).at(-1);
	if (message) return message;
	const description = say('Send an SMS to your number, and try again in a minute.');
	throw new NodeOperationError(context.getNode(), say('No message has come in at {vendor} yet', { vendor: inbox.vendor.name }), { description });
}

async function messagesIn(context: IPollFunctions, { vendor, read, placeOf }: Inbox, values: Record<string, unknown>): Promise<Received[]> {
	const { results, raw } = await request(context, vendor, { operation: read, values: { returnAll: true, ...values }, about: 'the request for new messages' });
	if (results.some(saysNothing)) {
		const description = say('It will be asked again at the next time.');
		throw new NodeOperationError(context.getNode(), say('{vendor} gave an answer that is no list of messages', { vendor: vendor.name }), { description });
	}
	const rows: unknown[] = Array.isArray(raw) ? raw : [];
	const found = results.map((message, index) => ({ message, raw: isObject(rows[index]) ? rows[index] : undefined }));
	return found.sort((a, b) => (placeOf(a.message) ?? 0) - (placeOf(b.message) ?? 0));
}

/** Whether a row is none of a message: then the answer is none of an inbox, and nobody knows what is in there. */
const saysNothing = ({ id, from, text }: IDataObject): boolean => !id && !from && !text;

const identityOf = ({ id, from, to, text, receivedAt }: IDataObject): string => String(id || JSON.stringify([from, to, text, receivedAt]));

const itemOf = ({ message, raw = {} }: Received, wantsRaw: boolean): INodeExecutionData => ({
	json: { event: 'incomingSms', ...message, ...(wantsRaw ? { raw } : {}) },
});
