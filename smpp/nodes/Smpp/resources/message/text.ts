import { InputError, type Mistake } from '../../../../../nodes/shared/errors';
import type { Parameters } from '../../../../../nodes/shared/operation';
import { messageText } from '../../../../../nodes/shared/sms/message';
import { holds } from '../../../../protocol/codec/alphabets';
import { dataCoding, type DefaultAlphabet, type SentAlphabet } from '../../../../protocol/codec/dataCoding';
import { MOST_PARTS, cut, type LongMessages } from '../../../../protocol/codec/parts';
import { encodingOption, longMessagesOption } from './options';
import { say, type Text } from '../../../../../nodes/shared/language/say';

/** A text as it will travel. */
export interface WrittenText {
	/** The octets of each part, in hexadecimal digits. */
	parts: string[];
	coding: number;
	way: LongMessages;
	/** How many SMS the text makes, also where the SMSC cuts it. */
	count: number;
}

const MISTAKES = {
	unencodable: { what: 'holds "{character}", which {alphabet} does not have', remedy: 'Set the option "Encoding" to Automatic or Unicode, or remove the character.' },
	tooManyParts: { what: 'needs {parts} SMS {parts|part|parts}; a message has at most {most}', remedy: 'Shorten the text.' },
	tooLong: { what: 'has {bytes} bytes; one message holds {most}', remedy: 'Shorten the text.' },
	noFlash: { what: 'is on, but a flash SMS cannot be in Latin-1', remedy: 'Set the option "Encoding" to Automatic.' },
} satisfies Record<string, Mistake>;

/** How people call an alphabet that a text is sent in. */
const NAMES: Record<SentAlphabet, Text> = { ascii: 'ASCII', gsm: 'GSM', latin1: 'Latin-1', ucs2: 'Unicode' };

const LABEL = 'Message';
const LARGEST_PAYLOAD = 64_000;

/**
 * The text of one item, written in the alphabet and cut in the way that the options ask for.
 * @throws {InputError} when it is empty, too long, or holds what the alphabet lacks
 */
export function writtenText(parameters: Parameters, defaultAlphabet: DefaultAlphabet): WrittenText {
	const way = wayOf(parameters);
	let written: WrittenText | undefined;
	messageText(parameters, MOST_PARTS, (text) => {
		written = write(text, { alphabet: alphabetOf(parameters, text, defaultAlphabet), defaultAlphabet, way, isFlash: parameters.flag('flash') === true });
		return { parts: written.count, encoding: (written.coding & 0x0c) === 0x08 ? 'UCS-2' : 'GSM-7' };
	});
	return written as WrittenText;
}

interface Form {
	alphabet: SentAlphabet;
	defaultAlphabet: DefaultAlphabet;
	way: LongMessages;
	isFlash: boolean;
}

function write(text: string, { alphabet, defaultAlphabet, way, isFlash }: Form): WrittenText {
	if (isFlash && alphabet === 'latin1' && defaultAlphabet !== 'latin1') throw InputError.of('Flash', MISTAKES.noFlash);
	const parts = partsOf(text, alphabet, way);
	const count = way === 'payload' ? partsOf(text, alphabet, 'udh').length : parts.length;
	if (parts[0].length > LARGEST_PAYLOAD) {
		throw InputError.of(LABEL, MISTAKES.tooLong, { bytes: parts[0].length, most: LARGEST_PAYLOAD });
	}
	return { parts: parts.map((octets) => octets.toString('hex')), coding: dataCoding(alphabet, defaultAlphabet, isFlash), way, count };
}

function partsOf(text: string, alphabet: SentAlphabet, way: LongMessages): Buffer[] {
	const written = cut(text, alphabet, way);
	if ('unencodable' in written) {
		throw InputError.of(LABEL, MISTAKES.unencodable, { character: printable(written.unencodable), alphabet: say(NAMES[alphabet]) });
	}
	if (typeof written.parts === 'number') throw InputError.of(LABEL, MISTAKES.tooManyParts, { parts: written.parts, most: MOST_PARTS });
	return written.parts;
}

const printable = (character: string): string =>
	/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? character : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

function alphabetOf(parameters: Parameters, text: string, defaultAlphabet: DefaultAlphabet): SentAlphabet {
	const chosen = parameters.get(encodingOption.name) ?? 'auto';
	if (chosen === 'ucs2' || chosen === 'latin1') return chosen;
	return chosen === 'default' || holds(defaultAlphabet, text) ? defaultAlphabet : 'ucs2';
}

const wayOf = (parameters: Parameters): LongMessages => (parameters.get(longMessagesOption.name) ?? 'udh') as LongMessages;
