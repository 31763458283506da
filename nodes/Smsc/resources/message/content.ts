import { InputError, type Mistake } from '../../../shared/errors';
import { transliterated } from '../../../shared/sms/transliteration';
import { messageText } from '../../../shared/sms/message';
import type { FileSource, Parameters } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { segments } from '../../../shared/sms/segments';
import { written } from '../../../shared/sms/written';
import type { Channel } from './channels';
import { checkedText } from './commands';

const MISTAKES = {
	noContent: { what: 'is empty, and there is no file', remedy: 'Enter a text, or name a binary field with a sound file.' },
	empty: { what: 'is empty', remedy: 'Enter a text.' },
	noSubject: { what: 'is empty', remedy: 'Enter a subject.' },
	bothEmpty: { what: 'and "Subject" are both empty', remedy: 'An MMS needs one of them.' },
	tooLong: { what: 'has {length} characters; SMSC takes {most}', remedy: 'Shorten the text.' },
	notHex: { what: 'is not hexadecimal', remedy: 'Enter pairs of the digits 0 to 9 and A to F.' },
	notNumbers: { what: 'is "{given}"', remedy: 'Enter two numbers, e.g. 64, 246.' },
	notAddress: { what: '"{link}" is not a full address', remedy: 'Begin with http://.' },
	noTitle: { what: 'is empty', remedy: 'Enter what the phone is to show.' },
	noFile: { what: 'the item has no file in "{name}"', remedy: 'Look at the binary tab of the previous node’s output for the right name.' },
} satisfies Record<string, Mistake>;

/** Longest text of a message, in characters; e-mails may be longer. */
const LONGEST_TEXT = 1000;

/** What such a text can need at most: 66 units to a part where each character takes two. */
const MAX_PARTS = 16;

/** How the text of each channel is read; the others have a plain one. */
const TEXTS: Record<string, (parameters: Parameters, files: FileSource[]) => string> = {
	binary: binaryText,
	call: (parameters, files) => {
		const text = loose(parameters);
		const hasSound = files.length > 0 || (asText(parameters.get('fileUrl')) ?? '') !== '';
		if (text !== '' || hasSound) return text;
		throw InputError.of('Message', MISTAKES.noContent);
	},
	email: (parameters) => {
		const text = loose(parameters);
		if (text === '') throw InputError.of('Message', MISTAKES.empty);
		if (parameters.text('subject') === '') throw InputError.of('Subject', MISTAKES.noSubject);
		return text;
	},
	mms: (parameters) => {
		const text = loose(parameters);
		const subject = parameters.text('subject');
		if (text !== '' || subject !== '') return text;
		throw InputError.of('Message', MISTAKES.bothEmpty);
	},
	wapPush: pushText,
};

/**
 * The text of one item as its channel wants it.
 * @throws {InputError} when it is missing, too long, in a wrong form, or a command to SMSC
 */
export function contentOf(parameters: Parameters, channel: Channel, files: FileSource[]): string {
	const text = (TEXTS[channel.value] ?? plainText(parameters))(parameters, files);
	if (channel.recipients !== 'mail' && text.length > LONGEST_TEXT) {
		throw InputError.of(channel.value === 'wapPush' ? 'Title' : parameters.label('message'), MISTAKES.tooLong, { length: text.length, most: LONGEST_TEXT });
	}
	return channel.value === 'binary' ? text : checkedText(text);
}

/** How many parts a text takes, where it is sold by parts. */
export function partsOf(text: string, channel: Channel, parameters: Parameters): number | undefined {
	if (!channel.hasParts) return undefined;
	const { parts } = segments(latin(parameters)(text));
	const cut = Number(parameters.get('cutAfterParts'));
	return cut >= 1 ? Math.min(parts, cut) : parts;
}

const plainText = (parameters: Parameters) => () => messageText(parameters, MAX_PARTS, (text) => segments(latin(parameters)(text)));

const latin = (parameters: Parameters) =>
	['1', '2'].includes(String(parameters.get('transliterate'))) ? transliterated : (text: string) => text;

const loose = (parameters: Parameters): string => written(parameters.get('message'), parameters.label('message'));

function binaryText(parameters: Parameters): string {
	const hex = loose(parameters).replace(/\s/g, '');
	if (!/^([0-9a-f]{2})+$/i.test(hex)) {
		throw InputError.of('Data (Hex)', MISTAKES.notHex);
	}
	const given = parameters.text('pidDcs');
	if (given === '') return hex;
	const [, pid, dcs] = /^(\d{1,3})(?:\s*[,;]\s*|\s+)(\d{1,3})$/.exec(given) ?? [];
	if (pid === undefined) throw InputError.of('PID and DCS', MISTAKES.notNumbers, { given });
	return `${hex}\n~~~\npid: ${pid}, dcs: ${dcs}`;
}

function pushText(parameters: Parameters): string {
	const link = parameters.text('link');
	const title = parameters.text('title');
	if (!/^\w+:\/\/\S+$/.test(link)) throw InputError.of('Link', MISTAKES.notAddress, { link });
	if (title === '') throw InputError.of('Title', MISTAKES.noTitle);
	return `${link}\n${title}`;
}

/**
 * The files that one item names.
 * @throws {InputError} when the item has no such file
 */
export function filesOf(parameters: Parameters, channel: Channel): FileSource[] {
	if (!channel.takesFiles) return [];
	const names = String(parameters.get('binaryFields') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
	return names.map((name) => {
		const file = parameters.file?.(name);
		if (file) return file;
		throw InputError.of('Input Binary Fields', MISTAKES.noFile, { name });
	});
}
