import type { FormFields } from '../../../shared/operation';

/** A kind of message that send.php takes, and what follows from it for the node's fields and for batching. */
export interface Channel {
	value: string;
	name: string;
	description: string;
	/** The parameter that asks for it. */
	flag: FormFields;
	recipients: 'phone' | 'mail' | 'telegram';
	/** Sold by SMS parts, which are counted before sending. */
	hasParts?: true;
	/** A `list` may bring a text of its own to each recipient. */
	isListed?: true;
	/** Has a sender name to choose. */
	isNamed?: true;
	takesFiles?: true;
}

/** The channels; flags and kinds from the vendor's page. */
export const CHANNELS: Channel[] = [
	{ value: 'binary', name: 'Binary SMS', description: 'Data in hexadecimal form, e.g. a ringtone', flag: [['bin', '2']], recipients: 'phone', isNamed: true },
	{ value: 'email', name: 'Email', description: 'An e-mail, with files if you like', flag: [['mail', '1']], recipients: 'mail', takesFiles: true },
	{ value: 'flash', name: 'Flash SMS', description: 'Shown on the screen at once, and not kept', flag: [['flash', '1']], recipients: 'phone', hasParts: true, isListed: true, isNamed: true },
	{ value: 'mms', name: 'MMS', description: 'A message with pictures, sound or video', flag: [['mms', '1']], recipients: 'phone', isNamed: true, takesFiles: true },
	{ value: 'sms', name: 'SMS', description: 'An ordinary text message', flag: [], recipients: 'phone', hasParts: true, isListed: true, isNamed: true },
	{ value: 'social', name: 'Social Network', description: 'A message in Odnoklassniki, VKontakte or Mail.ru Agent', flag: [['soc', '1']], recipients: 'phone', isListed: true, isNamed: true },
	{ value: 'telegramBot', name: 'Telegram Bot', description: 'A message by a Telegram bot of yours', flag: [], recipients: 'telegram' },
	{ value: 'telegramCode', name: 'Telegram Code', description: 'A confirmation code in Telegram', flag: [['tg', '1']], recipients: 'telegram' },
	{ value: 'viber', name: 'Viber', description: 'A message in Viber', flag: [['viber', '1']], recipients: 'phone', isListed: true, isNamed: true },
	{ value: 'call', name: 'Voice Call', description: 'A call that speaks a text or plays a file', flag: [['call', '1']], recipients: 'phone', isNamed: true, takesFiles: true },
	{ value: 'wapPush', name: 'WAP Push', description: 'A link that the phone offers to open', flag: [['push', '1']], recipients: 'phone', isNamed: true },
	{ value: 'whatsapp', name: 'WhatsApp', description: 'A message in WhatsApp', flag: [['whatsapp', '1']], recipients: 'phone', isListed: true, isNamed: true },
];

/** The values of the channels that have a trait. */
export const channelsWith = (has: (channel: Channel) => boolean | undefined): string[] =>
	CHANNELS.filter((channel) => has(channel)).map(({ value }) => value);

/** The channel by its value; plain SMS where a run names none. */
export const channelNamed = (value: unknown): Channel =>
	CHANNELS.find((channel) => channel.value === value) ?? (CHANNELS.find(({ value: sms }) => sms === 'sms') as Channel);
