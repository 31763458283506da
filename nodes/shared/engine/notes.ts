import { done, type Accepted, type Entry, type Verdict } from '../operation';
import { fingerprint } from './jobs';

/** What a try has settled: an outcome, the operation and the execution that have it, and what was asked. */
export interface Note {
	outcome: Verdict;
	by: string;
	execution?: string;
	/** Whom it went to, where the entry names nobody. */
	audience?: string;
	entry: Entry;
}

/** An outcome without the vendor's own words, which may quote a text. */
type Wordless = Verdict | Omit<Accepted, 'raw'>;

/** A note as n8n has stored it, with a print of what was asked. */
interface Stored extends Omit<Note, 'entry' | 'outcome'> {
	outcome: Wordless;
	print: string;
}

/** A note of this try or of an earlier one. */
export type Kept = Note | Stored;

/**
 * The notes of a run by the keys of its jobs. n8n stores them with the execution as a single text: it takes longer over
 * thousands of small values than the run itself.
 */
export class Notes {
	readonly #kept: Map<string, Kept>;

	/**
	 * @param stored what `toJSON` has made, if anything; or the notes themselves of another version of the package, which n8n may
	 * load between two tries
	 */
	constructor(stored: unknown = {}) {
		const told = JSON.parse(JSON.stringify(stored)) as unknown;
		this.#kept = new Map(Object.entries((typeof told === 'string' ? JSON.parse(told) : told) as Record<string, Stored>));
	}

	get(key: string): Kept | undefined {
		return this.#kept.get(key);
	}

	set(key: string, note: Note): void {
		this.#kept.set(key, note);
	}

	delete(key: string): void {
		this.#kept.delete(key);
	}

	/** The notes of all jobs but these. */
	without(keys: ReadonlySet<string>): Array<[key: string, note: Kept]> {
		return [...this.#kept].filter(([key]) => !keys.has(key));
	}

	toJSON(): string {
		return JSON.stringify(Object.fromEntries([...this.#kept].map(([key, note]) => [key, stored(note)])));
	}
}

/** Whether it is somebody's notes as they are kept, be it another copy of this module: tools of one agent share them across packages. */
export const isNotes = (value: unknown): value is Notes =>
	typeof value === 'object' && value !== null && typeof (value as Partial<Notes>).without === 'function';

function stored(note: Kept): Stored {
	const { outcome, by, execution, audience } = note;
	return { outcome: wordless(outcome), by, execution, audience, print: printOf(note) };
}

const wordless = (outcome: Wordless): Wordless => ({ ...outcome, raw: undefined });

/** A short print of what was asked. */
export const printOf = (note: Kept): string => ('print' in note ? note.print : fingerprint(note.entry));

/** The outcome as a retry tells it: the simplified results stand in the place of the vendor's own words. */
export const outcomeOf = ({ outcome }: Kept): Verdict =>
	outcome.outcome === 'accepted' ? done(outcome.results, outcome.results) : { ...outcome, raw: undefined };
