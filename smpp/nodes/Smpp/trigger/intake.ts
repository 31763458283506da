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

/** The longest time that the provider is kept waiting for a run to end, in milliseconds. */
const LONGEST_WAIT = 10_000;

const isIncoming = (pdu: AnyPdu): pdu is Incoming => pdu.command === 'deliver_sm' || pdu.command === 'data_sm';

/** Takes what comes over the session: reads it, joins parts, leaves out what is not wanted or was there before, starts runs. */
export class Intake {
	private readonly assembly: Assembly<PushEvent>;
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

	/** Hands over all that is not whole, at the end. */
	async handRest(): Promise<void> {
		await this.hand(this.assembly.rest().map(joinedEvent));
	}

	private async hand(events: PushEvent[]): Promise<void> {
		for (const event of events.filter((one) => this.isWanted(one))) await this.handNew(event);
	}

	private isWanted({ kind, isFinal }: PushEvent): boolean {
		const { kinds, finalOnly } = this.settings;
		return kinds.includes(kind) && !(finalOnly && isFinal === false);
	}

	private async handNew(event: PushEvent): Promise<void> {
		const { context } = this;
		if (context.getMode() === 'manual') return await this.start(event);
		const node = `${context.getWorkflow().id}/${context.getNode().id}`;
		const { events, end } = await claim(node, context.getWorkflowStaticData('node'), [event]);
		let isStarted = false;
		try {
			const runs = events.map((fresh) => this.start(fresh, this.keyOf(node, fresh)));
			isStarted = true;
			await Promise.all(runs);
		} finally {
			end(isStarted);
		}
	}

	/** What tells an event from every other of this n8n. */
	private keyOf(node: string, { identity }: PushEvent): string | undefined {
		const { systemId, host } = this.account;
		return identity === undefined ? undefined : digest('sha256', [node, systemId, host, identity].join('\n'));
	}

	/** Starts a run at once. @returns when the provider may be answered @throws where n8n could not start it */
	private start({ kind, result, raw }: PushEvent, key?: string): Promise<void> {
		const item: INodeExecutionData = { json: { event: kind, ...result, ...(this.settings.wantsRaw ? { raw } : {}) } as IDataObject };
		const run = this.settings.waitsForRun ? this.context.helpers.createDeferredPromise<IRun>() : undefined;
		this.context.emit([[item]], undefined, run, key);
		return run ? ended(run.promise) : Promise.resolve();
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

/** Resolves when a run has ended, however, or has taken too long. */
function ended(run: Promise<unknown>): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(resolve, LONGEST_WAIT);
		const over = () => {
			clearTimeout(timer);
			resolve();
		};
		run.then(over, over);
	});
}
