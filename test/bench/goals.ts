/** What the package promises itself, as ratios within one run wherever it can be. */
import type { ContestantKey } from './contestants.ts';
import type { Result } from './measure.ts';
import { described } from './pool.ts';
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
	/** The package's result with the smallest, or the largest number of items. */
	first: Result;
	last: Result;
	/** The HTTP Request node's with the largest number of items. */
	http?: Result;
	all: Result[];
	/** With the vendor's delay. */
	slow: Result[];
}

const batched =
	(value: (look: Look & { http: Result }) => number): Rule['value'] =>
	(look, { bench }) =>
		bench.perRequest > 1 && look.http ? value(look as Look & { http: Result }) : undefined;

const RULES: Rule[] = [
	{ what: 'requests / HTTP Request node', limit: 1 / 100, value: batched(({ last, http }) => last.requests / http.requests) },
	{
		what: 'node time / HTTP Request node, 0 ms',
		limit: 1 / 20,
		value: batched(({ last, http }) => last.nodeSeconds / http.nodeSeconds),
	},
	{ what: 'memory / HTTP Request node', limit: 1 / 5, value: batched(({ last, http }) => last.memory! / http.memory!) },
	{
		what: 'longest answer of /healthz, s',
		limit: 0.3,
		value: ({ all, slow }) => Math.max(...[...all, ...slow].map(({ longestAnswer }) => longestAnswer!)),
	},
	{
		what: 'growth of node time / growth of items',
		limit: 1.1,
		value: ({ first, last }) =>
			first === last ? undefined : last.nodeSeconds / first.nodeSeconds / (last.items / first.items),
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
export function goals(results: Result[]): Goal[] {
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
	const all = of(contestant).filter(({ delay }) => delay === 0);
	if (all.length === 0) return undefined;
	const last = all.at(-1)!;
	const http = of('http').find(({ items, delay }) => items === last.items && delay === 0);
	return { first: all[0], last, http, all, slow: of(contestant).filter(({ delay }) => delay > 0) };
}

function judged({ what, limit, value }: Rule, look: Look, vendor: TestVendor, whose: string): Goal[] {
	const found = value(look, vendor);
	return found === undefined ? [] : [{ what, whose, value: found, limit, isMet: found <= limit }];
}
