/** Three small charts side by side as one SVG, legible on light and dark pages. */
import { TITLES, type ContestantKey } from './contestants.ts';
import type { Result } from './measure.ts';
import { LARGE } from './plan.ts';

interface Panel {
	title: string;
	/** Nothing where there is nothing to draw. */
	value: (result: Result) => number | undefined;
	text: (value: number) => string;
}

const PANELS: Panel[] = [
	{ title: 'seconds in the node', value: ({ nodeSeconds }) => nodeSeconds, text: (value) => value.toPrecision(2) },
	{ title: 'requests', value: ({ requests }) => requests || undefined, text: (value) => value.toLocaleString('en-US') },
	{ title: 'MB above the idle n8n', value: ({ memory }) => memory, text: (value) => String(Math.round(value)) },
	{ title: 'longest /healthz, s', value: ({ longestAnswer }) => longestAnswer, text: (value) => value.toPrecision(2) },
];

/** Colours that are told apart on white and on black, also by those who see few colours. */
const COLOURS: Partial<Record<ContestantKey, string>> = {
	ours: '#2a9d5c',
	computed: '#6aa8e0',
	oneByOne: '#d9822b',
	http: '#cf4b4b',
};

const LABELS = 275;
const PANEL = 190;
const ROW = 26;
const TOP = 58;
const BAR = 110;

/** The largest number of items through the first vendor, without a delay; bars are on a logarithmic scale. */
export function chart(results: Result[]): string {
	const [{ vendor }] = results;
	const items = Math.max(...results.map((result) => result.items).filter((one) => one < LARGE));
	const keys = Object.keys(COLOURS) as ContestantKey[];
	const shown = keys.flatMap((key) =>
		results.filter((one) => one.vendor === vendor && one.contestant === key && one.delay === 0 && one.items === items),
	);
	const width = LABELS + PANELS.length * PANEL;
	const height = TOP + shown.length * ROW + 34;
	const title = `${items.toLocaleString('en-US')} messages with texts of their own through ${vendor}, in a real n8n`;
	const names = shown.map(({ contestant }, row) => text(16, middle(row), TITLES[contestant]));
	const panels = PANELS.map((panel, column) => drawn(panel, shown, LABELS + column * PANEL));
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<style>
text { font: 13px system-ui, sans-serif; fill: #24292f; dominant-baseline: central }
.head { font-weight: 600 } .note { font-size: 11px; opacity: .7 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }
</style>
${text(16, 18, title, 'head')}
${names.join('\n')}
${panels.join('\n')}
${text(16, height - 14, 'Bars are on a logarithmic scale. Shorter is better.', 'note')}
</svg>
`;
}

function drawn({ title, value, text: written }: Panel, shown: Result[], left: number): string {
	const values = shown.map(value);
	const known = values.filter((one): one is number => one !== undefined && one > 0);
	const [least, most] = [Math.min(...known), Math.max(...known)];
	const length = (one: number) => 4 + (BAR - 4) * (Math.log(one / least) / (Math.log(most / least) || 1));
	const bars = values.map((one, row) => {
		if (one === undefined || one <= 0) return '';
		const size = length(one);
		const bar = `<rect x="${left}" y="${middle(row) - 8}" width="${size.toFixed(1)}" height="16" rx="2" fill="${COLOURS[shown[row].contestant]}"/>`;
		return `${bar}\n${text(left + size + 6, middle(row), written(one))}`;
	});
	return [text(left, TOP - 14, title, 'head'), ...bars].join('\n');
}

const middle = (row: number): number => TOP + row * ROW + ROW / 2;

const text = (x: number, y: number, words: string, kind?: string): string =>
	`<text x="${x.toFixed(0)}" y="${y}"${kind ? ` class="${kind}"` : ''}>${words}</text>`;
