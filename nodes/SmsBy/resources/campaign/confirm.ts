import type { IDataObject } from 'n8n-workflow';

import { done, type Entry, type Operation, type Verdict } from '../../../shared/operation';
import { isObject, asNumber, asText } from '../../../shared/transport/replies';
import { CONFIRM_REFUSALS } from '../../codes';
import { contentOf, idOf, post, single, unproven, verdicts } from '../../vendor';
import { campaignField, campaignOf } from '../fields';

interface ConfirmEntry extends Entry {
	to: string;
	confirm: boolean;
}

/**
 * Starts a prepared mailing, or tells what it would be (confirmSendMessageByList). The document shows no answer but
 * the HTTP status: what counts as a yes is 200 with a status, an id or facts of the mailing.
 */
export const confirm: Operation<ConfirmEntry> = {
	value: 'confirm',
	name: 'Confirm',
	action: 'Confirm a campaign',
	description: 'Start a mailing that "Send to List" has prepared, or look at it first',
	effect: 'write',
	fields: [
		campaignField,
		{
			displayName: 'Start the Mailing',
			name: 'confirm',
			type: 'boolean',
			default: true,
			description: 'Whether to start the mailing, which costs money. When off, only facts about it are returned.',
		},
	],
	entries: (parameters) => {
		const confirm = parameters.flag('confirm') ?? true;
		// A look at it leaves no trace, so that a retry may start it.
		return [{ to: campaignOf(parameters), confirm, ...(confirm ? {} : { dryRun: true }) }];
	},
	pack: ([{ to, confirm: starts }]) => post('confirmSendMessageByList', [['message_id', to], ['confirm', starts ? '1' : '0']]),
	unpack: (reply, entries) => verdicts(reply, entries, confirmed, { statuses: CONFIRM_REFUSALS }),
};

function confirmed(answer: unknown, { to: id, confirm: isConfirmed }: ConfirmEntry): Verdict {
	const one = single(answer);
	const content = single(contentOf(answer));
	if (!isObject(one) || !isObject(content) || !saysYes(one, content)) return unproven(answer);
	return done([{ id, isConfirmed, ...factsOf(content) }], answer);
}

function saysYes(answer: IDataObject, content: IDataObject): boolean {
	const isFine = /^(ok|success)$/i.test(asText(answer.status) ?? asText(answer.success) ?? '');
	const hasFacts = content !== answer && Object.keys(content).length > 0;
	return isFine || hasFacts || idOf(content.message_id) !== undefined;
}

function factsOf({ name, count_phones: recipients, parts, cost }: IDataObject): IDataObject {
	const facts = { name: asText(name), recipients: asNumber(recipients), parts: asNumber(parts), cost: asNumber(cost) };
	return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}
