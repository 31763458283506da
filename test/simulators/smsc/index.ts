import { setTimeout as sleep } from 'node:timers/promises';

import type { Answer, Call, Handler } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { WAITING_NUMBERS, balance, info, waitCall } from './account.ts';
import { PARAMETERS_ERROR, Refusal, TOO_OFTEN, render, type Result } from './answers.ts';
import { admit } from './auth.ts';
import { book } from './book.ts';
import { get, receive } from './history.ts';
import { jobs, operatorTemplates, senders, templates, tinyUrls } from './lists.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { paramsOf, type Params } from './params.ts';
import { Push } from './push.ts';
import { readPhone } from './recipients.ts';
import { send } from './send.ts';
import { createService, type Service, type SmscExtras, type SmscSettings } from './service.ts';
import { status } from './status.ts';

export type SmscSimulator = Simulator<SmscSettings, SmscExtras>;

type Method = (params: Params, service: Service, call: Call) => Result;

const METHODS: { [path: string]: Method } = {
	'/sys/send.php': (params, service, call) => send(call, params, service),
	'/rest/send': (params, service, call) => send(call, params, service),
	'/sys/status.php': status,
	'/sys/balance.php': balance,
	'/sys/info.php': info,
	'/sys/get.php': get,
	'/sys/phones.php': book,
	'/sys/templates.php': templates,
	'/sys/op_templates.php': operatorTemplates,
	'/sys/tinyurls.php': tinyUrls,
	'/sys/senders.php': senders,
	'/sys/jobs.php': jobs,
	'/sys/wait_call.php': waitCall,
};

/**
 * SMSC's HTTP API on loopback: `send.php` after the official document, the other scripts after public client libraries,
 * recorded answers and excerpts of the vendor's pages. Takes GET, form, multipart and, under `/rest/send/`, JSON.
 */
export function createSmsc(options: SimulatorOptions = {}): Promise<SmscSimulator> {
	const service = createService(options.now ?? Date.now);
	const busy = { requests: 0 };
	const push = new Push(service);
	service.phones.watch((changed) => push.tellOfMessages(changed));
	return createSimulator(
		{
			name: 'SMSC',
			account: service.account,
			settings: service.settings,
			phones: service.phones,
			routes: Object.fromEntries(Object.entries(METHODS).map(([path, method]) => [path, worked(method, service, busy)])),
			otherwise: () => ({ status: 404, body: '<html><body>404 Not Found</body></html>', headers: { 'content-type': 'text/html' } }),
			controls: controls(service, push),
			numbers: [...ODD_NUMBERS.values()],
		},
		options,
	);
}

/** What happens outside the API: somebody writes or calls. */
function controls(service: Service, push: Push): { [path: string]: Handler } {
	return {
		'/__inbound': ({ params }) => {
			const [phone, mes, to] = ['phone', 'mes', 'to'].map((name) => textParam(params, name));
			const row = receive(service, { phone, mes, ...(to ? { to } : {}) });
			push.tellOfIncoming(row);
			return { body: JSON.stringify(row) };
		},
		'/__call': ({ params }) => {
			push.tellOfCall(readPhone(textParam(params, 'phone')) ?? '', WAITING_NUMBERS[0]);
			return { body: JSON.stringify({ called: WAITING_NUMBERS[0] }) };
		},
		'/__pushes': () => ({ body: JSON.stringify(push.attempts) }),
	};
}

/** A request takes its time, and only so many are worked on at once. */
function worked(method: Method, service: Service, busy: { requests: number }): Handler {
	const { settings } = service;
	return async (call) => {
		busy.requests += 1;
		try {
			const isCrowded = busy.requests >= settings.requestsAtOnce;
			if (settings.workMs > 0) await sleep(settings.workMs);
			return answered(call, (params) => {
				admit(params, service);
				if (isCrowded) throw new Refusal(TOO_OFTEN, { text: 'too many concurrent requests' });
				return method(params, service, call);
			});
		} finally {
			busy.requests -= 1;
		}
	};
}

function answered(call: Call, work: (params: Params) => Result): Answer {
	const fmt = call.path.startsWith('/rest/') ? '3' : textParam(call.params, 'fmt');
	let params: Params;
	try {
		params = paramsOf(call);
	} catch {
		return render(fmt, 'windows-1251', new Refusal(PARAMETERS_ERROR));
	}
	try {
		return render(fmt, params.charset, work(params));
	} catch (error) {
		if (error instanceof Refusal) return render(fmt, params.charset, error);
		throw error;
	}
}
