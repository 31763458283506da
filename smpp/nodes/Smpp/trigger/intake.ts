import type { IDataObject, INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';

import { isoTime, isoTimeOf } from '../../../../nodes/shared/sms/dates';
import { claim } from '../../../../nodes/shared/trigger/deduplicate';
import { digest } from '../../../../nodes/shared/trigger/signature';
import type { PushEvent } from '../../../../nodes/shared/trigger/source';
import { Assembly } from '../../../protocol/codec/assembly';
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

/** Takes what comes over the session: reads it, joins parts, leaves out what is not wanted or was there before, starts runs. */
export class Intake {
	private readonly assembly: Assembly<PushEvent>;
	private readonly room = new Room();
	private readonly context: ITriggerFunctions;
	private readonly account: Account;
	private readonly settings: IntakeSettings;

	constructor(context: ITriggerFunctions, account: Account, settings: IntakeSettings) {
		this.context = context;
		this.account = account;
		this.settings = settings;
		this.assembly = new Assembly(settings.joinWithin);
	}

	/** Resolves when it has been taken; rejects where n8n could not start a run. */
	async take(pdu: AnyPdu): Promise<void> {
		if (!isIncoming(pdu)) return;
		const read = readIncoming(pdu, this.readSettings());
		if ('event' in read) return await this.hand([read.event]);
		if (this.settings.joinWithin === 0) return await this.hand([{ ...read.part.about, result: { ...read.part.about.result, complete: false } }]);
		await this.hand(this.assembly.add(read.part, Date.now()).map(joinedEvent));
	}

	/** Hands over the messages whose rest has not come in time. */
	async handOverdue(): Promise<void> {
		await this.hand(this.assembly.overdue(Date.now()).map(joinedEvent));
	}

	/** The end: hands over all that is not whole, and leaves with the provider what still waits for its run. */
	async close(): Promise<void> {
		this.room.close();
		await this.hand(this.assembly.rest().map(joinedEvent));
	}

	private async hand(events: PushEvent[]): Promise<void> {
		for (const event of events.filter((one) => this.isWanted(one))) await this.handNew(event);
	}

	private isWanted({ kind, isFinal }: PushEvent): boolean {
		const { kinds, finalOnly } = this.settings;
		return kinds.includes(kind) && !(finalOnly && isFinal === false);
	}

	/**
	 * Starts a run for an event, unless one has got it before. What waits for its turn is claimed only then: n8n saves the
	 * claims with every run, and after a crash they would be taken for runs.
	 */
	private async handNew(event: PushEvent): Promise<void> {
		const { context, room } = this;
		if (context.getMode() === 'manual') return context.emit([[this.itemOf(event)]]);
		await room.enter();
		const node = `${context.getWorkflow().id}/${context.getNode().id}`;
		const { events, end } = await claim(node, context.getWorkflowStaticData('node'), [event]);
		let runs: Array<Promise<unknown>> | undefined;
		try {
			runs = events.map((fresh) => this.start(fresh, this.keyOf(node, fresh)));
		} finally {
			end(runs !== undefined);
			const ended = room.leave(Promise.all(runs ?? []));
			if (this.settings.waitsForRun) await ended;
		}
	}

	/** What tells an event from every other of this n8n. */
	private keyOf(node: string, { identity }: PushEvent): string | undefined {
		const { systemId, host } = this.account;
		return identity === undefined ? undefined : digest('sha256', [node, systemId, host, identity].join('\n'));
	}

	/** Starts a run. @returns its end @throws where n8n could not start it */
	private start(event: PushEvent, key?: string): Promise<unknown> {
		const run = this.context.helpers.createDeferredPromise<IRun>();
		this.context.emit([[this.itemOf(event)]], undefined, run, key);
		return run.promise;
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
