/** Figures as text: lines while they come, tables at the end. */
import { TITLES } from './contestants.ts';
import type { Goal } from './goals.ts';
import type { Loading } from './loading.ts';
import type { Result } from './measure.ts';
import { SENDERS, WINDOW, type SmppResult } from './smpp/senders.ts';

export interface Report {
	/** `load`: how many processes wanted to compute before the run began. */
	machine: { date: string; node: string; n8nCore: string; cpu: string; cores: number; load: number };
	results: Result[];
	smpp: SmppResult[];
	/** Absent where it was not measured. */
	loading?: Loading;
	goals: Goal[];
}

type Column<Row> = [heading: string, cell: (row: Row) => string];

const COLUMNS: Array<Column<Result>> = [
	['vendor', ({ vendor }) => vendor],
	['delay', ({ delay }) => `${delay} ms`],
	['who', ({ contestant }) => TITLES[contestant]],
	['items', ({ items }) => whole(items)],
	['requests', ({ requests }) => whole(requests)],
	['connections', ({ connections }) => whole(connections)],
	['in flight', ({ mostInFlight }) => whole(mostInFlight)],
	['node, s', ({ nodeSeconds }) => seconds(nodeSeconds)],
	['whole run, s', ({ wallSeconds }) => seconds(wallSeconds)],
	['CPU, s', ({ cpuSeconds }) => seconds(cpuSeconds)],
	['memory, MB', ({ memory }) => (memory === undefined ? '' : whole(memory))],
	['/healthz, s', ({ longestAnswer }) => seconds(longestAnswer)],
];

const SMPP_COLUMNS: Array<Column<SmppResult>> = [
	['delay', ({ delay }) => `${delay} ms`],
	['who', ({ sender }) => SENDERS[sender]],
	['messages', ({ items }) => whole(items)],
	['a second', ({ perSecond }) => whole(perSecond)],
	['ideal', ({ ideal }) => (ideal === undefined ? '' : whole(ideal))],
	['node, s', ({ nodeSeconds }) => seconds(nodeSeconds)],
	['CPU, s', ({ cpuSeconds }) => seconds(cpuSeconds)],
	['memory, MB', ({ memory }) => (memory === undefined ? '' : whole(memory))],
	['/healthz, s', ({ longestAnswer }) => seconds(longestAnswer)],
];

const GOAL_COLUMNS: Array<Column<Goal>> = [
	['goal', ({ what }) => what],
	['whose', ({ whose }) => whose],
	['is', ({ value }) => figure(value)],
	['at most', ({ limit }) => figure(limit)],
	['', ({ isMet }) => (isMet ? 'met' : 'MISSED')],
];

const LOADING_ROWS: Array<[what: string, value: (loading: Loading) => string]> = [
	['tarball', ({ tarballBytes }) => `${whole(tarballBytes / 1024)} KB`],
	['loading all node and credential files', ({ milliseconds }) => `${milliseconds.toFixed(0)} ms`],
	['memory of what was loaded', ({ megabytes }) => `${megabytes.toFixed(1)} MB`],
	['timers, sockets and the like left behind', ({ leftBehind }) => String(leftBehind)],
	['n8n’s start without the package', ({ start }) => started(start.without)],
	['n8n’s start with the package', ({ start }) => started(start.with)],
];

/** One result, as soon as it is there. */
export function line(result: Result): string {
	const [vendor, delay, who, ...figures] = COLUMNS.map(([heading, cell]) => ({ heading, text: cell(result) }));
	const said = figures.filter(({ text }) => text !== '').map(({ heading, text }) => `${heading} ${text}`);
	return `${vendor.text}, ${delay.text}, ${who.text}: ${said.join('; ')}`;
}

/** The same for SMPP. */
export const smppLine = (result: SmppResult): string => SMPP_COLUMNS.map(([heading, cell]) => `${heading} ${cell(result)}`).join('; ');

/** All tables for the console. */
export const inConsole = ({ results, smpp, loading, goals }: Report): string =>
	[aligned(COLUMNS, results), aligned(SMPP_COLUMNS, smpp), loading ? aligned(loadingColumns(loading), LOADING_ROWS) : '', aligned(GOAL_COLUMNS, goals)]
		.filter((table) => table !== '')
		.join('\n\n');

