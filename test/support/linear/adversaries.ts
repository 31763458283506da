/** Texts that make a regular expression work as hard as it can: made from the expression's own parts. */

/** A long text: the unit as often as it takes, between the two ends. */
export interface Shape {
	start: string;
	unit: string;
	end: string;
}

export const textOf = ({ start, unit, end }: Shape, length: number): string =>
	start + unit.repeat(Math.ceil(length / unit.length)) + end;

/** What may keep a pattern that has matched so far from matching to the end. */
const ENDS = ['', '\0', '\n', '!', ' ~', 'x'];

/** How many parts in a row are repeated together, at most. */
const LONGEST_UNIT = 3;

/** Characters to choose from, in addition to those that the pattern names. */
const CHARACTERS = [' ', '\t', '\n', '\r', '\0', '\u2028', 'ж', 'é', '😀', ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))];

interface Node {
	/** The source of what takes one character; nothing for a group. */
	atom?: string;
	/** The alternatives of a group. */
	inner?: Node[][];
	least: number;
}

/**
 * For every place in the pattern: what leads there, then what may stand there over and over, then something else. Besides
 * these, every character and every pair of characters that the pattern tells apart, over and over.
 */
export function shapesOf(source: string, flags: string): Shape[] {
	const nodes = parsed(source);
	const atoms = [...new Set(atomsOf(nodes))];
	const sample = new Map(atoms.map((atom) => [atom, samplesOf(atom, atoms, flags)]));
	const ways = [0, -1].flatMap((branch) => [true, false].map((isFull) => way(nodes, branch, isFull)));
	const units: Array<[start: string, unit: string]> = [];
	for (const steps of ways) {
		const texts = steps.map((atom) => sample.get(atom)![0]);
		for (let from = 0; from < steps.length; from++) {
			const start = texts.slice(0, from).join('');
			for (let to = from + 1; to <= Math.min(from + LONGEST_UNIT, texts.length); to++) units.push([start, texts.slice(from, to).join('')]);
			for (const other of sample.get(steps[from])!.slice(1)) units.push([start, other]);
		}
		units.push(['', texts.join('')]);
	}
	const signs = [...new Set([...sample.values()].flat())].slice(0, 16);
	for (const one of signs) for (const two of signs) units.push(['', one === two ? one : one + two]);
	const shapes = units.filter(([, unit]) => unit).flatMap(([start, unit]) => ENDS.map((end) => ({ start, unit, end })));
	return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
}

const ATOM = /\\[pP]\{[^}]+\}|\\u[\da-fA-F]{4}|\\x[\da-fA-F]{2}|\\.|\[\^?(?:\\.|[^\]\\])*\]|[^]/uy;
const GROUP = /\((?:\?(?:[:=!]|<[=!]|<\w+>))?/y;
const QUANTIFIER = /(?:([*?])|(\+)|\{(\d+)(?:,\d*)?\})\??/y;

/** The alternatives of a pattern, each a row of parts; assertions take no character and are left out. */
function parsed(source: string): Node[][] {
	let place = 0;
	const taken = (form: RegExp): RegExpExecArray | null => {
		form.lastIndex = place;
		const match = form.exec(source);
		if (match) place = form.lastIndex;
		return match;
	};
	const alternatives = (): Node[][] => {
		const rows: Node[][] = [[]];
		while (place < source.length && source[place] !== ')') {
			if (source[place] === '|') {
				place++;
				rows.push([]);
				continue;
			}
			const node = part();
			if (node) rows.at(-1)!.push(node);
		}
		return rows;
	};
	const part = (): Node | undefined => {
		let node: Omit<Node, 'least'> | undefined;
		if (taken(GROUP)) {
			node = { inner: alternatives() };
			place++;
		} else {
			const [atom] = taken(ATOM)!;
			node = ['^', '$', '\\b', '\\B'].includes(atom) ? undefined : { atom };
		}
		const [, star, , count] = taken(QUANTIFIER) ?? [];
		return node && { ...node, least: star ? 0 : Number(count ?? 1) };
	};
	return alternatives();
}

const atomsOf = (rows: Node[][]): string[] => rows.flat().flatMap(({ atom, inner }) => (inner ? atomsOf(inner) : [atom!]));

/** One way through the pattern. @param isFull whether it goes through what may be left out */
function way(rows: Node[][], branch: number, isFull: boolean): string[] {
	return (rows.at(branch) ?? []).flatMap(({ atom, inner, least }) => {
		const once = inner ? way(inner, branch, isFull) : [atom!];
		return Array.from({ length: isFull ? Math.max(1, least) : least }, () => once).flat();
	});
}

/** Characters that the atom takes: first the one that most of the other atoms take, too, then one of each other kind. */
function samplesOf(atom: string, atoms: string[], flags: string): string[] {
	const mode = flags.replace(/[gy]/g, '');
	const takes = (one: string, character: string): boolean => new RegExp(`^(?:${one})$`, mode).test(character);
	const kinds = new Map<string, string>();
	for (const character of CHARACTERS.filter((one) => takes(atom, one))) {
		const kind = atoms.map((other) => (takes(other, character) ? '1' : '0')).join('');
		if (!kinds.has(kind)) kinds.set(kind, character);
	}
	const count = (kind: string) => kind.replaceAll('0', '').length;
	const best = [...kinds].sort(([one], [two]) => count(two) - count(one)).map(([, character]) => character);
	return best.length > 0 ? best.slice(0, 4) : [atom.replace(/^\\u([\da-f]{4})$/i, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))];
}
