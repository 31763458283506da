import type { Call } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { api1 } from './api1.ts';
import { api2 } from './api2.ts';
import { receive } from './inbound.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { Push } from './push.ts';
import { createService, type Service, type SmsExtras, type SmsPilotSettings } from './service.ts';

export type SmsPilotSimulator = Simulator<SmsPilotSettings, SmsExtras>;

/**
 * SMSPILOT's HTTP API on loopback: API-2 in JSON and XML after the official document (v2.4.16, 2018-09-06), and API-1
 * as far as public samples and client libraries show it.
 */
export function createSmsPilot(options: SimulatorOptions = {}): Promise<SmsPilotSimulator> {
	const service = createService(options.now ?? Date.now);
	const push = new Push(service);
	service.phones.watch((changed) => push.tellOf(changed));
	return createSimulator(
		{
			name: 'SMSPILOT',
			account: service.account,
			settings: service.settings,
			phones: service.phones,
			routes: {
				'/api2.php': (call) => api2(call, service),
				'/api.php': (call) => api1(call, service),
			},
			otherwise: () => ({ body: '<html><body><h1>404 Not Found</h1></body></html>', status: 404, headers: HTML }),
			controls: {
				'/__inbound': (call) => ({ body: JSON.stringify(receiveFrom(call, service)) }),
				'/__pushes': () => ({ body: JSON.stringify(push.attempts) }),
			},
			numbers: [...ODD_NUMBERS.values()],
		},
		options,
	);
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

const SERVICE_NUMBER = '79021121075';

/** `/__inbound`: the phone with this number writes a text to a service number. */
function receiveFrom({ params }: Call, service: Service) {
	const [phone, num, text] = ['phone', 'num', 'text'].map((name) => textParam(params, name));
	return receive({ phone, num: num || SERVICE_NUMBER, text }, service);
}
