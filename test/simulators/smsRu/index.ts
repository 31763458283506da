import type { Call, Handler } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { refused, render, type Result } from './answers.ts';
import { refuseStranger } from './auth.ts';
import { addCallback, deleteCallback, getCallbacks } from './callback.ts';
import { Calls } from './calls.ts';
import { cost } from './cost.ts';
import { balance, check, free, limit, senders } from './my.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { Push } from './push.ts';
import { readPhone } from './recipients.ts';
import { send } from './send.ts';
import { createService, type Service, type Sms, type SmsExtras, type SmsRuSettings } from './service.ts';
import { status } from './status.ts';
import { addToStoplist, deleteFromStoplist, getStoplist } from './stoplist.ts';

export type SmsRuSimulator = Simulator<SmsRuSettings, SmsExtras>;

type Method = (call: Call, service: Service) => Result;

const UNKNOWN_METHOD = 211;

/**
 * SMS.ru's HTTP API on loopback, after the official document of `sms/send` (2024-04-05) and, for the other methods,
 * after public client libraries and recorded answers. Takes GET and POST alike.
 */
export function createSmsRu(options: SimulatorOptions = {}): Promise<SmsRuSimulator> {
	const service = createService(options.now ?? Date.now);
	const push = new Push(service);
	const calls = new Calls(service, push);
	service.phones.watch((changed) => {
		for (const sms of changed) refund(sms, service);
		push.tellOfMessages(changed);
	});

	const methods: { [path: string]: Method } = {
		'/sms/send': send,
		'/sms/cost': cost,
		'/sms/status': status,
		'/my/balance': balance,
		'/my/limit': limit,
		'/my/free': free,
		'/my/senders': senders,
		'/auth/check': check,
		'/stoplist/add': addToStoplist,
		'/stoplist/del': deleteFromStoplist,
		'/stoplist/get': getStoplist,
		'/callback/add': addCallback,
		'/callback/del': deleteCallback,
		'/callback/get': getCallbacks,
		'/code/call': (call) => calls.ring(call),
		'/callcheck/add': (call) => calls.add(call),
		'/callcheck/status': (call) => calls.status(call),
	};

	return createSimulator(
		{
			name: 'SMS.ru',
			account: service.account,
			settings: service.settings,
			phones: service.phones,
			routes: Object.fromEntries(Object.entries(methods).map(([path, method]) => [path, authorised(method, service)])),
			otherwise: (call) => render(call, refused(UNKNOWN_METHOD)),
			controls: controls(push, calls),
			numbers: [...ODD_NUMBERS.values()],
			release: () => {
				push.close();
				calls.close();
			},
		},
		options,
	);
}

function authorised(method: Method, service: Service): Handler {
	return (call) => {
		const refusal = refuseStranger(call.params, service);
		const isAlwaysJson = call.path === '/code/call';
		return render(call, refusal === undefined ? method(call, service) : { ...refused(refusal), isAlwaysJson });
	};
}

/** What happens outside the API: a user rings back, the service sends its heartbeat. */
function controls(push: Push, calls: Calls): { [path: string]: Handler } {
	return {
		'/__call': ({ params }) => {
			const confirmed = calls.ringBack(readPhone(textParam(params, 'phone')) ?? '');
			return { body: JSON.stringify({ confirmed }) };
		},
		'/__heartbeat': () => {
			push.tellOfNothing();
			return { body: JSON.stringify({ ok: true }) };
		},
		'/__pushes': () => ({ body: JSON.stringify(push.attempts) }),
	};
}

// The document says that an undelivered message with a `ttl` is not paid back; the others are.
function refund({ status: stage, ttl, cost: paid }: Sms, { charge }: Service): void {
	if (stage === 'undelivered' && ttl === undefined) charge(-paid);
}
