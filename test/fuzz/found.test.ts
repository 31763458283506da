/** Answers that fuzzing has found to be misread. Each has its verdict for good. */
import { expect, test } from 'vitest';

import type { Entry } from '../../nodes/shared/operation.ts';
import type { Sample } from '../support/vendors/answer.ts';
import type { VendorType } from '../support/vendors/index.ts';
import { UnclearReply, vendorOf } from './built.ts';
import { parametersOf } from './recorded.ts';

const RU = { to: '79255070602', message: 'x' };
const BY = { to: '375299999999', message: '1' };

const ruPart = { status: 'OK', status_code: 100, sms_id: '202647-10000000' };

type Row = [type: VendorType, operation: string, sample: Sample, answer: unknown, verdict: string];

test.each<Row>([
	// A word in the place of an id proves nothing, nor does a number that is none.
	['smsRu', 'message.send', RU, { status: 'OK', status_code: 100, sms: { [RU.to]: { ...ruPart, sms_id: 'OK' } } }, 'unknown'],
	['smsRu', 'verification.startCallCheck', { phone: RU.to }, { status: 'OK', check_id: ' ', call_phone: '78005008275' }, 'unknown'],
	['smsRu', 'verification.callCode', { phone: RU.to }, { status: 'OK', call_id: '202647-1', code: 'OK' }, 'unknown'],
	['rocketSms', 'message.send', BY, { id: 'error', status: 'SENT' }, 'unclear'],
	['rocketSms', 'message.send', BY, '{"id":1e999,"status":"SENT"}', 'unclear'],
	['smsBy', 'message.send', BY, { sms_id: 'null', status: 'NEW' }, 'unknown'],
	['smsBy', 'bulk.send', { ...BY, name: 'n8n' }, { uuid: 'ok' }, 'unknown'],
	['smsBy', 'contactList.importContacts', { list: '3434', phone: BY.to }, { result: { inserted: -1, invalid: 0 } }, 'unknown'],
	['smsc', 'sender.create', { name: 'MyShop' }, { id: 'Билайн' }, 'unclear'],
	['smsc', 'number.lookup', { to: RU.to }, { id: '0', cnt: 1, phones: [{ phone: RU.to, status: '-1', error: '0' }] }, 'unclear'],
	['smsc', 'verification.waitCall', { phone: RU.to }, { phone: 'ip is blocked' }, 'unclear'],
	// An error that is no code, or no error at all where one is spoken of: nobody can tell.
	['smsc', 'message.send', RU, { id: 1045, cnt: 1, phones: [{ phone: RU.to, status: '-1', error: '{"id":"0"}' }] }, 'unknown'],
	['smsc', 'message.send', RU, { error: 'OK', error_code: 0 }, 'unclear'],
	// A yes with the code of a no is neither.
	['smsRu', 'stoplist.create', { phone: RU.to }, { status: 'OK', status_code: 220 }, 'unclear'],
	// A no to the whole with a yes to a number leaves that one in doubt.
	['smsRu', 'message.send', RU, { status: 'ERROR', status_code: 220, sms: { [RU.to]: ruPart } }, 'unknown'],
	// An error inside of what is wrapped is an error, which the ID beside it contradicts; 0 is none.
	['smsBy', 'viber.send', { ...BY, from: '17' }, { status: 'OK', result: { error: 'billing error' } }, 'refused'],
	['smsBy', 'viber.send', { ...BY, from: '17' }, { status: 'OK', result: { viber_id: 501, error: 'billing error' } }, 'unknown'],
	['smsBy', 'viber.send', { ...BY, from: '17' }, { status: 'OK', result: { viber_id: 501, status: 'FAILED' } }, 'unknown'],
	['rocketSms', 'message.send', BY, { id: 8767, error: 0 }, 'accepted'],
	// A message that failed is a status that was read; one that was not asked for is none.
	['smsBy', 'message.getStatus', { ids: '2637396' }, { sms_id: 2637396, status: 'FAILED' }, 'accepted'],
	['smsBy', 'message.getStatus', { ids: '2637396' }, { sms_id: 2197871, sent: 1616407661 }, 'unknown'],
	// What cannot be written as a text.
	['smsRu', 'sender.getAll', {}, { status: 'OK', senders: [{ toString: 1 }, 'MyShop'] }, 'accepted'],
	['smsRu', 'verification.getCallCheck', { checkId: '201737-542' }, { status: 'OK', check_status: 'constructor' }, 'accepted'],
	['smsBy', 'message.getStatus', { ids: '2637396' }, { sms_id: 2637396, sent: { toString: 1 } }, 'accepted'],
	// What is too deep to be worked through or stored.
	['smsRu', 'message.send', RU, `{"status":"ERROR","status_code":201,"x":${'['.repeat(101)}${']'.repeat(101)}}`, 'unclear'],
	['rocketSms', 'sender.getAll', {}, [{ sender: 'SHOP', verified: [{ toString: 1 }] }], 'accepted'],
])('%s %s %j: %j is %s', (type, name, sample, answer, verdict) => {
	const [resource, value] = name.split('.');
	const operation = vendorOf(type).resources.find((one) => one.value === resource)!.operations.find((one) => one.value === value)!;
	const entries = operation.entries(parametersOf(operation, { returnAll: true, ...sample })) as Entry[];
	const body = typeof answer === 'string' ? answer : JSON.stringify(answer);
	const told = () => {
		try {
			return operation.unpack({ status: 200, headers: {}, body }, entries)[0].outcome;
		} catch (error) {
			return error instanceof UnclearReply ? error.problem.kind : String(error);
		}
	};
	expect(told()).toBe(verdict);
});
