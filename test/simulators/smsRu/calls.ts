import type { Call } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import { refused, type Result } from './answers.ts';
import { CODE_TEXTS, OK } from './codes.ts';
import { isPublicIp } from './ip.ts';
import { ODD_NUMBERS } from './numbers.ts';
import type { Push } from './push.ts';
import { readPhone } from './recipients.ts';
import type { Service } from './service.ts';

const NO_MONEY = 201;
const WRONG_PHONE = 202;
const WRONG_IP = 507;
const TOO_MANY_CALLS = 508;

const WAITING = 400;
const CONFIRMED = 401;
const RUN_OUT = 402;

const FIVE_MINUTES = 300_000;
const NOT_FROM_A_USER = '-1';
const FIRST_CODE = 1435;
const CALLED_NUMBER = '78005008275';
const CALLED_NUMBER_PRETTY = '+7 (800) 500-8275';

interface CallCheck {
	phone: string;
	status: number;
	timeout: NodeJS.Timeout;
}

/** Verification by calls: the service rings the user, or the user rings the service. */
export class Calls {
	readonly #service: Service;
	readonly #push: Push;
	readonly #checks = new Map<string, CallCheck>();
	#rung: number[] = [];
	#nextCode = FIRST_CODE;

	constructor(service: Service, push: Push) {
		this.#service = service;
		this.#push = push;
	}

	/**
	 * `/code/call`: the last four digits of the number that rings are the code. Always JSON, and on success
	 * without `status_code`, as the vendor's page prints it. The call is shown on the phone.
	 */
	ring({ params }: Call): Result {
		const { settings, phones, now, nextId, charge } = this.#service;
		const phone = readPhone(textParam(params, 'phone'));
		const refusal = this.#refuseRing(phone, textParam(params, 'ip'));
		if (refusal !== undefined) return { ...refused(refusal), isAlwaysJson: true };
		this.#rung.push(now());
		const code = String(this.#nextCode).padStart(4, '0');
		this.#nextCode = (this.#nextCode * 7 + 1) % 10_000;
		const id = nextId();
		charge(settings.callPrice);
		const facts = { id, to: phone!, text: `Incoming call, code ${code}`, from: `7000000${code}`, channel: 'call' };
		phones.add({ ...facts, parts: 0, cost: settings.callPrice });
		const json = { status_code: undefined, code, call_id: id, cost: settings.callPrice, balance: settings.balance };
		return { code: OK, json, isAlwaysJson: true, recipients: 1 };
	}

	/** `/callcheck/add`: names the number that the user has to ring. */
	add({ params }: Call): Result {
		const phone = readPhone(textParam(params, 'phone'));
		if (phone === undefined) return refused(WRONG_PHONE);
		const id = this.#service.nextId();
		const odd = ODD_NUMBERS.get(phone)?.callCheck;
		const wait = odd === undefined ? this.#service.settings.callCheckSeconds : 1;
		const timeout = setTimeout(() => this.#settle(id, odd ?? RUN_OUT), wait * 1000).unref();
		this.#checks.set(id, { phone, status: WAITING, timeout });
		const json = {
			check_id: id,
			call_phone: CALLED_NUMBER,
			call_phone_pretty: CALLED_NUMBER_PRETTY,
			call_phone_html: `<a href="callto:${CALLED_NUMBER}">${CALLED_NUMBER_PRETTY}</a>`,
		};
		return { code: OK, json, lines: [id, CALLED_NUMBER], recipients: 1 };
	}

	/** `/callcheck/status`: an unknown id looks like one whose time has run out. The status is a string. */
	status({ params }: Call): Result {
		const code = this.#checks.get(textParam(params, 'check_id'))?.status ?? RUN_OUT;
		return { code: OK, json: { check_status: String(code), check_status_text: CODE_TEXTS[code] }, lines: [code] };
	}

	/** The user rings: every check that waits for this number is confirmed. Returns how many. */
	ringBack(phone: string): number {
		const waiting = [...this.#checks].filter(([, check]) => check.phone === phone && check.status === WAITING);
		for (const [id] of waiting) this.#settle(id, CONFIRMED);
		return waiting.length;
	}

	close(): void {
		for (const { timeout } of this.#checks.values()) clearTimeout(timeout);
	}

	#refuseRing(phone: string | undefined, ip: string): number | undefined {
		const { settings, now } = this.#service;
		if (phone === undefined) return WRONG_PHONE;
		if (ip !== '' && ip !== NOT_FROM_A_USER && !isPublicIp(ip)) return WRONG_IP;
		const odd = ODD_NUMBERS.get(phone)?.refusal;
		if (odd !== undefined) return odd;
		this.#rung = this.#rung.filter((at) => at > now() - FIVE_MINUTES);
		if (this.#rung.length >= settings.callsPerFiveMinutes) return TOO_MANY_CALLS;
		return settings.callPrice > settings.balance ? NO_MONEY : undefined;
	}

	#settle(id: string, status: number): void {
		const check = this.#checks.get(id)!;
		clearTimeout(check.timeout);
		check.status = status;
		this.#push.tellOfCallCheck(id, status);
	}
}
