import { required } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import { done, type Entry, type Operation } from '../../../shared/operation';
import { isObject, asText, unexpectedReply } from '../../../shared/transport/replies';
import { answers, call } from '../../vendor';

const MISTAKES = {
	wrongCharacter: { what: '"{name}" contains "{character}"', remedy: 'Use Latin letters, digits, dots and hyphens only.' },
	tooLong: { what: '"{name}" has {length} characters', remedy: 'Use at most {most}.' },
} satisfies Record<string, Mistake>;

interface SenderEntry extends Entry {
	to: string;
}

const LABEL = 'Sender Name';
const LONGEST = 11;

/** Hands in a sender name for approval (document, 1.5). */
export const create: Operation<SenderEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Request a sender name',
	description: 'Request a sender name; the service and the operators decide on it',
	effect: 'write',
	fields: [
		{
			displayName: LABEL,
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. MyShop.by',
			description: 'Name that recipients will see: up to 11 Latin letters, digits, dots and hyphens',
		},
	],
	entries: (parameters) => [{ to: checked(required(parameters, 'name', LABEL)) }],
	pack: ([{ to }]) => call('/senders/add', [['sender', to]]),
	unpack: answers((answer, { to: name }, reply) => {
		const status = isObject(answer) ? asText(answer.status) : undefined;
		if (status?.toUpperCase() !== 'OK') throw unexpectedReply(reply, 'its answer does not confirm it');
		return done([{ name, success: true }], answer);
	}),
};

/** @throws {InputError} when the vendor would not take the name */
function checked(name: string): string {
	const [character] = /[^A-Za-z0-9.-]/u.exec(name) ?? [];
	if (character !== undefined) {
		throw InputError.of(LABEL, MISTAKES.wrongCharacter, { name, character }, name);
	}
	if (name.length <= LONGEST) return name;
	throw InputError.of(LABEL, MISTAKES.tooLong, { name, length: name.length, most: LONGEST }, name);
}
