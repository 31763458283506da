import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { amongSeveral, type InputError, type Problem } from './errors';

/** Name and value pairs of a form body. A list, since vendors use bracketed names and may repeat one. */
export type FormFields = Array<[name: string, value: string]>;

/** A file to send. Its bytes are read only when its request goes out. */
export interface FileSource {
	/** Tells it from every other file of the run. */
	key: string;
	/** Tells its content from any other's, in whatever run; where it is not known, the key must do. */
	print?: string;
	name: string;
	/** Its MIME type. */
	type: string;
	read(): Promise<Buffer>;
}

/** A body that is neither a form nor JSON, e.g. XML. */
export interface TextBody {
	/** Its content type, e.g. `application/xml; charset=utf-8`. */
	type: string;
	body: string;
}

/** What one call asks of the vendor, without its credentials: those are added by the credential's `authenticate`. */
export interface Request {
	/** Path below the credential's base URL, with a leading slash. */
	path: string;
	/** POST unless said otherwise: a query string ends up in logs. */
	method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	query?: Record<string, string>;
	headers?: Record<string, string>;
	/** At most one of the three bodies. */
	form?: FormFields;
	json?: IDataObject;
	text?: TextBody;
	/** Files beside the form, which then goes as multipart. */
	files?: Array<[name: string, file: FileSource]>;
	/** An id of ours that the request carries, by which an unclear outcome can be settled later. */
	reference?: string;
}

/** What the vendor answered: the HTTP status, header names in lower case, and the body as text, not yet understood. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	body: string;
	/** What the body says, where the way to the vendor knows it as values; it is not read again then. */
	data?: IDataObject;
}

/** No reply came, or none that could be read to its end. */
export interface NoReply {
	problem: Problem;
}

/** Brings a request to the vendor and its reply back. Never rejects: a failure is a value too. */
export type Transport = (request: Request) => Promise<Reply | NoReply>;

/** A way to a vendor that is held for as long as it is needed. */
export interface Connection {
	transport: Transport;
	/** Called once, when nothing more will be asked. Never throws. */
	close(): void;
}

/** How a connection is to be used. */
export interface ConnectionSettings {
	/** How long to wait for the vendor, in milliseconds. */
	timeout: number;
	/** Ends the waiting when the run is cancelled. */
	signal?: AbortSignal;
}

/**
 * Another way to put a request that a server did not take, which must be harmless to put twice; nothing where there is none.
 * Pure.
 * @param reply what the server said to the first way; absent where the other one is known to be right
 */
export type Fallback = (request: Request, reply?: Reply) => Request | undefined;

/** Done as asked. `results` become output items when "Simplified" is chosen, `raw` (the vendor's own words) otherwise. */
export interface Accepted {
	outcome: 'accepted';
	results: IDataObject[];
	raw: unknown;
}

export const done = (results: IDataObject[], raw: unknown): Accepted => ({ outcome: 'accepted', results, raw });

/** The same where the vendor's words have to be put together: that is done only for those who want them. */
export const doneWith = (results: IDataObject[], putTogether: () => unknown): Accepted => ({
	outcome: 'accepted',
	results,
	get raw() {
		return putTogether();
	},
});

/** Certainly not carried out: the vendor said no, or was never reached. */
export interface Refused {
	outcome: 'refused';
	problem: Problem;
	/** The vendor's id, which some vendors give to refused messages too. */
	id?: string;
	raw?: unknown;
}

/** It may have been carried out or not. Never repeated by the node. */
export interface Unknown {
	outcome: 'unknown';
	problem: Problem;
	id?: string;
	raw?: unknown;
}

/** Left alone, because the run was stopped before its turn. */
export interface NotTried {
	outcome: 'not tried';
	problem: Problem;
}

/** What a vendor's reply can say of one entry. */
export type Verdict = Accepted | Refused | Unknown;

/** What a reply says of the request as a whole, for each of its entries. */
export function forAll(entries: readonly Entry[], verdict: Verdict): Verdict[] {
	const own = verdict.outcome === 'refused' ? { ...verdict, problem: amongSeveral(verdict.problem, entries.length) } : verdict;
	return entries.map(() => own);
}

