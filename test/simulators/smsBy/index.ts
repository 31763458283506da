import type { Call, Handler } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { getAlphanameCategory, getAlphanameId, getAlphanames, getBalance, getLimit, getVibernames } from './account.ts';
import { Refusal, bare, render, type Result } from './answers.ts';
import { sendBulkSms, statusBulkSms } from './bulk.ts';
import { checkSmsMessageStatus, createSmsMessage, getMessagesList, getSmsDeliveryList, sendSms } from './campaigns.ts';
import {
	createPasswordObject,
	deletePasswordObject,
	editPasswordObject,
	getPasswordObject,
	getPasswordObjects,
	sendSmsMessageWithCode,
} from './codes.ts';
import { sendEmail } from './email.ts';
import { confirmFlashCall, flashCall } from './flashCall.ts';
import {
	confirmSendMessageByList,
	createSubscriberList,
	getSmsMessages,
	getSubscriberLists,
	importContacts,
	sendSmsList,
} from './lists.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { Push } from './push.ts';
import { checkSms, sendOtp, sendQuickSms } from './quick.ts';
import { createService, type Service, type SmsBySettings, type SmsExtras } from './service.ts';
import { forward, sendQuickViberMessage } from './viber.ts';

export type SmsBySimulator = Simulator<SmsBySettings, SmsExtras>;

type Method = (call: Call, service: Service) => Result;

const METHODS: { [path: string]: Method } = {
	'/api/v1/sendBulkSms': sendBulkSms,
	'/api/v1/statusBulkSms': statusBulkSms,
	'/api/v1/sendQuickSMS': sendQuickSms,
	'/api/v1/sendOtpTelegram': sendOtp('telegram'),
	'/api/v1/sendOtpWhatsApp': sendOtp('whatsapp'),
	'/api/v1/createSmsMessage': createSmsMessage,
	'/api/v1/checkSMSMessageStatus': checkSmsMessageStatus,
	'/api/v1/sendSMS': sendSms,
	'/api/v1/checkSMS': checkSms,
	'/api/v1/getMessagesList': getMessagesList,
	'/api/v1/getSmsDeliveryList': getSmsDeliveryList,
	'/api/v1/sendSmsList': sendSmsList,
	'/api/v1/confirmSendMessageByList': confirmSendMessageByList,
	'/api/v1/getSMSMessages': getSmsMessages,
	'/api/v1/getBalance': getBalance,
	'/api/v1/getLimit': getLimit,
	'/api/v1/getAlphanames': getAlphanames,
	'/api/v1/getAlphanameId': getAlphanameId,
	'/api/v1/getAlphanameCategory': getAlphanameCategory,
	'/api/v1/createPasswordObject': createPasswordObject,
	'/api/v1/getPasswordObjects': getPasswordObjects,
	'/api/v1/getPasswordObject': getPasswordObject,
	'/api/v1/editPasswordObject': editPasswordObject,
	'/api/v1/deletePasswordObject': deletePasswordObject,
	'/api/v1/sendSmsMessageWithCode': sendSmsMessageWithCode,
	'/api/v1/flashCall': flashCall,
	'/api/v1/confirmFlashCall': confirmFlashCall,
	'/api/v1/getVibernames': getVibernames,
	'/api/v1/sendQuickViberMessage': sendQuickViberMessage,
	'/api/v2/sendEmail': sendEmail,
	'/api/v2/createSubscriberList': createSubscriberList,
	'/api/v2/importContacts': importContacts,
	// Its version is not known.
	'/api/v1/getSubscriberLists': getSubscriberLists,
	'/api/v2/getSubscriberLists': getSubscriberLists,
};

// Documents and clients write `sendQuickSMS` and `sendQuickSms`, and both work.
const BY_SMALL_PATH = new Map(Object.entries(METHODS).map(([path, method]) => [path.toLowerCase(), method]));

/** Methods that old servers answered with a list of one object. */
const OLD_LISTS = new Set([createSmsMessage, sendSms, checkSms, sendSmsMessageWithCode]);

/**
 * SMS.by's HTTP API on loopback: the fourteen methods of its official document, and the others after its own client
 * libraries and public documentation. Takes GET and POST alike, parameters in the query, a form or JSON, as real
 * clients send them.
 */
export function createSmsBy(options: SimulatorOptions = {}): Promise<SmsBySimulator> {
	const service = createService(options.now ?? Date.now);
	const push = new Push(service);
	service.phones.watch((changed) => {
		for (const sms of changed) forward(sms, service);
		push.tellOf(changed);
	});
	return createSimulator(
		{
			name: 'SMS.by',
			account: service.account,
			settings: service.settings,
			phones: service.phones,
			routes: {},
			otherwise: handler(service, push),
			controls: { '/__pushes': () => ({ body: JSON.stringify(push.attempts) }) },
			numbers: [...ODD_NUMBERS.values()],
		},
		options,
	);
}

function handler(service: Service, push: Push): Handler {
	const answer = (call: Call): Result => {
		const method = BY_SMALL_PATH.get(call.path.toLowerCase());
		if (method === undefined) throw bare(404);
		// Two independent clients have met 403 for a wrong token; its text is not known.
		if (textParam(call.params, 'token') !== service.account.token) throw bare(403);
		const result = method(call, service);
		if (method === sendBulkSms) push.expect((result.value as { uuid: string }).uuid, textParam(call.params, 'callback_url'));
		return service.settings.oldLists && OLD_LISTS.has(method) ? { ...result, value: [result.value] } : result;
	};
	return (call) => {
		try {
			return render(answer(call));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const { message, status = service.settings.errorStatus, extras } = error;
			if (message === '') return { body: '', status, headers: { 'content-type': 'text/html; charset=utf-8' } };
			return render({ value: { error: message, ...extras }, status });
		}
	};
}
