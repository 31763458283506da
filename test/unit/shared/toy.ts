import { KINDS, type Kind, type Problem } from '../../../nodes/shared/errors.ts';
import type { Accepted, Entry, NoReply, Operation, Refused, Reply, Request, Unknown } from '../../../nodes/shared/operation.ts';

/** An operation without a vendor: its request names the entries, its reply is the list of verdicts. */
export const toy = (overrides: Partial<Operation> = {}): Operation => ({
	value: 'toy',
	name: 'Toy',
	action: 'Play',
	description: 'Plays',
	effect: 'write',
	fields: [],
	entries: () => [],
	pack: (entries) => ({ path: '/', json: { to: entries.map(({ to }) => to) } }),
	unpack: ({ body }) => JSON.parse(body),
	...overrides,
});

export const named = (...names: string[]): Entry[] => names.map((to) => ({ to }));

export const numbered = (count: number): Entry[] => Array.from({ length: count }, (_, index) => ({ to: String(index) }));

export const ALL_KINDS = Object.keys(KINDS) as Kind[];

export const problem = (kind: Kind, more: Partial<Problem> = {}): Problem => ({ kind, meaning: kind, remedy: '', ...more });

export const accepted = (id: string): Accepted => ({ outcome: 'accepted', results: [{ id }], raw: { id } });

export const refused = (kind: Kind, more?: Partial<Problem>): Refused => ({ outcome: 'refused', problem: problem(kind, more) });

export const unknown = (kind: Kind): Unknown => ({ outcome: 'unknown', problem: problem(kind) });

export const reply = (verdicts: unknown, headers: Record<string, string> = {}): Reply => ({
	status: 200,
	headers,
	body: JSON.stringify(verdicts),
});

/** The entries that a request names. */
export const namesIn = ({ json }: Request): string[] => (json?.to ?? []) as string[];

/** Says yes to everything, with the name as the id. */
export const yes = (names: string[]): Reply => reply(names.map(accepted));

type Answer = (names: string[], turn: number) => Reply | NoReply | Promise<Reply | NoReply>;

/** The vendor's end of the line: answers by a script, and notes what was asked, when, and how much at once. */
export class Line {
	readonly asked: string[][] = [];
	/** Milliseconds from the making of the line to each start. */
	readonly starts: number[] = [];
	mostAtOnce = 0;
	private underWay = 0;
	private readonly since = Date.now();
	private readonly answer: Answer;

	constructor(answer: Answer = yes) {
		this.answer = answer;
	}

	redact = <V>(value: V): V => value;

	transport = async (request: Request): Promise<Reply | NoReply> => {
		const turn = this.asked.push(namesIn(request)) - 1;
		this.starts.push(Date.now() - this.since);
		this.mostAtOnce = Math.max(this.mostAtOnce, ++this.underWay);
		try {
			return await this.answer(namesIn(request), turn);
		} finally {
			this.underWay--;
		}
	};
}
