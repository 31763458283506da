import { InputError, type Mistake } from '../../../shared/errors';
import { senderName } from '../../../shared/sms/message';
import type { Entry, FileSource, FormFields, Parameters, Request } from '../../../shared/operation';
import { tracedCall } from '../../reference';
import { call, pair, wired } from '../../vendor';
import { channelNamed } from './channels';
import { contentOf, filesOf, partsOf } from './content';
import { isGroup, recipientsOf } from './recipients';
import { scheduleOf, timeForm, wallClock, type Schedule } from './schedule';

const MISTAKES = {
	tooLong: { what: '"{sender}" is too long', remedy: 'A sender name has up to 11 characters, a number up to 15 digits.' },
	noAddress: { what: 'is empty', remedy: 'Enter the address that the e-mail comes from.' },
	notAddress: { what: '"{sender}" is not an e-mail address', remedy: 'Enter the address that the e-mail comes from.' },
} satisfies Record<string, Mistake>;

/** One message to one recipient. */
export interface MessageEntry extends Entry {
	to: string;
	channel: string;
	text: string;
	sender: string;
	parts?: number;
	schedule: Schedule;
	/** Parameters that all messages of a request must have in common. */
	settings: FormFields;
	/** Whether the user says that the id among the settings is no other message's. */
	hasUniqueId?: boolean;
	files: FileSource[];
}

const HOUR = 3_600_000;

/** Moments within this time may share a list: zones so far from one another are certainly understood. */
const WIDEST_LIST = 8 * HOUR;

/** The entries of one item: its message to each of its recipients. */
export function messageEntries(parameters: Parameters, settings: FormFields): Array<MessageEntry | InputError> {
	const channel = channelNamed(parameters.get('channel'));
	const files = filesOf(parameters, channel);
	const text = contentOf(parameters, channel, files);
	const common = {
		channel: channel.value,
		text,
		sender: senderOf(parameters, channel.recipients === 'mail'),
		parts: partsOf(text, channel, parameters),
		schedule: parameters.once(scheduleOf),
		settings,
		hasUniqueId: parameters.flag('messageIdIsUnique'),
		files,
		...(settings.some(([name, value]) => name === 'cost' && value === '1') ? { dryRun: true } : {}),
	};
	return recipientsOf(parameters, channel).map((to) => (typeof to === 'string' ? { to, ...common } : to));
}

/** @throws {InputError} when it is longer than SMSC allows, or missing where an e-mail needs one */
export function senderOf(parameters: Parameters, isMail: boolean): string {
	const sender = senderName(parameters);
	if (isMail && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(sender)) {
		throw InputError.of('Sender', sender === '' ? MISTAKES.noAddress : MISTAKES.notAddress, { sender });
	}
	if (isMail || sender.length <= 11 || /^\+?\d{1,15}$/.test(sender)) return sender;
	throw InputError.of('Sender', MISTAKES.tooLong, { sender });
}

/**
 * Whether a line of a `list` brings this message exactly as it is written. A text with a backslash and n would become a
 * line break there, a carriage return may be taken for white space, and a bar for the end of a sender.
 */
const fitsList = ({ channel, to, text, sender, files }: MessageEntry): boolean =>
	channelNamed(channel).isListed === true &&
	files.length === 0 &&
	!isGroup(to) &&
	!/\\n|\r/.test(text) &&
	(sender === '' ? !text.includes('|') : !/[|,:;\n]/.test(sender));

/** Only a list whose lines name their senders may name their zones, too: moments of their own need both. */
function timeKey({ schedule: { moment, fixed }, sender }: MessageEntry, isListed: boolean): unknown {
	if (fixed || moment === undefined) return fixed;
	const isVaried = isListed && sender !== '' && moment % 60_000 === 0;
	return isVaried ? ['hours', Math.floor(moment / WIDEST_LIST), moment % HOUR] : moment;
}

/** Which messages share a request: a number stands in one once, so that its id and the number name one message. */
export const sharing = {
	batchKey: (entry: MessageEntry): string => {
		const { channel, settings, text, sender, files, to } = entry;
		const isListed = fitsList(entry);
		const content = isListed ? sender !== '' : [text, sender, files.map(({ key }) => key), isGroup(to) ? to : ''];
		return JSON.stringify([channel, settings, timeKey(entry, isListed), content]);
	},
	conflictKey: ({ to }: MessageEntry): string => to,
};

/**
 * The call of send.php for messages that may share one. Its id is ours, so that an unclear outcome can be looked up; a question
 * for the price makes no message, and so has none.
 */
export function sendCall(entries: MessageEntry[]): Request {
	const [{ channel, settings, files, dryRun }] = entries;
	const form: FormFields = [['op', '1'], ['err', '1'], ...channelNamed(channel).flag, ...settings, ...textFields(entries)];
	return {
		...(dryRun ? call('send', form) : tracedCall(form, files)),
		...(files.length > 0 ? { files: files.map((file, index) => [`file${index + 1}`, file]) } : {}),
	};
}

/** One text to many numbers where all is equal, else a line of a `list` for each. */
function textFields(entries: MessageEntry[]): FormFields {
	const [{ text, sender, schedule }] = entries;
	const isUniform = entries.every((one) => one.text === text && one.sender === sender && one.schedule.moment === schedule.moment);
	if (!isUniform) return listFields(entries);
	return [
		['phones', entries.map(({ to }) => wired(to)).join(',')],
		...pair('mes', text),
		...pair('sender', sender),
		...timeForm(schedule),
	];
}

/** The latest moment stands for all; who is due some hours earlier gets a zone as many hours further east. */
function listFields(entries: MessageEntry[]): FormFields {
	const moments = entries.map(({ schedule: { moment } }) => moment ?? 0);
	const latest = Math.max(...moments);
	const isVaried = moments.some((moment) => moment !== latest);
	const lines = entries.map(({ sender, to, text }, index) => {
		const zone = isVaried ? `,${(latest - moments[index]) / HOUR}` : '';
		const prefix = sender === '' ? '' : `${sender}${zone}|`;
		return `${prefix}${wired(to)}:${text.replaceAll('\n', '\\n')}`;
	});
	const when: FormFields = isVaried ? [['time', wallClock(latest, 0)], ['tz', '0']] : timeForm(entries[0].schedule);
	return [['list', lines.join('\n')], ...when];
}
