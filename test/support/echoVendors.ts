/** The vendors as the echo tests know them: how their operations are asked, and which credentials they know. */
import type { Json } from './vendors/answer.ts';
import { VENDORS, vendors, type VendorType } from './vendors/index.ts';
import type { FuzzFacts } from './vendors/vendor.ts';
import type { Answer, EchoVendor } from './echo.ts';
import { SPELLINGS } from './spellings.ts';
import { runNode } from './workflow.ts';

export type Type = VendorType;

/** An operation with parameters, and what its vendor answers with the right credential and with a wrong one. */
export interface Recorded {
	name: string;
	parameters: Json;
	answers: { accepted: Answer[]; refused: Answer[] };
}

/** A credential, and what of it must never show. */
export interface Account {
	name: string;
	values: Json;
	secrets: string[];
}

const KEY = 'K/y+1=é&<Zq>"\'7f3a';
const PASSWORD = 'Pa%41 ss\\w"0rd&1';
const LOGINS: Partial<Record<Type, string>> = { smsPilot: 'marked@example-shop.ru', smsRu: '79991230077', rocketSms: '555666777', smsc: 'marked-login' };

/** A key, a login with a strong password, and a login with a password that is a word or a number. */
export function accountsOf(type: Type): Account[] {
	const login = LOGINS[type];
	if (type === 'smsBy') return [{ name: 'a token', values: { token: KEY }, secrets: [KEY] }];
	if (type === 'rocketSms') {
		return [
			{ name: 'a strong password', values: { username: login, password: PASSWORD }, secrets: [login!, PASSWORD] },
			{ name: 'a weak password', values: { username: 'gamma', password: '70315' }, secrets: ['gamma', '70315'] },
		];
	}
	return [
		{ name: 'a key', values: { authentication: 'apiKey', apiKey: KEY }, secrets: [KEY] },
		{ name: 'a strong password', values: { authentication: 'login', login, password: PASSWORD }, secrets: [login!, PASSWORD] },
		{ name: 'a weak password', values: { authentication: 'login', login: 'gamma', password: '70315' }, secrets: ['gamma', '70315'] },
	];
}

export const TYPES: Type[] = VENDORS.map(({ type }) => type);

export const credentialOf = (type: Type, values: Json, baseUrl: string): Record<string, Json> => {
	const { credentialType } = vendors[type];
	return { [credentialType]: { region: 'baseUrl', ...values, baseUrl } };
};

/** Runs an operation, e.g. `message.send`, with the fields and options of a sample. */
export async function runOperation(
	type: Type,
	{ name, parameters }: Pick<Recorded, 'name' | 'parameters'>,
	{ values, baseUrl, output = 'simplified', stops = false }: { values: Json; baseUrl: string; output?: string; stops?: boolean },
) {
	const [resource, operation] = name.split('.');
	return await runNode(type, {
		credentials: credentialOf(type, values, baseUrl) as never,
		parameters: { resource, operation, output, ...parameters } as never,
		...(stops ? {} : { onError: 'continueRegularOutput' }),
	});
}

/** Carries out every operation of a vendor in n8n, against its simulator, and keeps what it answered. */
export async function recordedOperations(type: Type, echo: EchoVendor): Promise<Recorded[]> {
	const { samples, arrives } = vendors[type].fuzz as FuzzFacts;
	const simulator = await vendors[type].simulator();
	const right = vendors[type].credential(simulator.account) as Json;
	const wrong = Object.fromEntries(Object.entries(right).map(([name, value]) => [name, name === 'authentication' ? value : `wrong-${name}`]));
	const results: Record<string, Json[]> = {};
	const all: Recorded[] = [];
	try {
		if (arrives) await fetch(`${simulator.url}/__inbound`, { method: 'POST', body: new URLSearchParams(arrives) });
		for (const [name, sample] of Object.entries(samples)) {
			const [parameters] = typeof sample === 'function' ? sample((earlier) => results[earlier]) : sample;
			const { baseUrl, answers } = echo.recording(simulator.url);
			const { items } = await runOperation(type, { name, parameters }, { values: right, baseUrl });
			results[name] = items;
			all.push({ name, parameters, answers: { accepted: answers, refused: [] } });
		}
		for (const one of all) {
			const { baseUrl, answers } = echo.recording(simulator.url);
			await runOperation(type, one, { values: wrong, baseUrl });
			one.answers.refused.push(...answers);
		}
	} finally {
		await simulator.close();
	}
	return all;
}

const NAMES = Object.keys(SPELLINGS);

/** Three spellings at a time; in the course of many, each meets each place. */
export const someSpellings = (turn: number): string[] => [0, 1, 2].map((next) => NAMES[(3 * turn + next) % NAMES.length]);

/** Jobs in their order, many at once: most of their time they wait before they ask again. */
export async function inLanes<J>(jobs: J[], run: (job: J, index: number) => Promise<void>, lanes = 200): Promise<void> {
	let next = 0;
	const lane = async () => {
		while (next < jobs.length) {
			const index = next++;
			await run(jobs[index], index);
		}
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}
