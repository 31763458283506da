import type { IDataObject } from 'n8n-workflow';

import { isoTime } from '../../../shared/sms/dates';
import { hasFailed, isFinal, messageResult, type MessageState } from '../../../shared/sms/status';
import { done, type Refused, type Reply, type Verdict } from '../../../shared/operation';
import { isObject, asNumber, asText } from '../../../shared/transport/replies';
import { segments } from '../../../shared/sms/segments';
import { STATUSES } from '../../codes';
import { idIn, refusalIn, wholeRefusal } from '../../vendor';
import { isTag } from './template';
import type { MessageEntry } from './entries';
import { CONTRADICTORY, FAILED_AT_ONCE, doubt } from '../../../shared/errors';

/** A message's status as it is told everywhere; a status that nobody has documented is passed on as it is. */
export function statusIn(answer: IDataObject): Pick<MessageState, 'status' | 'vendorStatus' | 'vendorStatusText'> {
	const vendorStatus = asText(answer.status);
	const known = STATUSES[vendorStatus?.trim().toUpperCase() ?? ''];
	return { status: known?.status ?? 'unknown', vendorStatus, vendorStatusText: known?.text };
}

/** The refusal of a whole request; an answer with an id is about a message, whatever else it says. */
export const requestRefused = (reply: Reply, answer: unknown): Refused | undefined =>
	idIn(answer) ? undefined : wholeRefusal(reply, answer);

/**
 * What an answer, or a bulk answer's part, says of a message; nothing where it holds neither an id nor an error. One that holds
 * both contradicts itself: the document's sample looks at the id first and calls the message sent.
 */
export function verdictOn(answer: unknown, entry: MessageEntry): Verdict | undefined {
	const refused = refusalIn(answer);
	const id = idIn(answer);
	if (!id || !isObject(answer)) return refused;
	const isOver = hasFailed(statusIn(answer).status);
	if (refused) return isOver ? refused : { outcome: 'unknown', problem: IN_DOUBT, id, raw: answer };
	return isOver ? { outcome: 'refused', problem: { ...FAILED_AT_ONCE, code: asText(answer.status) }, id, raw: answer } : done([taken(id, answer, entry)], answer);
}

const IN_DOUBT = doubt('RocketSMS', CONTRADICTORY);

/**
 * The price is given as it comes, in money and in the credits that prepaid accounts count: whether it is for the message or for
 * each part, and its currency, is not documented.
 */
function taken(id: string, answer: IDataObject, { to, text, sendAt }: MessageEntry): IDataObject {
	const { cost } = answer;
	const state = statusIn(answer);
	const isScheduled = sendAt !== undefined && !isFinal(state.status);
	const credits = asNumber(isObject(cost) ? cost.credits : undefined);
	return {
		...messageResult({
			id,
			to,
			...state,
			...(isScheduled ? { status: 'scheduled', sendAt: isoTime(sendAt) } : {}),
			parts: isTag(text) ? undefined : segments(text).parts,
			cost: asNumber(isObject(cost) ? cost.money : cost),
		}),
		...(credits === undefined ? {} : { credits }),
	};
}