/** Makes the verdicts that leave a message in doubt for one reason. `id` is the vendor's, if its answer names one. */
export const inDoubt =
	(problem: Problem) =>
	(raw: unknown, id?: string): Unknown => ({ outcome: 'unknown', problem, ...(id ? { id } : {}), raw });

/**
 * What is left of a yes that something else in the answer contradicts: the ID by which the message can be found.
 * @param problem with the code of the contradiction
 */
export function doubted(verdict: Verdict, problem: Problem): Verdict {
	if (verdict.outcome === 'refused') return verdict;
	if (verdict.outcome === 'unknown') return { ...verdict, problem: { ...verdict.problem, code: verdict.problem.code ?? problem.code } };
	const id = verdict.results[0]?.id;
	return inDoubt(problem)(verdict.raw, typeof id === 'string' ? id : undefined);
}

/** What became of one entry, once the run is over. */
export type Outcome = Verdict | NotTried;

/**
 * The parameters of one input item, with expressions resolved and read by the type that their declarations give. A name is
 * that of a field, or of an option in the "Options" collection. Every reading throws an `InputError` for a value that is
 * none of its type, and for an option that was added although its expression gives nothing.
 */
export interface Parameters {
	/** The value as it is: a boolean, a number within its bounds, one of the choices, or what a text field was given; `undefined` where nothing is set. */
	get(name: string): unknown;
	/** A text without white space around it; '' where nothing is set. */
	text(name: string): string;
	/** Yes or no. */
	flag(name: string): boolean | undefined;
	number(name: string): number | undefined;
	/** Milliseconds since 1970; a time without a zone is meant in the workflow's. */
	moment(name: string): number | undefined;
	/** The parameters of a group within an option, e.g. `batch` of `batching`; `undefined` where it was not added. */
	group(option: string, group: string): Parameters | undefined;
	/** The label by which the panel calls a field, for errors. */
	label(name: string): string;
	/** A file of the item's binary data, where it has one of that name. */
	file(name: string): FileSource | undefined;
	/**
	 * What is made of parameters, once for all items where nothing is read that differs between them.
	 * @param make the same function for each item; what it makes may be shared, and stays as it is
	 */
	once<V>(make: (parameters: Parameters) => V): V;
	/** The addresses of the triggers of a node type in the running workflow. */
	triggers(type: string): string[];
	/** Where dates without a zone are meant: the workflow's IANA zone. */
	zone: string;
	/** The moment the run started, in milliseconds since 1970. */
	now: number;
}

/** What every entry carries, whatever the vendor: how it is called in errors. */
export interface Entry {
	/** The recipient, id or name that an error about this entry mentions; absent where there is only one thing to speak of. */
	to?: string;
	/** A rehearsal that leaves no trace at the vendor; never remembered as done. */
	dryRun?: boolean;
}

/**
 * One operation of a vendor, as a value: what the user sees, and three pure functions that turn parameters into
 * entries, entries into a request, and a reply into one verdict per entry. Written as methods, so that a list may hold
 * operations with entries of their own.
 */
