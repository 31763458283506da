import type { Text } from '../../../shared/language/say';
import { InputError, type Mistake } from '../../../shared/errors';
import { limitingOption } from '../../../shared/sms/limits';
import { eachOnce, eachRecipient } from '../../../shared/sms/message';
import type { Parameters } from '../../../shared/operation';
import { isMailAddress, mailAddress } from '../../../shared/sms/mail';
import { allTyped, listed, typedNumbers } from '../../../shared/sms/phone/list';
import { internationalNumber } from '../../../shared/sms/phone/number';
import type { Channel } from './channels';
import { KINDS, groupsField } from './recipientFields';

const MISTAKES = {
	group: { what: '"{typed}" is a group of contacts, not a recipient', remedy: 'To text a whole group, choose "Contact Groups" in "Send To".' },
	telegramId: { what: '"{typed}" is a Telegram ID', remedy: 'Choose "Telegram IDs" in "Send To".' },
	noTelegramId: { what: '"{typed}" is not a Telegram ID', remedy: 'Enter the number, with or without # in front.' },
	noGroups: { what: 'is empty', remedy: 'Enter the ID of a group, as "Contact Group: Get Many" returns it.' },
	noGroup: { what: '"{typed}" is not the ID of a group', remedy: 'Enter its number, as "Contact Group: Get Many" returns it.' },
	limited: {
		what: 'names the group {group}, which the option "{option}" does not allow',
		remedy: 'Name the numbers themselves.',
	},
} satisfies Record<string, Mistake>;

const GROUP = /^G\d+$/i;
const TELEGRAM_NAME = /^@?[a-z]\w{3,}$/i;
const TELEGRAM_ID = /^#\d+$/;

type Read = (typed: string) => string;

/** Recipients of a channel as the field "To" names them. SMSC's codes for groups and IDs need a field of their own. */
const READERS: Record<Channel['recipients'], Read> = {
	phone: number,
	mail: (typed) => mailAddress(typed),
	telegram: (typed) => {
		if (TELEGRAM_ID.test(typed)) throw InputError.of('To', MISTAKES.telegramId, { typed }, typed);
		return TELEGRAM_NAME.test(typed) && !GROUP.test(typed) ? typed : number(typed);
	},
};

function number(typed: string): string {
	if (GROUP.test(typed)) throw InputError.of('To', MISTAKES.group, { typed }, typed);
	return internationalNumber(typed, 'RU');
}

function telegramId(typed: string): string {
	if (/^#?\d{1,20}$/.test(typed)) return `#${typed.replace('#', '')}`;
	throw InputError.of('To', MISTAKES.noTelegramId, { typed }, typed);
}

/** The mistake of naming nobody. */
const NOBODY: Record<Channel['recipients'], Mistake> = {
	phone: { what: 'is empty', remedy: 'Enter at least one phone number.' },
	mail: { what: 'is empty', remedy: 'Enter at least one e-mail address.' },
	telegram: { what: 'is empty', remedy: 'Enter at least one phone number or Telegram name.' },
};

/**
 * The recipients of one item, as its channel knows them; groups of contacts only where "Send To" asks for them.
 * @throws {InputError} when a group is named although the user limits how many may be texted: nobody knows its size
 */
export function recipientsOf(parameters: Parameters, { recipients }: Channel): Array<string | InputError> {
	const kind = parameters.get('sendTo');
	const groups = recipients === 'phone' && kind === KINDS.groups ? groupsOf(parameters) : [];
	const read = recipients === 'telegram' && kind === KINDS.ids ? telegramId : READERS[recipients];
	const isAlone = groups.length > 0 && typedNumbers(parameters.get('to')).length === 0;
	return eachOnce([...groups, ...(isAlone ? [] : eachRecipient(parameters, read, NOBODY[recipients]))]);
}

/** Groups as SMSC writes them among recipients, e.g. `G1`. */
function groupsOf(parameters: Parameters): string[] {
	const label = groupsField.displayName;
	const typed = listed(parameters.get(groupsField.name));
	if (typed.length === 0) throw InputError.of(label, MISTAKES.noGroups);
	const groups = typed.map((one) => {
		const [, id] = /^G?([1-9]\d{0,15})$/i.exec(one) ?? [];
		if (id !== undefined) return `G${id}`;
		throw InputError.of(label, MISTAKES.noGroup, { typed: one });
	});
	const option = limitingOption(parameters);
	if (!option) return groups;
	throw InputError.of(label, MISTAKES.limited, { group: groups[0], option: option.displayName });
}

/** Whether a recipient stands for many: a group of contacts. */
export const isGroup = (to: string): boolean => GROUP.test(to);

/**
 * The recipients that a field holds, whose kind is not known any more, as a status is asked for: numbers where they look like one.
 * @throws {InputError} when any of them is none
 */
export const anyRecipients = (value: unknown, label: Text): string[] =>
	allTyped(value, label).map((typed) =>
		isMailAddress(typed) || TELEGRAM_ID.test(typed) || TELEGRAM_NAME.test(typed) ? typed : internationalNumber(typed, 'RU', label),
	);
