/** Figures as a table, and in words. */
import type { Contestant } from './contestants.ts';
import type { Result, Scene } from './measure.ts';

const COLUMNS: Array<[heading: string, width: number, cell: (result: Result, ours: Result) => string]> = [
	['', 40, ({ title }) => title],
	['requests', 10, ({ requests, factor }) => estimate(factor) + whole(requests * factor)],
	['in flight', 10, ({ mostInFlight }) => whole(mostInFlight)],
	['seconds', 10, ({ median, factor }) => estimate(factor) + median.toFixed(3)],
	['of CPU', 10, ({ cpuMedian, factor }) => estimate(factor) + cpuMedian.toFixed(3)],
	['times ours', 13, ({ median }, ours) => (median / ours.median).toFixed(2)],
];

type Key = Contestant['key'];

/** The figures of one scene, a contestant a line, its time also as a multiple of this package's. */
export function table(results: Result[]): string {
	const ours = of(results, 'ours');
	const headings = COLUMNS.map(([heading]) => heading);
	const rows = [headings, ...results.map((result) => COLUMNS.map(([, , cell]) => cell(result, ours)))];
	const pad = (text: string, column: number) =>
		column === 0 ? text.padEnd(COLUMNS[0][1]) : text.padStart(COLUMNS[column][1]);
	const lines = rows.map((row) => `  ${row.map(pad).join('')}`);
	const sampled = results.find(({ factor }) => factor > 1);
	if (sampled) lines.push(`  ~ a sample of the items, times ${sampled.factor.toLocaleString('en-US')}`);
	return lines.join('\n');
}

/** What the figures of one scene say. */
export function inWords(results: Result[], { items }: Scene): string {
	const time = (key: Key) => of(results, key).median;
	const ratio = (key: Key) => (time(key) / time('ours')).toFixed(1);
	const sentences = [
		`A node with a request per item takes ${ratio('oneByOne')} times as long as this package,`,
		`this package with one recipient per request ${ratio('oursOneByOne')} times.`,
		`The bare pool takes ${percent(time('pool') / time('ours'))} of this package's time.`,
	];
	if (results.some(({ key }) => key === 'n8nReads')) {
		const work = (key: Key) => of(results, key).cpuMedian;
		const perExpression = (work('n8nReads') * 1000) / (2 * items.length);
		sentences.push(
			`Reading the parameters is ${percent(work('engineReads') / work('ours'))} of its work on the processor;`,
			`n8n by itself needs ${perExpression.toFixed(2)} ms of it per expression.`,
		);
	}
	return sentences.map((sentence) => `  ${sentence}`).join('\n');
}

const of = (results: Result[], key: Key): Result => results.find((result) => result.key === key)!;

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const estimate = (factor: number): string => (factor > 1 ? '~' : '');
