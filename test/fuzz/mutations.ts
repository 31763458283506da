import fc from 'fast-check';

/** What an answer of a vendor is made of: its keys, and the values at its ends. */
export interface Words {
	keys: string[];
	values: unknown[];
}

/** One change of a body. Numbers are taken modulo what there is to choose from, so that every mutation fits every body. */
interface Mutation {
	kind: keyof typeof CHANGES;
	at: number;
	other: number;
	key: string;
	value: unknown;
}

type Tree = Record<string, unknown>;

/** A value inside a tree, by what holds it. */
interface Place {
	holder: Tree;
	key: string;
}

/** Written without quotes: a number that JSON takes and JavaScript does not. */
const INFINITE = '@1e999@';

const ODD_KEYS = ['__proto__', 'constructor', 'toString', 'valueOf', 'length', 'error', 'status', 'id', '0'];

const ODD_VALUES: unknown[] = [
	null, true, false, 0, 1, -1, 1.5, 100, 207, 220, 500, 2 ** 53, 1e21, INFINITE,
	'', ' ', '0', '1', '-1', '100', '220', 'OK', 'ERROR', 'error', 'null', 'constructor', '__proto__', 'FAILED', '79255070602',
	[], {}, [[]], [{}], { toString: 1 }, { error: 'x' }, { status: 'ERROR' },
];

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

function placesIn(holder: Tree): Place[] {
	return Object.keys(holder).flatMap((key) => [{ holder, key }, ...(isTree(holder[key]) ? placesIn(holder[key]) : [])]);
}

const copyOf = <V>(value: V): V => structuredClone(value);

/** Sets any key there is, `__proto__` too; a list takes what has no place in it at its end. */
function define(holder: Tree, key: string, value: unknown): void {
	if (!Array.isArray(holder)) Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
	else if (Number(key) < holder.length) holder[Number(key)] = value;
	else holder.push(value);
}

function remove({ holder, key }: Place): void {
	if (Array.isArray(holder)) holder.splice(Number(key), 1);
	else delete holder[key];
}

function duplicate({ holder, key }: Place, name: string): void {
	if (Array.isArray(holder)) holder.splice(Number(key), 0, copyOf(holder[Number(key)]));
	else define(holder, name, copyOf(holder[key]));
}

/** Text to number, number to text, anything else to a text of it. */
const retyped = (value: unknown): unknown => {
	if (typeof value === 'string') return Number.isNaN(Number(value)) ? value.length : Number(value);
	return typeof value === 'number' ? String(value) : JSON.stringify(value);
};

const swap = (one: Place, other: Place): void => {
	const value = one.holder[one.key];
	one.holder[one.key] = copyOf(other.holder[other.key]);
	other.holder[other.key] = copyOf(value);
};

/** How a body is changed at one of its places, with another place, a key and a value to draw on. */
const CHANGES = {
	drop: (place: Place) => remove(place),
	duplicate: (place: Place, _other: Place, { key }: Mutation) => duplicate(place, key),
	rename: (place: Place, _other: Place, { key }: Mutation) => {
		const value = place.holder[place.key];
		remove(place);
		define(place.holder, key, value);
	},
	replace: ({ holder, key }: Place, _other: Place, { value }: Mutation) => define(holder, key, copyOf(value)),
	retype: ({ holder, key }: Place) => define(holder, key, retyped(holder[key])),
	insert: ({ holder }: Place, _other: Place, { key, value }: Mutation) => define(holder, key, copyOf(value)),
	swap: (place: Place, other: Place) => swap(place, other),
	wrap: ({ holder, key }: Place, _other: Place, { key: name }: Mutation) => define(holder, key, { [name]: holder[key] }),
	enlist: ({ holder, key }: Place) => define(holder, key, [holder[key]]),
	unwrap: ({ holder, key }: Place) => {
		const inner = holder[key];
		define(holder, key, isTree(inner) ? Object.values(inner)[0] : null);
	},
};

const kinds = Object.keys(CHANGES) as Array<keyof typeof CHANGES>;

/** JSON text of a value, which may hold infinite numbers. */
export const written = (value: unknown): string => (JSON.stringify(value) ?? 'null').replaceAll(`"${INFINITE}"`, '1e999');

/** A body after some changes of what it says; a body that is no JSON stays as it is. */
export function mutated(body: string, mutations: Mutation[]): string {
	let root: Tree;
	try {
		root = { body: JSON.parse(body) as unknown };
	} catch {
		return body;
	}
	for (const mutation of mutations) {
		const places = placesIn(root);
		// What holds itself, after a swap with its own inside, is cut off from the root: nothing is left to change.
		if (places.length === 0) break;
		const [place, other] = [mutation.at, mutation.other].map((number) => places[number % places.length]);
		CHANGES[mutation.kind](place, other, mutation);
	}
	return written(root.body);
}

/** Values that a vendor's own answers hold, and odd ones. */
export const someValue = ({ values }: Words): fc.Arbitrary<unknown> => fc.constantFrom(...values, ...ODD_VALUES);

export const someKey = ({ keys }: Words): fc.Arbitrary<string> => fc.constantFrom(...keys, ...ODD_KEYS);

/** One to five changes. */
export const mutations = (words: Words): fc.Arbitrary<Mutation[]> =>
	fc.array(
		fc.record({
			kind: fc.constantFrom(...kinds),
			at: fc.nat(500),
			other: fc.nat(500),
			key: someKey(words),
			value: someValue(words),
		}),
		{ minLength: 1, maxLength: 5 },
	);
