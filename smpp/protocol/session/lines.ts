import type { RequestCommand } from '../codec/commands';
import type { AnyPdu, Draft } from '../codec/pdu';
import { Audience, type Consumer } from './audience';
import { DELAYS, delayAfter, type Delays } from './backoff';
import { Keeper, type KeeperEvent } from './keeper';
import { openSession } from './open';
import { now } from './pace';
import { Session, type RequestOptions } from './session';
import { STATUS } from './status';
import type { Ending, OpenFailure, Reason, SessionEvent, SessionSettings } from './types';

/** How long an own session stays bound after its last user has gone, in milliseconds: the next run may follow at once. */
const LINGER = 2_000;

/** One account's own transmitter in this process. */
interface Line {
	own?: Session;
	/** Those who come while it is being opened wait for the same session. */
	opening?: Promise<Session | OpenFailure>;
	users: number;
	timer?: NodeJS.Timeout;
	/** Own sessions that were lost in a row without an answer, and when the next bind may be tried, by the clock of `now`. */
	losses: number;
	notBefore: number;
}

/** Sends by a line while it is held. */
export interface Lease {
	/** Binds first where nobody has yet. Never rejects. */
	request<C extends RequestCommand>(draft: Draft<C>, options?: RequestOptions): Promise<Ending | OpenFailure>;
	/** To be called once, when nothing more will be sent. */
	release(): void;
}

const lines = new Map<string, Line>();

/** Accounts are told apart by all that a bind takes; how fast they are used is as the latest sender says. */
const nameOf = ({ host, port, tls, systemId, password, systemType }: SessionSettings): string =>
	JSON.stringify([host, port, tls ?? null, systemId, password, systemType]);

function lineFor(settings: SessionSettings): Line {
	const name = nameOf(settings);
	const line = lines.get(name) ?? { users: 0, losses: 0, notBefore: 0 };
	lines.set(name, line);
	return line;
}

/** A kept session with all who listen to it. */
interface Hub {
	keeper: Keeper;
	audience: Audience;
	first: Promise<Session | OpenFailure>;
}

const hubs = new Map<string, Hub>();

/**
 * Listens to an account. All who do so in this process share one session, which is bound for as long as there is anybody;
 * an incoming message is answered when everybody has taken it.
 * @returns `first` is what came of the first bind, or how things stand where it is long past; `detach` unbinds behind the last
 */
export function attach(settings: SessionSettings, consumer: Consumer, delays?: Delays): { first: Promise<Session | OpenFailure>; detach(): Promise<void> } {
	const name = `${settings.bind} ${nameOf(settings)}`;
	const hub = hubs.get(name) ?? openHub(name, settings, delays);
	hub.audience.add(consumer);
	return {
		first: hub.first.then((first) => hub.keeper.latest ?? first),
		detach: async () => {
			if (!hub.audience.remove(consumer) || hub.audience.size > 0) return;
			hubs.delete(name);
			await leave(settings, hub.keeper.close());
		},
	};
}

function openHub(name: string, settings: SessionSettings, delays?: Delays): Hub {
	const audience = new Audience();
	const tell = (event: SessionEvent | KeeperEvent) => audience.tell(event);
	const handlers = {
		deliver: async (pdu: AnyPdu, over: AbortSignal) => await audience.deliver(pdu, over),
		unanswered: (pdu: AnyPdu) => audience.expectAgain(pdu),
		event: tell,
		kept: tell,
	};
	const keeper = new Keeper(settings, handlers, delays);
	const hub: Hub = { keeper, audience, first: makeRoom(settings).then(async () => await keeper.start()) };
	hubs.set(name, hub);
	return hub;
}

/** Ends of sessions that are under way, by account: an account that takes one connection refuses the next until they are over. */
const leaving = new Map<string, Promise<unknown>>();

