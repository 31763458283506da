import type { INodeProperties } from 'n8n-workflow';

import { counted } from '../../../shared/sms/partsCounter';
import { maximumPartsOption, messageField, messageText } from '../../../shared/sms/message';
import { done, type Entry, type Operation, type Parameters } from '../../../shared/operation';
import { isoTime } from '../../../shared/sms/dates';
import { sendAtOf } from '../../../shared/sms/sendAt';
import { isObject, asNumber, asText } from '../../../shared/transport/replies';
import { localMinutes } from '../../times';
import { MAX_PARTS, get, idOf, single, unproven, verdicts } from '../../vendor';
import { optionalSender, sendAtOption, senderField } from '../fields';

interface CampaignEntry extends Entry {
	query: Record<string, string>;
	sendAt?: number;
}

export const nameField: INodeProperties = {
	displayName: 'Campaign Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Autumn sale',
	description: 'Name of the campaign in your SMS.by account',
};

/** Puts a text down, to send it to one number after another (createSmsMessage). */
export const create: Operation<CampaignEntry> = {
	value: 'create',
	name: 'Create',
	action: 'Create a campaign',
	description: 'Save a text once, then send it to as many numbers as you like with "Send to Number"',
	effect: 'write',
	fields: [...counted(messageField), senderField, nameField],
	options: [maximumPartsOption, sendAtOption],
	entries: (parameters) => [campaignEntry(parameters)],
	pack: ([{ query }]) => get('createSmsMessage', query),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, { sendAt }) => {
			const one = single(answer);
			const id = isObject(one) ? idOf(one.message_id) : undefined;
			if (!id || !isObject(one)) return unproven(answer);
			const result = {
				id,
				parts: asNumber(one.parts) ?? null,
				length: asNumber(one.len) ?? null,
				sender: asText(one.alphaname) ?? '',
				...(sendAt === undefined ? {} : { scheduledAt: isoTime(sendAt) }),
			};
			return done([result], one);
		}, { proof: 'message_id' }),
};

function campaignEntry(parameters: Parameters): CampaignEntry {
	const name = parameters.text('name');
	const sendAt = sendAtOf(parameters);
	return {
		sendAt,
		query: {
			message: messageText(parameters, MAX_PARTS),
			...(name ? { name } : {}),
			...optionalSender(parameters),
			...(sendAt === undefined ? {} : { time: localMinutes(sendAt) }),
		},
	};
}
