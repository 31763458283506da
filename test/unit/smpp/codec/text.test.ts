/** Texts as octets, cut into parts and put together again. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { GSM_BASIC, GSM_EXTENDED, segments } from '../../../../nodes/shared/sms/segments.ts';
import { ALPHABETS, characters, holds, type AlphabetName } from '../../../../smpp/protocol/codec/alphabets.ts';
import { Assembly } from '../../../../smpp/protocol/codec/assembly.ts';
import { dataCoding, readingOf, textOf } from '../../../../smpp/protocol/codec/dataCoding.ts';
import { cut, partHeader, withoutHeader, type LongMessages } from '../../../../smpp/protocol/codec/parts.ts';
import '../../../support/seed.ts';

const gsmText = fc.string({ unit: fc.constantFrom(...GSM_BASIC, ...GSM_EXTENDED), maxLength: 700 });
const anyText = fc.string({ unit: 'binary', maxLength: 400 });
const mixed = fc.string({ unit: fc.constantFrom('я', 'a', '😀', '€'), maxLength: 400 });

const write = (text: string, alphabet: AlphabetName): string => {
	const written = characters(text, alphabet);
	return Array.isArray(written) ? Buffer.from(written.flat()).toString('hex') : written.unencodable;
};

describe('alphabets', () => {
	test('GSM codes as 3GPP TS 23.038 has them', () => {
		expect(write('@£$¥èéùìòÇ\nØø\rÅå', 'gsm')).toBe('000102030405060708090a0b0c0d0e0f');
		expect(write('Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤', 'gsm')).toBe('101112131415161718191a1c1d1e1f2021222324');
		expect(write('¡AZÄÖÑÜ§¿azäöñüà', 'gsm')).toBe('40415a5b5c5d5e5f60617a7b7c7d7e7f');
		expect(write('\f^{}\\[~]|€', 'gsm')).toBe('1b0a1b141b281b291b2f1b3c1b3d1b3e1b401b65');
	});

	test.each<[AlphabetName, string]>([
		['gsm', 'я'],
		['gsm', '`'],
		['gsm', 'ç'],
		['ascii', 'é'],
		['ascii', '\u007f'],
		['latin1', '€'],
		['latin1', '\u0085'],
		['ucs2', '\ud83d'],
	])('%s cannot hold %j, and says so instead of writing something else', (alphabet, character) => {
		expect(characters(`ok ${character}`, alphabet)).toEqual({ unencodable: character });
	});

	test('what an alphabet holds comes back as it was', () => {
		fc.assert(
			fc.property(fc.oneof(gsmText, anyText, mixed), fc.constantFrom<AlphabetName>('gsm', 'ascii', 'latin1', 'ucs2'), (text, alphabet) => {
				const written = characters(text, alphabet);
				if (!Array.isArray(written) || text.startsWith('\ufeff')) return;
				expect(ALPHABETS[alphabet].decode(Buffer.from(written.flat()))).toBe(text);
			}),
		);
		expect(holds('ucs2', 'Привет 😀')).toBe(true);
	});

	test('a lone escape, a code of no table and half a unit are shown as such', () => {
		expect(ALPHABETS.gsm.decode(Buffer.from([0x41, 0x1b]))).toBe('A\ufffd');
		expect(ALPHABETS.gsm.decode(Buffer.from([0x1b, 0x41, 0xff]))).toBe('A\ufffd');
		expect(ALPHABETS.ucs2.decode(Buffer.from([0x04, 0x1f, 0x04]))).toBe('П\ufffd');
		expect(ALPHABETS.cyrillic.decode(Buffer.from([0xb0, 0xd0, 0xf0]))).toBe('Аа№');
	});
});

describe('data_coding', () => {
	test('GSM goes under 0, never under 1', () => {
		expect(dataCoding('gsm', 'gsm', false)).toBe(0);
		expect(dataCoding('latin1', 'gsm', false)).toBe(3);
		expect(dataCoding('latin1', 'latin1', false)).toBe(0);
		expect(dataCoding('ucs2', 'gsm', false)).toBe(8);
		expect(dataCoding('gsm', 'gsm', true)).toBe(0x10);
		expect(dataCoding('ucs2', 'gsm', true)).toBe(0x18);
	});

	test.each([
		[0x00, 'gsm'],
		[0x01, 'ascii'],
		[0x03, 'latin1'],
		[0x04, 'binary'],
		[0x08, 'ucs2'],
		[0x10, 'gsm'],
		[0x14, 'binary'],
		[0x18, 'ucs2'],
		[0x28, 'binary'],
		[0xe0, 'ucs2'],
		[0xf0, 'gsm'],
		[0xf5, 'binary'],
		[0xfb, 'gsm'],
	])('0x%s is read as %s', (coding, reading) => expect(readingOf(coding, 'gsm')).toBe(reading));

	test('every text under every value can be read', () => {
		fc.assert(fc.property(fc.uint8Array(), fc.nat(255), (octets, coding) => typeof textOf(Buffer.from(octets), readingOf(coding, 'gsm')) === 'string'));
	});
});

describe('parts', () => {
	test('as many as the panel of the node counts', () => {
		fc.assert(
			fc.property(fc.oneof(gsmText, mixed, fc.string({ maxLength: 400 })), (text) => {
				const { encoding, parts } = segments(text);
				const written = cut(text, encoding === 'GSM-7' ? 'gsm' : 'ucs2', 'udh');
				if (text !== '') expect(written).toMatchObject({ parts: { length: parts } });
			}),
		);
	});

	test.each<[LongMessages, AlphabetName, number[]]>([
		['udh', 'gsm', [153, 153, 14]],
		['udh16', 'gsm', [152, 152, 16]],
		['sar', 'gsm', [153, 153, 14]],
		['payload', 'gsm', [320]],
		['udh', 'ucs2', [134, 134, 134, 134, 104]],
		['udh16', 'ucs2', [132, 132, 132, 132, 112]],
		['udh', 'latin1', [134, 134, 52]],
	])('%s in %s: octets of each part of 320 characters', (way, alphabet, sizes) => {
		const written = cut('a'.repeat(320), alphabet, way);
		expect('parts' in written && Array.isArray(written.parts) && written.parts.map(({ length }) => length)).toEqual(sizes);
	});

	test('a pair of septets or of surrogates stays together', () => {
		expect(cut(`${'a'.repeat(152)}€${'b'.repeat(10)}`, 'gsm', 'udh')).toMatchObject({ parts: [{ length: 152 }, { length: 12 }] });
		expect(cut(`${'я'.repeat(66)}😀${'я'.repeat(10)}`, 'ucs2', 'udh')).toMatchObject({ parts: [{ length: 132 }, { length: 24 }] });
	});

	test('more parts than can be counted', () => expect(cut('я'.repeat(67 * 255 + 1), 'ucs2', 'udh')).toEqual({ parts: 256 }));

	test('parts in any order, twice, and between those of others are put together', () => {
		fc.assert(
			fc.property(fc.oneof(gsmText, mixed), fc.oneof(gsmText, mixed), fc.constantFrom('udh' as const, 'udh16' as const), fc.infiniteStream(fc.nat()), (one, other, way, random) => {
				const assembly = new Assembly<string>(1_000);
				const sent = [one, other].flatMap((text, who) => {
					const alphabet = holds('gsm', text) ? 'gsm' : 'ucs2';
					const written = cut(text, alphabet, way);
					const parts = 'parts' in written && Array.isArray(written.parts) ? written.parts : [];
					if (parts.length < 2) return [];
					return parts.map((octets, index) => {
						const header = partHeader({ reference: 0x1234, total: parts.length, number: index + 1 }, way);
						return { who, octets: Buffer.concat([header, octets]), alphabet } as const;
					});
				});
				const shuffled = [...sent, ...sent.slice(0, 1)]
					.map((part) => ({ part, order: random.next().value as number }))
					.sort((a, b) => a.order - b.order)
					.map(({ part }) => part);
				const whole = new Map<number, string>();
				for (const { who, octets, alphabet } of shuffled) {
					const { text, place } = withoutHeader(octets);
					const joined = assembly.add({ key: String(who), place: place!, text: textOf(text, alphabet), about: '' }, 0);
					for (const message of joined) if (message.complete) whole.set(who, message.text);
				}
				for (const who of new Set(sent.map(({ who }) => who))) expect(whole.get(who)).toBe([one, other][who]);
			}),
		);
	});

	test('what never becomes whole comes out as far as it came', () => {
		const assembly = new Assembly<string>(1_000);
		const part = (number: number, text: string) => ({ key: 'a', place: { reference: 1, total: 3, number }, text, about: `part ${number}` });
		expect([...assembly.add(part(3, 'c'), 0), ...assembly.add(part(1, 'a'), 10)]).toEqual([]);
		expect(assembly.overdue(999)).toEqual([]);
		expect(assembly.overdue(1_000)).toEqual([{ text: 'ac', parts: 2, complete: false, about: 'part 1' }]);
		expect(assembly.rest()).toEqual([]);
	});

	test('a reference that is used again does not mix two texts', () => {
		const assembly = new Assembly<string>(1_000);
		const part = (number: number, text: string) => ({ key: 'a', place: { reference: 1, total: 2, number }, text, about: '' });
		assembly.add(part(1, 'old '), 0);
		expect(assembly.add(part(1, 'new '), 5)).toMatchObject([{ text: 'old ', complete: false }]);
		expect(assembly.add(part(2, 'text'), 6)).toMatchObject([{ text: 'new text', complete: true }]);
	});

	test('no header, a broken one and one without a place are text', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 160 }), (array) => {
				const { text, place } = withoutHeader(Buffer.from(array));
				expect(text.length).toBeLessThanOrEqual(array.length);
				if (place) expect(place.number).toBeLessThanOrEqual(place.total);
			}),
		);
		expect(withoutHeader(Buffer.from('0500030701', 'hex'))).toEqual({ text: Buffer.from('0500030701', 'hex') });
		expect(withoutHeader(Buffer.from('05000307020341', 'hex'))).toEqual({ text: Buffer.from('A') });
		expect(withoutHeader(Buffer.from('0b0504158a000000030702014142', 'hex'))).toEqual({
			text: Buffer.from('AB'),
			place: { reference: 7, total: 2, number: 1 },
		});
	});

	test('a crowd of unfinished messages does not grow for ever', () => {
		const assembly = new Assembly<number>(1_000);
		let givenUp = 0;
		for (let who = 0; who < 5_000; who++) {
			givenUp += assembly.add({ key: String(who), place: { reference: 1, total: 2, number: 1 }, text: 'x', about: who }, 0).length;
		}
		expect(givenUp).toBe(4_000);
	});
});
