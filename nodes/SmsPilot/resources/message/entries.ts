import type { IDataObject } from 'n8n-workflow';

import { InputError, type Mistake } from '../../../shared/errors';
import { recipientsOf, messageText, senderName } from '../../../shared/sms/message';
import { numberFor } from '../../../shared/sms/numberFor';
import type { Entry, Parameters } from '../../../shared/operation';
import { MAX_PARTS } from '../../vendor';

const MISTAKES = {
	notSender: { what: '"{from}" cannot be a sender', remedy: 'Use 3 to 11 Latin letters, digits, dashes and dots, or a number of 10 to 16 digits.' },
	notOwnId: { what: '"{typed}" is not a whole number above 0', remedy: 'Use digits only, e.g. an order number.' },
} satisfies Record<string, Mistake>;

/** One text to one number, with what SMSPILOT needs to know of this message. */
export interface MessageEntry extends Entry {
	to: string;
	text: string;
	/** Our number for the message, by which its part of the answer is found. */
	id: string;
	settings: IDataObject;
	/** The contract of the partner who has brought the account; a parameter of the request. */
	partner?: string;
}

/** The entries of one item: its text to each of its numbers. */
export function messageEntries(parameters: Parameters, settings: IDataObject): Array<MessageEntry | InputError> {
	const text = messageText(parameters, MAX_PARTS);
	const own = ownId(parameters);
	const day = Math.floor(parameters.now / DAY);
	return recipientsOf(parameters, 'RU without plus').map((to) =>
		typeof to === 'string' ? { to, text, id: own ?? idFor([to, text, settings, day]), settings } : to,
	);
}

/** A message as the document wants it. */
export const messageOf = ({ id, to, text, settings }: MessageEntry): IDataObject => ({ id, to, text, ...settings });

const DAY = 24 * 3_600_000;

const SENDER = /^([A-Za-z\d.-]{3,11}|\d{10,16})$/;

/** @throws {InputError} when it can be no sender: 3 to 11 Latin letters, digits, `-`, `.`, or 10 to 16 digits */
export function senderOf(parameters: Parameters): IDataObject {
	const from = senderName(parameters).replace(/^\+(?=\d+$)/, '');
	if (from === '') return {};
	if (SENDER.test(from)) return { from };
	throw InputError.of('Sender', MISTAKES.notSender, { from });
}

function ownId(parameters: Parameters): string | undefined {
	const typed = parameters.text('ownId');
	if (typed === '') return undefined;
	if (/^[1-9]\d{0,17}$/.test(typed)) return typed;
	throw InputError.of('Own Message ID', MISTAKES.notOwnId, { typed });
}

/** A number that tells the messages of a day apart, and is the same in each try of a run; the document says "integer" and no more. */
const idFor = (message: unknown): string => numberFor(JSON.stringify(message));
