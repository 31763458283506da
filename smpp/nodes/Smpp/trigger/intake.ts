import { randomUUID } from 'node:crypto';

import { sleep, type IDataObject, type INodeExecutionData, type IRun, type ITriggerFunctions } from 'n8n-workflow';

import { isoTime, isoTimeOf } from '../../../../nodes/shared/sms/dates';
import { claim } from '../../../../nodes/shared/trigger/deduplicate';
import { digest } from '../../../../nodes/shared/trigger/signature';
import type { PushEvent } from '../../../../nodes/shared/trigger/source';
import { Assembly, type Joined } from '../../../protocol/codec/assembly';
import type { IdFormat } from '../../../protocol/codec/messageIds';
import type { AnyPdu } from '../../../protocol/codec/pdu';
import type { Account } from '../account';
import { joinedEvent, readIncoming, type Incoming, type ReadSettings } from './incoming';
import { Room } from './room';

/** How the trigger is set. */
export interface IntakeSettings {
	kinds: string[];
	finalOnly: boolean;
	wantsRaw: boolean;
	idFormat: IdFormat;
	byText: boolean;
	zone: string;
	/** How long to wait for the parts of a message, in milliseconds; 0 not at all. */
	joinWithin: number;
	/** Whether the provider is answered when the run has ended. */
	waitsForRun: boolean;
}

const isIncoming = (pdu: AnyPdu): pdu is Incoming => pdu.command === 'deliver_sm' || pdu.command === 'data_sm';

/** n8n does not say that a run has begun, only when it could not be: that is waited for so long before an event is answered, in milliseconds. */
const FAILS_WITHIN = 500;

/** Acknowledged events that are kept for another try at most; above it, the oldest is given up. */
const MOST_KEPT = 1_000;

/** An event on its way to its run. */
interface Start {
	event: PushEvent;
	/** By which n8n knows the run: a second one is not started where the first did begin after all. */
	key: string;
}

/** Whether a run whose end could not be waited for had begun: it was cancelled, or was over before n8n looked for it. */
const hasBegun = (error: unknown): boolean => /Execution(?:Cancelled|NotFound)Error$/.test(String((error as Error | undefined)?.constructor?.name));

/** Takes what comes over the session: reads it, joins parts, leaves out what is not wanted or was there before, starts runs. */
export class Intake {
	private readonly assembly: Assembly<PushEvent>;
	private readonly room = new Room();
	/** What was acknowledged before n8n told that it could not start the run. */
	private kept: Start[] = [];
	private isOver = false;
	private readonly context: ITriggerFunctions;
	private readonly account: Account;
	private readonly settings: IntakeSettings;

	constructor(context: ITriggerFunctions, account: Account, settings: IntakeSettings) {
		this.context = context;
		this.account = account;
		this.settings = settings;
		this.assembly = new Assembly(settings.joinWithin);
	}

	/**
	 * Resolves when it has been taken; rejects where n8n could not start a run, or not soon enough.
	 * @param over aborts when it will come again: what still waits for its run then is left alone
	 */
	async take(pdu: AnyPdu, over: AbortSignal): Promise<void> {
		if (!isIncoming(pdu)) return;
		const read = readIncoming(pdu, this.readSettings());
		if ('event' in read) return await this.hand(read.event, over);
		if (this.settings.joinWithin === 0) return await this.hand({ ...read.part.about, result: { ...read.part.about.result, complete: false } }, over);
		const messages = this.assembly.add(read.part, Date.now());
		const [latest] = (await this.handJoined(messages, over)).slice(-1);
		// The others are kept. Only what this part has made whole is asked for again with it: else the part would come again alone.
		if (latest?.status === 'rejected' && messages.at(-1)?.complete) throw latest.reason;
	}

	/** Hands over the messages whose rest has not come in time, and again what n8n could not start a run for. */
	async handOverdue(): Promise<void> {
		await this.handAll(this.assembly.overdue(Date.now()));
	}

	/** The end: hands over all that is not whole, and leaves with the provider what still waits for its run. */
	async close(): Promise<void> {
		this.isOver = true;
		this.room.close();
		await this.handAll(this.assembly.rest());
	}

	/** @throws the first failure, when everything has been tried */
	private async handAll(messages: Array<Joined<PushEvent>>): Promise<void> {
		const results = (await Promise.all([this.handJoined(messages), this.handKept()])).flat();
		for (const result of results) if (result.status === 'rejected') throw result.reason;
	}

