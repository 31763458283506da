/** What the package promises itself, as ratios within one run wherever it can be. */
import type { ContestantKey } from './contestants.ts';
import type { Result } from './measure.ts';
import { LARGE } from './plan.ts';
import { described } from './pool.ts';
import { SENDERS, type SenderKey, type SmppResult } from './smpp/senders.ts';
import { VENDORS } from '../support/vendors/index.ts';
import type { TestVendor } from '../support/vendors/vendor.ts';

export interface Goal {
	what: string;
	/** The vendor's name, and the texts if they are not plain paths. */
	whose: string;
	value: number;
	/** The largest value that keeps the promise. */
	limit: number;
	isMet: boolean;
}

/** How the value of a goal is made of the results of one vendor; nothing where it does not apply or was not measured. */
interface Rule {
	what: string;
	limit: number;
	value: (look: Look, vendor: TestVendor) => number | undefined;
}

interface Look {
	/** The package's result with the smallest, or the largest usual number of items. */
	first: Result;
	last: Result;
	/** With very many. */
	large?: Result;
	/** What others have shown with the largest usual number of items. */
	http?: Result;
	pool?: Result;
	/** What n8n itself takes to pass as many items on. */
	passing?: Result;
	/** Of the usual numbers of items. */
	all: Result[];
	/** With the vendor's delay. */
	slow: Result[];
}

const batched =
	(value: (look: Look & { http: Result }) => number): Rule['value'] =>
	(look, { bench }) =>
		bench.perRequest > 1 && look.http ? value(look as Look & { http: Result }) : undefined;

/** The growth of a figure in proportion to that of the items. */
const growth = (figure: 'nodeSeconds' | 'memory', from: Result, to: Result): number =>
	to[figure]! / from[figure]! / (to.items / from.items);

const RULES: Rule[] = [
	{ what: 'requests / HTTP Request node', limit: 1 / 100, value: batched(({ last, http }) => last.requests / http.requests) },
	{
		what: 'node time / HTTP Request node, 0 ms',
		limit: 1 / 20,
		value: batched(({ last, http }) => last.nodeSeconds / http.nodeSeconds),
	},
	{
		what: 'node time / bare undici pool, 0 ms',
		limit: 2.5,
		value: ({ last, pool }, { bench }) => (bench.perRequest > 1 && pool ? last.nodeSeconds / pool.nodeSeconds : undefined),
	},
	{ what: 'memory / HTTP Request node', limit: 1 / 5, value: batched(({ last, http }) => last.memory! / http.memory!) },
	{
		what: 'longest answer of /healthz, s',
		limit: 0.3,
		value: ({ all, slow }) => Math.max(...[...all, ...slow].map(({ longestAnswer }) => longestAnswer!)),
	},
	{
		what: 'longest answer of /healthz / n8n itself, passing the items on',
		limit: 1.5,
		value: ({ last, passing }) => (passing ? last.longestAnswer! / passing.longestAnswer! : undefined),
	},
	{
		what: 'growth of node time / growth of items',
		limit: 1.1,
		value: ({ first, last }) => (first === last ? undefined : growth('nodeSeconds', first, last)),
	},
	{
		what: `growth of node time / growth of items, up to ${LARGE.toLocaleString('en-US')}`,
		limit: 1.1,
		value: ({ last, large }) => large && growth('nodeSeconds', last, large),
	},
	{
		what: `growth of memory / growth of items, up to ${LARGE.toLocaleString('en-US')}`,
		limit: 1.1,
		value: ({ last, large }) => large && growth('memory', last, large),
	},
	{
		what: 'node time / ideal, 100 ms',
		limit: 1.2,
		value: ({ slow: [one] }, vendor) =>
			vendor.bench.perRequest === 1 && one ? one.nodeSeconds / idealSeconds(one, vendor) : undefined,
	},
];

const idealSeconds = ({ items, delay }: Result, vendor: TestVendor): number =>
	(items * delay) / 1000 / described(vendor).concurrency;

/** Every goal that these results can tell about. */
export const goals = (results: Result[], smpp: SmppResult[]): Goal[] => [...goalsOfVendors(results), ...goalsOfSmpp(smpp)];

function goalsOfVendors(results: Result[]): Goal[] {
	return VENDORS.flatMap((vendor) =>
		(['ours', 'computed'] as const).flatMap((contestant) => {
			const look = lookAt(results, vendor, contestant);
			const whose = contestant === 'ours' ? vendor.name : `${vendor.name}, computed texts`;
			return look ? RULES.flatMap((rule) => judged(rule, look, vendor, whose)) : [];
		}),
	);
}

function lookAt(results: Result[], { name }: TestVendor, contestant: ContestantKey): Look | undefined {
	const of = (key: ContestantKey) => results.filter((one) => one.vendor === name && one.contestant === key);
	const quick = of(contestant).filter(({ delay }) => delay === 0);
	const all = quick.filter(({ items }) => items < LARGE);
	const last = all.at(-1);
	if (!last) return undefined;
	const beside = (some: Result[]) => some.find(({ items, delay }) => items === last.items && delay === 0);
	return {
		first: all[0],
		last,
		large: quick.find(({ items }) => items === LARGE),
		http: beside(of('http')),
		pool: beside(of('pool')),
		passing: beside(results.filter((one) => one.contestant === 'passing')),
		all,
		slow: of(contestant).filter(({ delay }) => delay > 0),
	};
}

const judged = ({ what, limit, value }: Rule, look: Look, vendor: TestVendor, whose: string): Goal[] => goal(what, whose, value(look, vendor), limit);

const goal = (what: string, whose: string, value: number | undefined, limit: number): Goal[] =>
	value === undefined ? [] : [{ what, whose, value, limit, isMet: value <= limit }];

/** Rates are turned round, so that less is better as everywhere. */
function goalsOfSmpp(results: SmppResult[]): Goal[] {
	return results
		.filter(({ sender }) => sender === 'ours')
		.flatMap(({ ideal, delay, perSecond, longestAnswer }) => {
			const beside = (sender: SenderKey) => results.find((one) => one.sender === sender && one.delay === delay);
			const against = (rate: number | undefined) => rate && rate / perSecond;
			return [
				...goal(`ideal rate / rate, ${delay} ms`, SENDERS.ours, against(ideal), 1 / 0.9),
				...goal(`Kannel’s rate / rate, ${delay} ms`, SENDERS.ours, against(beside('kannel')?.perSecond), delay === 0 ? 1 : 1 / 0.9),
				...(delay > 0 ? goal(`rate of the npm library / rate, ${delay} ms`, SENDERS.ours, against(beside('library')?.perSecond), 1 / 0.9) : []),
				...goal(`longest answer of /healthz, s, ${delay} ms`, SENDERS.ours, longestAnswer, 0.3),
			];
		});
}