export interface Operation<T extends Entry = Entry> {
	/** The operation's value in the node's parameters, e.g. `send`. */
	value: string;
	/** Its label in the operation selector, e.g. "Send". */
	name: string;
	/**
	 * Its label in the node creator, e.g. "Send an SMS". A model that has the operation as a tool reads it with the node's
	 * name after it: "Send an SMS in Dovecote".
	 */
	action: string;
	description: string;
	/** A `read` may be repeated at will; a `write` costs money or changes something, and is never repeated when unclear. */
	effect: 'read' | 'write';
	/** Whether its entries are messages to people, for whom the option "Send Once Per Key" makes sense. */
	isSend?: true;
	/** Whether its result tells what no other operation's does, such as a code: what another has sent cannot stand in for it. */
	hasOwnResult?: true;
	/** Whom an entry writes to that names no recipient of its own, as a mailing does: another audience is not the same done again. */
	audience?(entry: T): string;
	fields: INodeProperties[];
	/** What goes into the "Options" collection, beside the engine's own options. */
	options?: INodeProperties[];
	/** How many entries one request may carry; 1 unless said otherwise. */
	maxPerRequest?: number;
	/** Only entries with the same answer may share a request. */
	batchKey?(entry: T): string;
	/** Entries with the same answer may not share a request, e.g. because the reply is keyed by it. */
	conflictKey?(entry: T): string;
	/** One item's parameters to its entries. An error that spoils one entry only is returned in its place; others are thrown. */
	entries(parameters: Parameters): Array<T | InputError>;
	pack(entries: T[]): Request;
	/** One verdict per entry, in their order. Throws `UnclearReply` where the reply says nothing certain. */
	unpack(reply: Reply, entries: T[]): Verdict[];
	/** For lists in pages: the entry that asks for the page after this one, or nothing at the end. */
	next?(entry: T, page: Accepted): T | undefined;
	/**
	 * Whether a read uses up what it returns, as "unread only" does: an answer that was lost on the way is then not asked
	 * for again, since the next one would lack it without a word.
	 */
	usesUp?(entry: T): boolean;
	/** For reads that can be asked again until they say something final. */
	isFinal?(accepted: Accepted): boolean;
	/** For sends that carry an id of ours: the read by which an unclear one can be settled, and what to ask it, if anything. */
	reconcile?: { operation: Operation; entry(entry: T, id: string): Entry | undefined };
	/** For jobs that the vendor works on after it has taken them: the read that tells the result, and what to ask it. */
	follow?: { operation: Operation; entry(entry: T, taken: Accepted): Entry | undefined };
	/** The shortest pause, in milliseconds, before "Wait Until Final" asks for this number of entries again. */
	minPollInterval?(entries: number): number;
	/**
	 * For a send that is followed by a wait for an answer: when the wait ends without one. Such an operation sends
	 * one message per run, and offers neither raw output nor batching.
	 */
	answerBy?(parameters: Parameters): Date;
	/** For such a send: the vendor's report that ends the wait. Without it, a person's answer does. */
	deliveryReport?: DeliveryReport;
}

/** How a vendor's report about one message is asked for and read, for a send that waits for it. */
export interface DeliveryReport {
	/** An item's parameters, with the address that the vendor is to call. */
	addressed(parameters: Parameters, url: string): Parameters;
	/** The read that tells what has become of a message so far, and what to ask it about a result of the send. */
	status: Operation;
	asked(sent: IDataObject): Entry;
	/** The state that a call's fields tell of the message with this id; nothing for any other call. Pure, never throws. */
	read(fields: IDataObject, id: string): IDataObject | undefined;
	/** The text by which the vendor knows that its call was taken. */
	answer: string;
}

/** Whether an operation writes to people, with or without a wait for what becomes of it. */
export const sendsMessages = ({ isSend, answerBy }: Pick<Operation, 'isSend' | 'answerBy'>): boolean => isSend === true || answerBy !== undefined;

/** Operations on the same thing, e.g. messages. */
export interface Resource {
	value: string;
	name: string;
	operations: Operation[];
}

/** What is true of every call to one vendor. */
export interface Vendor {
	/** How people call it, e.g. "Dovecote". */
	name: string;
	/** The credential type, e.g. `dovecoteApi`. */
	credential: string;
	/** Requests in flight at once unless the user says otherwise. */
	concurrency: number;
	/** Shortest time between the starts of two requests, in milliseconds, unless the user says otherwise. */
	pause: number;
	/** Its credential fetches a token (`preAuthentication`): n8n renews one that a call is refused for with 401. */
	renewsToken?: true;
	/** Scheme and host by the credential; its field `baseUrl` unless said otherwise. */
	baseUrl?: (credentials: IDataObject) => string;
	/**
	 * The values of a credential that must never be shown (keys, logins, passwords, and what is made of them), by the names
	 * that they have on the wire. What is neither text nor number is none.
	 */
	secrets: (credentials: IDataObject) => Record<string, unknown>;
	/** For servers that may want some calls to be made in another way than this vendor's operations make them. */
	fallback?: Fallback;
	/** For vendors that are reached in another way than by n8n's own HTTP requests. Asks nobody yet. */
	connect?(credentials: IDataObject, settings: ConnectionSettings): Connection;
	resources: Resource[];
}
