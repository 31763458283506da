import type { Answer, Call, Handler } from '../kit/call.ts';
import { textParam, type Form } from '../kit/form.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { addSender, balance, senders, templates } from './account.ts';
import { Refusal, render, type Result } from './answers.ts';
import { bulkSend, send, status } from './messages.ts';
import { ODD_NUMBERS } from './numbers.ts';
import { createService, isRightHash, type RocketSmsSettings, type Service, type SmsExtras } from './service.ts';

export type RocketSmsSimulator = Simulator<RocketSmsSettings, SmsExtras>;

type Method = (params: Form, service: Service) => Result;

const METHODS: { [path: string]: Method } = {
	'/simple/send': send,
	'/simple/bulkSend': bulkSend,
	'/simple/status': status,
	'/simple/balance': balance,
	'/simple/senders': senders,
	'/simple/senders/add': addSender,
	'/simple/templates': templates,
};

/** The calls that the document makes by GET (1.2, 1.3, 1.4, 1.6); the others are made by POST. */
const READS = ['/simple/status', '/simple/balance', '/simple/senders', '/simple/templates'];

/**
 * RocketSMS's JSON HTTP API on loopback: the six calls of its official document, and `bulkSend` and the codes of
 * refusals after public client libraries. Takes parameters from the query and from forms, by GET and POST alike, as real
 * clients send them, or, with `isStrict`, by the document's methods alone; a JSON body says nothing, as the document warns.
 */
export function createRocketSms(options: SimulatorOptions = {}): Promise<RocketSmsSimulator> {
	const service = createService(options.now ?? Date.now);
	return createSimulator(
		{
			name: 'RocketSMS',
			account: service.account,
			settings: service.settings,
			phones: service.phones,
			routes: Object.fromEntries(Object.entries(METHODS).map(([path, method]) => [path, handler(method, service)])),
			otherwise: notFound,
			numbers: [...ODD_NUMBERS.values()],
		},
		options,
	);
}

function handler(method: Method, service: Service): Handler {
	return (call) => {
		const { refusal, errorStatus, isStrict, wrongMethodStatus } = service.settings;
		const documented = READS.includes(call.path) ? 'GET' : 'POST';
		if (isStrict && call.method !== documented) return page(wrongMethodStatus, 'Not Allowed');
		const params = isStrict && documented === 'GET' ? call.query : readable(call);
		try {
			if (!isSigned(params, service)) throw new Refusal('WRONG_AUTH');
			if (refusal !== '') throw new Refusal(refusal);
			return render(method(params, service));
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return render({ value: { error: error.code } }, errorStatus);
		}
	};
}

function readable({ json, query, params }: Call): Form {
	return json === undefined ? params : query;
}

// Most clients write the MD5 in small letters, one in capitals.
function isSigned(params: Form, { account }: Service): boolean {
	return textParam(params, 'username') === account.username && isRightHash(textParam(params, 'password'));
}

// No source tells what an unknown path gives; a web page is what most servers give.
const notFound = (): Answer => page(404, 'Not Found');

function page(status: number, title: string): Answer {
	const headers = { 'content-type': 'text/html; charset=utf-8' };
	return { status, headers, body: `<html><head><title>${status} ${title}</title></head><body><h1>${title}</h1></body></html>` };
}