/** The page docs/benchmark.md. */
export const page = ({ machine, results, smpp, loading, goals }: Report): string => `# Figures

\`npm run bench\` measures in a real n8n, in one run on one machine, against the simulated vendors in a process of their own.
These are of ${machine.date}: ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, n8n-core ${machine.n8nCore}. Times depend on the machine; compare
ratios. ${busy(machine)}The raw figures are in [bench.json](bench.json).

![Time, requests, memory and slowest answer of each contestant, for 10,000 messages](images/bench.svg)

## How it is measured

- Each item has a number and a text of its own. The items come out of a pinned trigger, so making them is in no figure.
- Every contestant of every vendor and delay begins in a fresh n8n process: 100 items to warm up, garbage collected, then the
  smallest number of items first. n8n saves the executions, as it does by default.
- *node*: the time of the sending node by n8n's own clock. *whole run*: from "Execute workflow" until the execution is stored.
- *memory*: the largest resident set above the idle process, looked at every 50 ms.
- */healthz*: the longest that n8n took to answer somebody else, asked again 50 ms after each answer by another process.
- *plain* texts are fields dragged into the editor, such as \`{{ $json.name }}, order {{ $json.order }}\`; *computed* ones call
  functions, such as \`{{ $json.phone.trim() }}\`.
- Where the package and the bare pool are compared, they take turns; the middle of three runs counts.
- n8n's request helper sends the requests that the package would make, with its credential and as many at once: what they cost in n8n
  whoever makes them. The bare pool sends them without n8n.
- *CPU*: what n8n's process has computed in the whole run; of the bare pool, what the pool's has.
- A node that awaits a request per item takes items times the delay, so at 100 ms it is measured with the smallest number alone.
- The HTTP Request node takes the key from a credential, which it reads for each item, so its requests go out spread over time;
  for RocketSMS login and password stand in the form, and all start at once: n8n then answers nobody for many seconds.
- SMS.by is measured with *Send as Bulk*; by default its node sends one message per request, as its document prefers.

## Goals

${markdown(GOAL_COLUMNS, goals)}

## Results

${markdown(COLUMNS, results)}

## SMPP

The same messages through one session to the simulated gateway, with at most ${WINDOW} requests unanswered. *a second* is the rate of
the second half of them by the gateway's clock; over HTTP of all by n8n's clock of the node. *ideal* is the window divided by the answer
time. Without a delay the middle one of three runs counts. Kannel is held back until most messages are in its queue, so that its SMPP is
what counts.

${markdown(SMPP_COLUMNS, smpp)}
${loading ? loadingPart(loading) : ''}`;

const loadingPart = (loading: Loading): string => `
## What loading the package costs

${markdown(loadingColumns(loading), LOADING_ROWS)}
`;

/** Other work on the machine, of which readers should know. */
const busy = ({ load, cores }: Report['machine']): string =>
	load > cores ? `The machine was shared (load ${load.toFixed(0)} before the run): seconds are worth less here than ratios. ` : '';

const loadingColumns = (loading: Loading): Array<Column<(typeof LOADING_ROWS)[number]>> => [
	['loading', ([what]) => what],
	['', ([, value]) => value(loading)],
];

function aligned<Row>(columns: Array<Column<Row>>, rows: Row[]): string {
	const lines = [columns.map(([heading]) => heading), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
	const widths = columns.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
	const pad = (text: string, column: number) => (isFigure(text) ? text.padStart(widths[column]) : text.padEnd(widths[column]));
	return lines.map((cells) => `  ${cells.map(pad).join('  ')}`.trimEnd()).join('\n');
}

function markdown<Row>(columns: Array<Column<Row>>, rows: Row[]): string {
	const cells = (texts: string[]) => `| ${texts.join(' | ')} |`;
	const first = rows.map((row) => columns.map(([, cell]) => cell(row)));
	const rules = columns.map((_, column) => (first.every((texts) => isFigure(texts[column])) ? '--:' : '---'));
	return [cells(columns.map(([heading]) => heading)), cells(rules), ...first.map(cells)].join('\n');
}

const isFigure = (text: string): boolean => /^[\d.,]*( ms)?$/.test(text);

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
const seconds = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(value < 10 ? 2 : 1));
const figure = (value: number): string => value.toFixed(value < 0.1 ? 4 : 3);
const started = ({ seconds: took, megabytes }: { seconds: number; megabytes: number }): string =>
	`${took.toFixed(1)} s, ${whole(megabytes)} MB`;