	private async handKept(): Promise<Array<PromiseSettledResult<void>>> {
		const handed = this.kept.splice(0).map(async (start) => {
			const begun = this.room.enter().then(async () => await this.begin([start]));
			await begun.catch((error: unknown) => {
				this.keep(start);
				throw error;
			});
		});
		return await Promise.allSettled(handed);
	}

	private keep(start: Start): void {
		const { logger } = this.context;
		const name = `"${this.context.getNode().name}"`;
		this.kept.push(start);
		if (this.isOver) logger.error(`${name} could not start a run for an event that was acknowledged, and the workflow is not published any more: the event is lost`);
		else logger.warn(`${name} could not start a run for an event that was acknowledged; it tries again`);
		if (this.kept.length <= MOST_KEPT) return;
		this.kept.shift();
		logger.error(`${name} keeps too many events that no run could be started for: the oldest is lost`);
	}

	/** Whatever becomes of one message, the others are handed over; one that could not be is kept, for its parts were acknowledged. */
	private async handJoined(messages: Array<Joined<PushEvent>>, over?: AbortSignal): Promise<Array<PromiseSettledResult<void>>> {
		const handed = messages.map(async (message) => {
			await this.hand(joinedEvent(message), over).catch((error: unknown) => {
				this.assembly.putBack(message);
				throw error;
			});
		});
		return await Promise.allSettled(handed);
	}

	private async hand(event: PushEvent, over?: AbortSignal): Promise<void> {
		if (this.isWanted(event)) await this.handNew(event, over);
	}

	private isWanted({ kind, isFinal }: PushEvent): boolean {
		const { kinds, finalOnly } = this.settings;
		return kinds.includes(kind) && !(finalOnly && isFinal === false);
	}

	/**
	 * Starts a run for an event, unless one has got it before. What waits for its turn is claimed only then: n8n saves the
	 * claims with every run, and after a crash they would be taken for runs.
	 */
	private async handNew(event: PushEvent, over?: AbortSignal): Promise<void> {
		const { context, room } = this;
		if (context.getMode() === 'manual') return context.emit([[this.itemOf(event)]]);
		await room.enter(over);
		const node = `${context.getWorkflow().id}/${context.getNode().id}`;
		const { events, end } = await claim(node, context.getWorkflowStaticData('node'), [event]);
		let isHandedOver = false;
		try {
			await this.begin(events.map((fresh) => ({ event: fresh, key: this.keyOf(node, fresh) })));
			isHandedOver = true;
		} finally {
			end(isHandedOver);
		}
	}

	/** Starts runs from a place in the room, and gives that back. Rejects where n8n tells soon that it could not start them. */
	private async begin(starts: Start[]): Promise<void> {
		const run = Promise.all(starts.map(async (one) => await this.start(one)));
		const left = this.room.leave(run);
		await Promise.race([run, this.settings.waitsForRun ? left : sleep(FAILS_WITHIN)]);
		run.catch(() => starts.forEach((one) => this.keep(one)));
	}

	/** What tells an event from every other of this n8n. */
	private keyOf(node: string, { identity = randomUUID() }: PushEvent): string {
		const { systemId, host } = this.account;
		return digest('sha256', [node, systemId, host, identity].join('\n'));
	}

	/** Starts a run. Resolves at its end; rejects where n8n could not start it, which n8n tells in the same way. */
	private async start({ event, key }: Start): Promise<void> {
		const run = this.context.helpers.createDeferredPromise<IRun>();
		this.context.emit([[this.itemOf(event)]], undefined, run, key);
		await run.promise.catch((error: unknown) => {
			if (!hasBegun(error)) throw error;
		});
	}

	private itemOf({ kind, result, raw }: PushEvent): INodeExecutionData {
		return { json: { event: kind, ...result, ...(this.settings.wantsRaw ? { raw } : {}) } as IDataObject };
	}

	private readSettings(): ReadSettings {
		const { idFormat, byText, zone } = this.settings;
		return {
			defaultAlphabet: this.account.defaultAlphabet,
			idFormat,
			byText,
			momentOf: (wallClock) => isoTimeOf(wallClock, zone),
			receivedAt: isoTime(Date.now()),
		};
	}
}
