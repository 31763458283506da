import { say, type Text, type Values } from './language/say';

/** Why an operation failed, in the words that n8n's `failure.cause` knows. */
export type FailureCause =
	| 'rate-limited'
	| 'quota-exhausted'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid'
	| 'node-defect';

interface KindTraits {
	/** The vendor certainly took nothing and a little patience helps: the node asks again by itself. */
	repeats?: true;
	/** Every further request would meet the same wall: the node stops asking. */
	halts?: true;
	cause: FailureCause;
}

/** What follows from each kind of problem. */
export const KINDS = {
	input: { cause: 'configuration-invalid' },
	recipient: { cause: 'configuration-invalid' },
	content: { cause: 'configuration-invalid' },
	sender: { cause: 'configuration-invalid' },
	account: { cause: 'configuration-invalid' },
	credential: { halts: true, cause: 'credential-invalid' },
	blocked: { halts: true, cause: 'rate-limited' },
	balance: { cause: 'quota-exhausted' },
	quota: { cause: 'quota-exhausted' },
	throttle: { cause: 'rate-limited' },
	busy: { repeats: true, cause: 'rate-limited' },
	temporary: { repeats: true, cause: 'temporarily-unavailable' },
	unreachable: { repeats: true, cause: 'temporarily-unavailable' },
	address: { halts: true, cause: 'configuration-invalid' },
	unclear: { cause: 'temporarily-unavailable' },
	other: { cause: 'configuration-invalid' },
} satisfies Record<string, KindTraits>;

export type Kind = keyof typeof KINDS;

/** What follows from a problem of this kind. */
export const traitsOf = (kind: Kind): KindTraits => KINDS[kind];

/** What went wrong, in words for the user: what it means and what to do about it. */
export interface Problem {
	kind: Kind;
	/** The vendor's own code. */
	code?: string;
	meaning: Text;
	remedy: Text;
	/** The vendor's own words, where it gave any. */
	vendorText?: string;
	/** How long the vendor asks to wait, in seconds. */
	retryAfter?: number;
	/** Nothing outside of the entry can cure it, e.g. a number that is none: a retry of the run does not ask again. */
	isPermanent?: true;
	/** Every further request would meet it, whatever is usual for its kind: the node stops asking. A problem: what is told of those. */
	halts?: true | Problem;
}

/** One row of a vendor's table of codes. */
export type CodeRow = Pick<Problem, 'kind' | 'meaning' | 'remedy' | 'isPermanent'>;

/** A vendor's codes, each with its meaning, what to do, and its kind (from which n8n's failure cause follows). */
export type CodeTable = Readonly<Record<string, CodeRow>>;

/**
 * The problem behind a vendor's code. Codes that are not in the table pass through with the vendor's own words:
 * vendors add codes without telling anyone.
 */
export function problemOf(table: CodeTable, code: string | number, vendorText?: string): Problem {
	const row = Object.hasOwn(table, code) ? table[code] : undefined;
	return {
		kind: row?.kind ?? 'other',
		code: String(code),
		meaning: row?.meaning ?? (vendorText || 'The vendor gave a code that its documentation does not explain'),
		remedy: row?.remedy ?? 'Ask the vendor what this code means; the answer is attached in the details.',
		...(row?.isPermanent ? { isPermanent: true } : {}),
		...(vendorText ? { vendorText } : {}),
	};
}

/**
 * The problem of what nobody can tell.
 * @param vendor whose account shows it, e.g. "Dovecote"
 * @param meaning what is wrong with the answer, as a phrase
 */
export const doubt = (vendor: string, meaning: Text): Problem => ({
	kind: 'unclear',
	meaning,
	remedy: say('Check the history of the {vendor} account before you run it again.', { vendor }),
});

/** What an answer lacks, or has too much of, that leaves a message in doubt. */
export const UNMENTIONED: Text = 'its answer does not mention it';
export const UNPROVEN: Text = 'its answer speaks of it, but does not prove that it was taken';
export const CONTRADICTORY: Text = 'its answer names a message ID and an error at once';

/**
 * The problem of a request as that of each of its entries. Where several went in it and only one of them can be at fault, nobody
 * knows which: none is surely refused again.
 */
export const amongSeveral = (problem: Problem, count: number): Problem =>
	count > 1 && problem.isPermanent
		? {
				...problem,
				isPermanent: undefined,
				meaning: say('{meaning}; it says so of {count} recipients at once, without naming the one at fault', { meaning: say(problem.meaning), count }),
			}
		: problem;

/** The problem of a message that was taken and has failed by the time of the answer. */
export const FAILED_AT_ONCE: CodeRow = {
	kind: 'other',
	meaning: 'the message failed at once',
	remedy: 'Check the number, and the history of the account.',
};

/** A mistake as a template, with `{named}` values: what is wrong, as a phrase that follows the field's label, and what to do, as a sentence. */
export interface Mistake {
	what: Text;
	remedy: Text;
}

/** Wrong input, found before anything is sent. */
export class InputError extends Error {
	override readonly name = 'InputError';
	/** The label of the field as it is in English, by which workflows know it. */
	readonly parameter: string;
	readonly remedy: string;
	readonly to?: string;

	private constructor(label: string, what: string, remedy: string, to?: string) {
		super(`${say(label)}: ${what}`);
		this.parameter = label;
		this.remedy = remedy;
		this.to = to;
	}

	/**
	 * The error for a mistake of a table, in the language of the edition.
	 * @param label the label of the field, e.g. "To"
	 * @param to the recipient concerned, where there is one
	 */
	static of(label: Text, { what, remedy }: Mistake, values: Values = {}, to?: string): InputError {
		return new InputError(label, say(what, values), say(remedy, values), to);
	}
}

/** How much of an unusable answer is kept, in characters: more than is shown, so that no secret is cut before it is blanked out. */
const EXCERPT = 5000;

/** A reply came, but it is none of the answers that the vendor promises. */
export class UnclearReply extends Error {
	override readonly name = 'UnclearReply';

	readonly problem: Problem;
	readonly answer?: string;

	/** @param answer what came instead of a usable reply, for the details of the failure */
	constructor(problem: Problem, answer?: string) {
		super(problem.meaning);
		this.problem = problem;
		this.answer = answer?.slice(0, EXCERPT);
	}
}
