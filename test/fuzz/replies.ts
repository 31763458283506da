import fc from 'fast-check';

import type { Reply } from '../../nodes/shared/operation.ts';
import { mutated, mutations, someKey, someValue, written, type Words } from './mutations.ts';
import type { Exchange, Recording } from './recorded.ts';

/** The keys and values of all that a vendor has answered. */
export function wordsOf(recordings: Recording[]): Words {
	const keys = new Set<string>();
	const values = new Set<unknown>();
	const visit = (key: string, value: unknown) => {
		if (key !== '') keys.add(key);
		if (typeof value !== 'object' || value === null) values.add(value);
		return value;
	};
	for (const { reply } of recordings.flatMap(({ exchanges }) => exchanges)) {
		try {
			JSON.parse(reply.body, visit);
		} catch {
			values.add(reply.body);
		}
	}
	return { keys: [...keys], values: [...values] };
}

/** JSON of the vendor's own words, put together at random. */
function likeAnswer(words: Words): fc.Arbitrary<string> {
	const { tree } = fc.letrec((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 4, withCrossShrink: true },
			someValue(words),
			fc.dictionary(someKey(words), tie('tree'), { maxKeys: 6 }),
			fc.array(tie('tree'), { maxLength: 4 }),
		),
	}));
	return tree.map(written);
}

/** A body cut short, with something after its end, or with noise in the middle. */
const damaged = (body: string): fc.Arbitrary<string> =>
	fc.tuple(fc.nat(body.length), fc.oneof(fc.constant(''), fc.string({ unit: 'binary' })), fc.boolean()).map(([cut, noise, ends]) =>
		ends ? body.slice(0, cut) + noise : body.slice(0, cut) + noise + body.slice(cut),
	);

const PLAIN = ['', ' ', '\ufeff', '100', '201\n', '220', '404', 'null', '[]', '{}', '""', '<html>502</html>', '1e999'];

/** Mostly 200: the other statuses say enough by themselves. */
const status = fc.oneof({ weight: 6, arbitrary: fc.constant(200) }, fc.integer({ min: 100, max: 599 }));

const headers = fc.oneof(
	{ weight: 8, arbitrary: fc.constant({}) },
	fc
		.oneof(fc.nat().map(String), fc.string(), fc.constant('Wed, 21 Oct 2065 07:28:00 GMT'))
		.map((wish) => ({ 'retry-after': wish })),
);

/** Any reply whatever to a request: most begin as the real one. */
function someReply({ reply }: Exchange, words: Words): fc.Arbitrary<Reply> {
	const body = fc.oneof(
		{ weight: 12, arbitrary: mutations(words).map((changes) => mutated(reply.body, changes)) },
		{ weight: 4, arbitrary: likeAnswer(words) },
		{ weight: 2, arbitrary: damaged(reply.body) },
		{ weight: 2, arbitrary: fc.json() },
		{ weight: 1, arbitrary: fc.string({ unit: 'binary', size: 'medium' }) },
		{ weight: 1, arbitrary: fc.constantFrom(...PLAIN) },
	);
	return fc.record({ status, headers, body }) as fc.Arbitrary<Reply>;
}

/** One of an operation's requests, by its place in the recording, and any reply whatever. */
export const someExchange = ({ exchanges }: Recording, words: Words): fc.Arbitrary<{ exchange: number; reply: Reply }> =>
	fc
		.nat(exchanges.length - 1)
		.chain((exchange) => fc.record({ exchange: fc.constant(exchange), reply: someReply(exchanges[exchange], words) }));