async function leave(settings: SessionSettings, end: Promise<unknown>): Promise<void> {
	const name = nameOf(settings);
	const all = Promise.all([leaving.get(name), end]);
	leaving.set(name, all);
	await all;
	if (leaving.get(name) === all) leaving.delete(name);
}

/** Unbinds a transmitter that only lingers, and waits until the account's sessions that are about to end have ended. */
async function makeRoom(settings: SessionSettings): Promise<void> {
	const line = lines.get(nameOf(settings));
	if (line && line.users === 0) await hangUp(settings, line);
	await leaving.get(nameOf(settings));
}

/** Holds the account's line: several runs at once share one session, and a trigger's where one is bound for both ways. */
export function lease(settings: SessionSettings): Lease {
	const line = lineFor(settings);
	line.users++;
	clearTimeout(line.timer);
	let isHeld = true;
	return {
		request: async (draft, options) => {
			const session = await unlessCancelled(sessionOf(line, settings), options?.signal);
			if (!session) return { ended: 'never left', reason: 'cancelled' };
			if (!(session instanceof Session)) return session;
			session.adjust(settings);
			const ending = await session.request(draft, options);
			if (ending.ended === 'answered') line.losses = 0;
			// The other side has lost its memory of the bind: the next request binds anew.
			const isUnbound = ending.ended === 'answered' && ending.answer.status === STATUS.WRONG_BIND_STATE;
			if (isUnbound && session === line.own) void leave(settings, session.close());
			return ending;
		},
		release: () => {
			if (!isHeld) return;
			isHeld = false;
			line.users--;
			if (line.users > 0) return;
			line.timer = setTimeout(() => void hangUp(settings, line), LINGER);
			line.timer.unref();
		},
	};
}

/** What is being waited for, or nothing once nobody wants it any more; it goes on for whoever else wants it. */
function unlessCancelled<V>(wanted: Promise<V>, signal?: AbortSignal): Promise<V | undefined> {
	if (!signal) return wanted;
	return new Promise((resolve, reject) => {
		const cancel = () => resolve(undefined);
		if (signal.aborted) return cancel();
		signal.addEventListener('abort', cancel, { once: true });
		wanted.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
	});
}

async function sessionOf(line: Line, settings: SessionSettings): Promise<Session | OpenFailure> {
	if (line.own?.isOpen) return line.own;
	const shared = hubs.get(`transceiver ${nameOf(settings)}`)?.keeper;
	if (shared) return (await shared.ready(settings.timeouts.connect)) ?? failureOf(shared);
	line.opening ??= open(line, settings);
	return await line.opening;
}

/** Why a kept session is not there. */
const failureOf = ({ latest }: Keeper): OpenFailure => (latest && 'failed' in latest ? latest : { failed: 'no answer' });

async function open(line: Line, settings: SessionSettings): Promise<Session | OpenFailure> {
	await Promise.all([leaving.get(nameOf(settings)), line.own?.closed]);
	await new Promise((resolve) => setTimeout(resolve, Math.max(0, line.notBefore - now())));
	const opened = await openSession({ ...settings, bind: 'transmitter' });
	line.opening = undefined;
	if (opened instanceof Session) {
		line.own = opened;
		void opened.closed.then((reason) => lost(line, reason));
	}
	return opened;
}

/** A gateway that throws its clients out is not met with a bind for each message. */
function lost(line: Line, reason: Reason): void {
	if (reason !== 'closed') line.notBefore = now() + delayAfter(undefined, line.losses++, Math.random(), DELAYS);
}

async function hangUp(settings: SessionSettings, line: Line): Promise<void> {
	clearTimeout(line.timer);
	await line.opening;
	if (line.users > 0) return;
	const { own } = line;
	line.own = undefined;
	forget(settings, line);
	if (own) await leave(settings, own.close());
}

function forget(settings: SessionSettings, line: Line): void {
	if (line.users === 0 && !line.own) lines.delete(nameOf(settings));
}
