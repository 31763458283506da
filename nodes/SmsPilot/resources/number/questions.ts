import type { IDataObject } from 'n8n-workflow';

import type { InputError } from '../../../shared/errors';
import { messageResult } from '../../../shared/sms/status';
import { recipientsOf } from '../../../shared/sms/message';
import { done, type Entry, type Operation, type Parameters, type Reply, type Verdict } from '../../../shared/operation';
import { asNumber, asText, withAnswer, without } from '../../../shared/transport/replies';
import { STATUSES } from '../../codes';
import {
	MAX_PER_REQUEST,
	answerOf,
	call1,
	hasError,
	idOf,
	isNumber,
	itemsOf,
	refusal,
	unmentioned,
	unproven,
} from '../../vendor';

/** A question about a number. */
export interface QuestionEntry extends Entry {
	to: string;
	/** What stands in the place of the text: HLR, HLRVIP or PING. */
	question: string;
}

/** What the operations have in common that ask about numbers; many numbers share a request, each stands in it once. */
export const asking: Pick<Operation<QuestionEntry>, 'effect' | 'maxPerRequest' | 'batchKey' | 'conflictKey' | 'pack' | 'unpack'> = {
	effect: 'write',
	maxPerRequest: MAX_PER_REQUEST,
	batchKey: ({ question }) => question,
	conflictKey: ({ to }) => to,
	pack: (entries) => call1([['send', entries[0].question], ['to', entries.map(({ to }) => to).join(',')]]),
	unpack,
};

export const questionEntries = (parameters: Parameters, question: string): Array<QuestionEntry | InputError> =>
	recipientsOf(parameters, 'RU without plus').map((to) => (typeof to === 'string' ? { to, question } : to));

function unpack(reply: Reply, entries: QuestionEntry[]): Verdict[] {
	return answerOf(reply, entries, 'send', (answer) => {
		const items = itemsOf(answer, 'send');
		return entries.map((entry) => asked(itemFor(items, entry), entry, answer));
	});
}

/** The one item about a number. */
function itemFor(items: IDataObject[], { to }: QuestionEntry): IDataObject | undefined {
	const own = items.filter(({ phone, to: number }) => isNumber(phone ?? number, to));
	return own.length === 1 ? own[0] : undefined;
}

/** Taken only with an id and a status that is no refusal; the finding comes later. */
function asked(item: IDataObject | undefined, { to }: QuestionEntry, answer: IDataObject): Verdict {
	if (!item) return unmentioned(answer);
	const status = asText(item.status);
	if (status === '-2') return refusal(item.error, item.error_ru, item);
	const id = idOf(item.server_id);
	const isTaken = status !== undefined && Number(status) >= 0 && Object.hasOwn(STATUSES, status);
	if (!id || !isTaken || hasError(item)) return unproven(item, id);
	const cost = asNumber(item.price);
	const result = messageResult({
		id,
		to,
		status: STATUSES[status].status,
		...(cost === undefined ? {} : { cost, currency: 'RUB' }),
		vendorStatus: status,
		vendorStatusText: STATUSES[status].text,
	});
	return done([result], withAnswer(item, without(answer, 'send')));
}
