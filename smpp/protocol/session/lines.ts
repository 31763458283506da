import type { RequestCommand } from '../codec/commands';
import type { Draft } from '../codec/pdu';
import type { Keeper } from './keeper';
import { openSession } from './open';
import { Session, type RequestOptions } from './session';
import { STATUS } from './status';
import type { Ending, OpenFailure, SessionSettings } from './types';

/** How long an own session stays bound after its last user has gone, in milliseconds: the next run may follow at once. */
const LINGER = 2_000;

/** One account's way to send in this process: a trigger's session where there is one, else a transmitter of its own. */
interface Line {
	keeper?: Keeper;
	own?: Session;
	/** Those who come while it is being opened wait for the same session. */
	opening?: Promise<Session | OpenFailure>;
	users: number;
	timer?: NodeJS.Timeout;
}

/** Sends by a line while it is held. */
export interface Lease {
	/** Binds first where nobody has yet. Never rejects. */
	request<C extends RequestCommand>(draft: Draft<C>, options?: RequestOptions): Promise<Ending | OpenFailure>;
	/** To be called once, when nothing more will be sent. */
	release(): void;
}

const lines = new Map<string, Line>();

/** Accounts are told apart by all that a bind takes; how fast they may be used belongs to the account too. */
const nameOf = ({ host, port, tls, systemId, password, systemType }: SessionSettings): string =>
	JSON.stringify([host, port, tls ?? null, systemId, password, systemType]);

function lineFor(settings: SessionSettings): Line {
	const name = nameOf(settings);
	const line = lines.get(name) ?? { users: 0 };
	lines.set(name, line);
	return line;
}

/** Lets sends of this process use a trigger's session. Returns what ends that. */
export function share(settings: SessionSettings, keeper: Keeper): () => void {
	const line = lineFor(settings);
	line.keeper ??= keeper;
	return () => {
		if (line.keeper === keeper) line.keeper = undefined;
		forget(settings, line);
	};
}

/** Holds the account's line: several runs at once share one session. */
export function lease(settings: SessionSettings): Lease {
	const line = lineFor(settings);
	line.users++;
	clearTimeout(line.timer);
	let isHeld = true;
	return {
		request: async (draft, options) => {
			const session = await sessionOf(line, settings);
			if (!(session instanceof Session)) return session;
			const ending = await session.request(draft, options);
			// The other side has lost its memory of the bind: the next request binds anew.
			const isUnbound = ending.ended === 'answered' && ending.answer.status === STATUS.WRONG_BIND_STATE;
			if (isUnbound && session !== line.keeper?.session) void session.close();
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

async function sessionOf(line: Line, settings: SessionSettings): Promise<Session | OpenFailure> {
	if (line.keeper) return (await line.keeper.ready(settings.timeouts.connect)) ?? { failed: 'no answer' };
	if (line.own?.isOpen) return line.own;
	line.opening ??= open(line, settings);
	return await line.opening;
}

async function open(line: Line, settings: SessionSettings): Promise<Session | OpenFailure> {
	const opened = await openSession({ ...settings, bind: 'transmitter' });
	line.opening = undefined;
	if (opened instanceof Session) line.own = opened;
	return opened;
}

async function hangUp(settings: SessionSettings, line: Line): Promise<void> {
	await line.opening;
	if (line.users > 0) return;
	const { own } = line;
	line.own = undefined;
	forget(settings, line);
	await own?.close();
}

function forget(settings: SessionSettings, line: Line): void {
	if (line.users === 0 && !line.keeper && !line.own) lines.delete(nameOf(settings));
}
