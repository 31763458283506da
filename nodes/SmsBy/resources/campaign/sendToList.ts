import { counted } from '../../../shared/sms/partsCounter';
import { required } from '../../../shared/sms/entries';
import { maximumPartsOption, messageField, messageText } from '../../../shared/sms/message';
import { isoTime } from '../../../shared/sms/dates';
import { sendAtOf } from '../../../shared/sms/sendAt';
import { done, type Entry, type FormFields, type Operation, type Parameters } from '../../../shared/operation';
import { isObject } from '../../../shared/transport/replies';
import { localMinutes } from '../../times';
import { MAX_PARTS, contentOf, idOf, post, single, unproven, verdicts } from '../../vendor';
import { requiredId, sendAtOption, senderField, senderOf } from '../fields';
import { contactListField } from '../contactList/field';
import { nameField } from './create';

interface ListMailingEntry extends Entry {
	form: FormFields;
	sendAt: number;
}

/**
 * Prepares a mailing to a contact list (sendSmsList). The document shows no answer, only that it brings the
 * `message_id` which the confirmation asks for.
 */
export const sendToList: Operation<ListMailingEntry> = {
	value: 'sendToList',
	name: 'Send to List',
	action: 'Send a campaign to a contact list',
	description: 'Prepare a mailing to a contact list. Nothing is sent before "Confirm".',
	effect: 'write',
	fields: [contactListField, ...counted(messageField), senderField, { ...nameField, required: true, default: 'n8n' }],
	options: [maximumPartsOption, sendAtOption],
	audience: ({ form }) => Object.fromEntries(form).list_id,
	entries: (parameters) => [mailingEntry(parameters)],
	pack: ([{ form }]) => post('sendSmsList', form),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, { sendAt }) => {
			const id = campaignIn(answer);
			if (!id) return unproven(answer);
			return done([{ id, scheduledAt: isoTime(sendAt), isConfirmed: false }], answer);
		}, { proof: 'message_id' }),
};

function campaignIn(answer: unknown): string | undefined {
	const [one, content] = [single(answer), single(contentOf(answer))].map((part) => (isObject(part) ? part : {}));
	return idOf(one.message_id) ?? idOf(content.message_id) ?? idOf(content.id);
}

/** SMS.by wants a time always: now, where the user wants none. */
function mailingEntry(parameters: Parameters): ListMailingEntry {
	const sendAt = sendAtOf(parameters) ?? parameters.now;
	return {
		sendAt,
		form: [
			['name', required(parameters, 'name', nameField.displayName)],
			['message', messageText(parameters, MAX_PARTS)],
			['d_schedule', localMinutes(sendAt)],
			['list_id', requiredId(parameters, contactListField.name, contactListField.displayName)],
			['alphaname_id', senderOf(parameters)],
		],
	};
}
