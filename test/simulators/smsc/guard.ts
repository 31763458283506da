import { Refusal, TOO_OFTEN } from './answers.ts';

const MINUTE = 60_000;

/** Remembers what was asked within the last minute, to refuse what is asked too often. */
export class Guard {
	#asked = new Map<string, number[]>();
	readonly #now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	/** Notes a question; refuses it if it was asked `most` times within a minute already. */
	pass(question: string, most: number): void {
		this.check(question, most);
		this.note(question);
	}

	/** Refuses a question that was noted `most` times within a minute already. */
	check(question: string, most: number): void {
		if (this.#recent(question).length >= most) throw new Refusal(TOO_OFTEN);
	}

	note(question: string): void {
		this.#asked.set(question, [...this.#recent(question), this.#now()]);
	}

	#recent(question: string): number[] {
		return (this.#asked.get(question) ?? []).filter((at) => at > this.#now() - MINUTE);
	}

	clear(): void {
		this.#asked.clear();
	}
}
