import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Problem } from '../errors';
import { say, type Text } from '../language/say';
import { isoTime } from '../sms/dates';
import type { Limits } from '../sms/limits';
import { offsetAt } from '../sms/zones';
import type { Outcome } from '../operation';
import type { Job } from './jobs';

/** The places for messages that a node has in an execution and in a day. */
export interface Places {
	/** Whether there is a limit at all. */
	areLimited: boolean;
	/** Takes places for all of some messages; the limit that is in the way, and then none is taken. */
	take(count: number): Problem | undefined;
	/** Gives back the places of messages that were not sent after all. */
	giveBack(count: number): void;
}

/** For whoever sends without limits. */
export const NO_LIMITS: Places = { areLimited: false, take: () => undefined, giveBack: () => undefined };

/** How many messages the node has sent on a day, those under way and unclear ones included. */
interface DayCount {
	day: string;
	count: number;
}

/**
 * What this process knows of today, by node: executions that overlap have each read n8n's own count before the other has
 * changed it, and of a test run n8n keeps none.
 */
const today = new Map<string, DayCount>();

/**
 * Counts a node's messages against its limits. Those of the execution are kept with it, so that they span passes of a loop, calls
 * of an agent, tries and "Retry execution"; those of the day in the node's static data, which n8n stores when the execution ends.
 * @param now milliseconds since 1970
 */
export function placesOf(context: IExecuteFunctions, limits: Limits, now: number): Places {
	const { perRun, perDay } = limits;
	if (perRun === undefined && perDay === undefined) return NO_LIMITS;
	const zone = context.getTimezone();
	const day = isoTime(now + offsetAt(now, zone)).slice(0, 10);
	const node = `${context.getWorkflow().id} ${context.getNode().id}`;
	const run = stored(() => context.getContext('node'));
	const kept = stored(() => context.getWorkflowStaticData('node'));

	const sentInRun = () => numberIn(run.messagesSent);
	const sentToday = () => Math.max(countOn(day, kept.messagesToday), countOn(day, today.get(node)));
	const add = (count: number) => {
		if (perRun !== undefined) run.messagesSent = Math.max(0, sentInRun() + count);
		if (perDay === undefined) return;
		const counted: DayCount = { day, count: Math.max(0, sentToday() + count) };
		// A run that ends after midnight does not put its day in the place of the next one.
		today.set(node, later(counted, today.get(node)));
		kept.messagesToday = { ...later(counted, kept.messagesToday) };
	};

	return {
		areLimited: true,
		take: (count) => {
			if (count === 0) return undefined;
			if (perRun !== undefined && sentInRun() + count > perRun) return tooManyInRun(count, sentInRun(), perRun);
			if (perDay !== undefined && sentToday() + count > perDay) return tooManyToday(count, sentToday(), perDay, `${dayAfter(day)} 00:00 (${zone})`);
			add(count);
			return undefined;
		},
		giveBack: (count) => {
			if (count > 0) add(-count);
		},
	};
}

/** How many messages these jobs are at most: a key is sent once, and a rehearsal is none. */
export function messagesIn(jobs: readonly Job[]): number {
	const real = jobs.filter(({ entry }) => !entry.dryRun);
	const keyed = real.flatMap(({ deduplicationKey }) => (deduplicationKey === undefined ? [] : [deduplicationKey]));
	return real.length - keyed.length + new Set(keyed).size;
}

/** How many messages have gone out, or may have. */
export const sentAmong = (jobs: readonly Job[], outcomes: readonly Outcome[]): number =>
	jobs.filter(({ entry }, index) => !entry.dryRun && ['accepted', 'unknown'].includes(outcomes[index].outcome)).length;

/** Where n8n keeps a count; a place that lasts for this call alone where it has none. */
function stored(find: () => IDataObject): IDataObject {
	try {
		return find();
	} catch {
		return {};
	}
}

const numberIn = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : 0);

function countOn(day: string, value: unknown): number {
	const known = (value ?? {}) as Partial<DayCount>;
	return known.day === day ? numberIn(known.count) : 0;
}

/** The one of the later day; of the same day the first. */
const later = (count: DayCount, known: unknown): DayCount =>
	String((known as Partial<DayCount> | undefined)?.day ?? '') > count.day ? (known as DayCount) : count;

/** The calendar day after one, e.g. `2026-12-01`. */
function dayAfter(day: string): string {
	const [year, month, date] = day.split('-').map(Number);
	return isoTime(Date.UTC(year, month - 1, date + 1)).slice(0, 10);
}

const TOO_MANY = {
	inRun: {
		first: 'this run has {count} {count|message|messages} to send, and the option "Maximum Messages per Run" allows {allowed}',
		more: 'this run has {count} {count|message|messages} to send after {before} before, and the option "Maximum Messages per Run" allows {allowed}',
		remedy: 'None of them was sent. If all are meant, raise the option; if not, check the data and any loop before this node.',
	},
	today: {
		meaning:
			'this run has {count} {count|message|messages} to send, {before} went or may have gone today, and the option "Maximum Messages per Day" allows {allowed}',
		remedy: 'None of them was sent. The count starts anew on {anew}. Run again then, or raise the option if all are meant.',
	},
} satisfies Record<string, Record<string, Text>>;

const tooManyInRun = (count: number, before: number, allowed: number): Problem => ({
	kind: 'quota',
	meaning: say(before > 0 ? TOO_MANY.inRun.more : TOO_MANY.inRun.first, { count, before, allowed }),
	remedy: TOO_MANY.inRun.remedy,
});

const tooManyToday = (count: number, before: number, allowed: number, anew: string): Problem => ({
	kind: 'quota',
	meaning: say(TOO_MANY.today.meaning, { count, before, allowed }),
	remedy: say(TOO_MANY.today.remedy, { anew }),
});
