import { InputError, type Mistake } from '../../../shared/errors';
import { isIpAddress } from '../../../shared/sms/ip';
import { tidied } from '../../../shared/sms/typing';
import { partnerOf } from '../../../shared/sms/partner';
import { isWebAddress } from '../../../shared/sms/webAddress';
import type { FormFields, Parameters } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { pair } from '../../vendor';
import type { Text } from '../../../shared/language/say';

const MISTAKES = {
	ignoredStep: { what: 'is ignored by SMSC without "Spread Over (Hours)"', remedy: 'Add that option, or remove this one.' },
	notOne: { what: '"{id}" has a form that SMSC does not take', remedy: 'Use a number from 1 to 2147483647, or up to 40 Latin letters, digits and . - _.' },
	outside: { what: 'is {value}', remedy: 'Enter hours from 1 to 24, or hours and minutes from 00:01 to 24:00.' },
	notAddress: { what: '"{url}" is not a full address', remedy: 'Begin with https:// or http://.' },
	severalLines: { what: 'has a line break', remedy: 'Write it in one line.' },
	notLanguage: { what: '"{language}" is not a language', remedy: 'Enter two letters, e.g. en.' },
	noRing: { what: 'is empty', remedy: 'Enter a whole number.' },
	notIp: { what: '"{ip}" is not an IP address', remedy: 'Pass the visitor’s public address, IPv4 or IPv6.' },
	noIp: { what: 'needs the IP address of the visitor', remedy: 'Add the option "End User IP".' },
	notWhole: { what: 'is {value}', remedy: 'Enter a whole number from {least} to {most}.' },
	notWithin: { what: 'is {value}', remedy: 'Enter a number from {least} to {most}.' },
	noBot: { what: 'is empty', remedy: 'Enter its name as Telegram shows it, e.g. @myshop_bot.' },
	notBot: { what: '"{bot}" is not the name of a bot', remedy: 'Enter its name as Telegram shows it, e.g. @myshop_bot.' },
} satisfies Record<string, Mistake>;

type Write = (parameters: Parameters) => string | undefined;

/** How each parameter of send.php beside recipients, text, sender and time is checked and written. */
const SETTINGS: Array<[name: string, write: Write]> = [
	['id', idOf],
	['translit', chosen('transliterate', ['1', '2'])],
	['flash', flashOf],
	['tinyurl', flag('shortenLinks')],
	['period', ranged('period', 'Spread Over (Hours)', 0.1, 720)],
	['freq', frequencyOf],
	['valid', validityOf],
	['maxsms', ranged('cutAfterParts', 'Cut After Parts', 1, 255, true)],
	['smsreq', ranged('confirmedWithin', 'Number Confirmed Within (Days)', 10, 999, true)],
	['fileurl', addressOf],
	['subj', subjectOf],
	['bot', botOf],
	['voice', voiceOf],
	['param', ringingOf],
	['userip', ipOf],
	['imgcode', captchaOf],
	['pp', partnerOf],
	['cost', costOf],
];

/** The settings that all recipients of a request have in common. */
export const settingsOf = (parameters: Parameters): FormFields =>
	SETTINGS.flatMap(([name, write]) => pair(name, write(parameters)));

const optional = (value: unknown): string | undefined => asText(value)?.trim() || undefined;

function flag(option: string): Write {
	return (parameters) => (parameters.flag(option) ? '1' : undefined);
}

function chosen(option: string, values: string[]): Write {
	return (parameters) => values.find((value) => value === String(parameters.get(option)));
}

function ranged(option: string, label: Text, least: number, most: number, isWhole = false): Write {
	return (parameters) => {
		const value = optional(parameters.text(option));
		if (value === undefined) return undefined;
		const number = Number(value);
		if (number >= least && number <= most && (!isWhole || Number.isInteger(number))) return String(number);
		throw InputError.of(label, isWhole ? MISTAKES.notWhole : MISTAKES.notWithin, { value, least, most });
	};
}

/** A flag of its own beside `bin`; the channel Flash SMS brings it by itself. */
function flashOf(parameters: Parameters): string | undefined {
	return parameters.get('channel') === 'binary' ? flag('flash')(parameters) : undefined;
}

