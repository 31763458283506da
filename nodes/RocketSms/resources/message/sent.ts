import type { IDataObject } from 'n8n-workflow';

import { isoTime } from '../../../shared/sms/dates';
import { isFinal, messageResult, type MessageState, type Status } from '../../../shared/sms/status';
import { done, type Verdict } from '../../../shared/operation';
import { isObject, asNumber, asText } from '../../../shared/transport/replies';
import { segments } from '../../../shared/sms/segments';
import { STATUSES } from '../../codes';
import { idIn, refusalIn } from '../../vendor';
import { isTag } from './template';
import type { MessageEntry } from './entries';
import type { Problem } from '../../../shared/errors';

/** A message's status as it is told everywhere; a status that nobody has documented is passed on as it is. */
export function statusIn(answer: IDataObject): Pick<MessageState, 'status' | 'vendorStatus' | 'vendorStatusText'> {
	const vendorStatus = asText(answer.status);
	const known = STATUSES[vendorStatus?.trim().toUpperCase() ?? ''];
	return { status: known?.status ?? 'unknown', vendorStatus, vendorStatusText: known?.text };
}

/** What an answer, or a bulk answer's part, says of a message; nothing where it holds neither an id nor an error. */
export function verdictOn(answer: unknown, entry: MessageEntry): Verdict | undefined {
	const refused = refusalIn(answer);
	if (refused) return refused;
	const id = idIn(answer);
	if (!id || !isObject(answer)) return undefined;
	return hasFailed(statusIn(answer).status) ? failedAtOnce(id, answer) : done([taken(id, answer, entry)], answer);
}

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

const hasFailed = (status: Status): boolean => status === 'failed' || status === 'expired';

function failedAtOnce(id: string, answer: IDataObject): Verdict {
	const problem: Problem = {
		kind: 'other',
		code: asText(answer.status),
		meaning: 'the message failed at once',
		remedy: 'Check the number and the history of the RocketSMS account.',
	};
	return { outcome: 'refused', problem, id, raw: answer };
}