/** The vendor ignores the one without the other (document, `freq`). */
function frequencyOf(parameters: Parameters): string | undefined {
	const step = ranged('frequency', 'Spread Step (Minutes)', 1, 1440)(parameters);
	if (step === undefined || optional(parameters.get('period')) !== undefined) return step;
	throw InputError.of('Spread Step (Minutes)', MISTAKES.ignoredStep);
}

function idOf(parameters: Parameters): string | undefined {
	const id = optional(parameters.text('messageId'));
	if (id === undefined) return undefined;
	const isNumber = /^\d{1,10}$/.test(id) && Number(id) >= 1 && Number(id) <= 2_147_483_647;
	if (isNumber || (/^[A-Za-z0-9._-]{1,40}$/.test(id) && !/^\d+$/.test(id))) return id;
	throw InputError.of('Message ID', MISTAKES.notOne, { id });
}

function validityOf(parameters: Parameters): string | undefined {
	const value = optional(tidied(parameters.text('validity')));
	if (value === undefined) return undefined;
	const [, hours, minutes] = /^(\d{1,2})(?::([0-5]\d))?$/.exec(value) ?? [];
	const total = Number(hours) * 60 + Number(minutes ?? 0);
	if (total >= (minutes === undefined ? 60 : 1) && total <= 1440) return minutes === undefined ? value : `${hours.padStart(2, '0')}:${minutes}`;
	throw InputError.of('Time to Live', MISTAKES.outside, { value });
}

function addressOf(parameters: Parameters): string | undefined {
	const url = optional(parameters.text('fileUrl'));
	if (url === undefined || isWebAddress(url)) return url;
	throw InputError.of('File URL', MISTAKES.notAddress, { url });
}

/** @throws {InputError} when it has several lines: in an e-mail, they would be headers of its own */
function subjectOf(parameters: Parameters): string | undefined {
	const subject = optional(parameters.text('subject'));
	if (subject === undefined || !/[\n\r\v\f\u0085\u2028\u2029]/.test(subject)) return subject;
	throw InputError.of('Subject', MISTAKES.severalLines);
}

function botOf(parameters: Parameters): string | undefined {
	if (parameters.get('channel') !== 'telegramBot') return undefined;
	const bot = optional(parameters.text('bot')) ?? '';
	const named = bot.startsWith('@') ? bot : `@${bot}`;
	if (/^@\w{2,}bot$/i.test(named)) return named;
	throw InputError.of('Bot', bot === '' ? MISTAKES.noBot : MISTAKES.notBot, { bot });
}

function voiceOf(parameters: Parameters): string | undefined {
	if (parameters.get('channel') !== 'call') return undefined;
	const voice = optional(parameters.text('voice')) ?? 'm3';
	const language = optional(parameters.text('language'))?.toLowerCase();
	if (language === undefined) return voice;
	if (/^[a-z]{2}$/.test(language)) return `${voice},${language}`;
	throw InputError.of('Language', MISTAKES.notLanguage, { language });
}

/** `w`, `i` and `n` of `param`, in this order. */
const RINGING = ['ring', 'pause', 'attempts'];

/** `w,i,n`. A value outside of its range would make the vendor fall back to its defaults without a word. */
function ringingOf(parameters: Parameters): string | undefined {
	const rings = parameters.group('ringing', 'rings');
	if (!rings || parameters.get('channel') !== 'call') return undefined;
	return RINGING.map((name) => {
		const number = rings.number(name);
		if (number === undefined) throw InputError.of(rings.label(name), MISTAKES.noRing);
		return number;
	}).join(',');
}

function ipOf(parameters: Parameters): string | undefined {
	const ip = optional(parameters.text('userIp'));
	if (ip === undefined || isIpAddress(ip)) return ip;
	throw InputError.of('End User IP', MISTAKES.notIp, { ip });
}

function captchaOf(parameters: Parameters): string | undefined {
	const code = optional(parameters.text('captchaCode'));
	if (code === undefined || optional(parameters.text('userIp')) !== undefined) return code;
	throw InputError.of('Captcha Code', MISTAKES.noIp);
}

function costOf(parameters: Parameters): string | undefined {
	return parameters.flag('dryRun') ? '1' : chosen('costInAnswer', ['2', '3'])(parameters);
}
