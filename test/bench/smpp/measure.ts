import { node } from '../../e2e/support/workflow.ts';
import type { Simulated } from '../../support/simulated.ts';
import { credentialFor } from '../../support/smpp/credential.ts';
import { rocketSms } from '../../support/vendors/rocketSms.ts';
import { SENDER } from '../contestants.ts';
import type { Instance, Performance } from '../instance.ts';
import { measure } from '../measure.ts';
import { PATHS, itemsOf, messageOf, type Item } from '../messages.ts';
import { described } from '../pool.ts';
import { OTHERS, SENDER_NAME, WINDOW, type SenderKey, type SmppResult } from './senders.ts';

const DELAYS = [0, 20];
const WARM_UP = 100;

/** Without a delay it is over in a second: the middle one of several runs counts. */
const TIMES = 3;

/** More than anybody reaches, so that no limit of ours is measured. */
const PER_SECOND = 100_000;

/** Of Belarus, where RocketSMS sends. */
const NUMBERS = '37529';

/** Nobody asks for receipts, so the phones need not hurry. */
const STEPS = { sent: 3600, delivered: 3600, undelivered: 3600 };

/** The same messages over SMPP by everybody, and over HTTP by the vendor that takes one message per request. */
export async function measureSmpp(simulators: Record<string, Simulated>, instance: Instance, count: number, show: (result: SmppResult) => void): Promise<SmppResult[]> {
	const items = itemsOf(count, NUMBERS);
	const results: SmppResult[] = [];
	const note = (result: SmppResult) => {
		results.push(result);
		show(result);
	};
	for (const delay of DELAYS) {
		const send = await ourSender(simulators.smpp, instance);
		const turns: Array<[SenderKey, () => Promise<Performance | void>]> = [
			['ours', async () => await send(items)],
			...Object.entries(OTHERS).map(([sender, work]): [SenderKey, () => Promise<void>] => [sender as SenderKey, () => work(simulators.smpp, items, delay)]),
		];
		for (const [sender, work] of turns) {
			const runs: SmppResult[] = [];
			for (let time = 0; time < (delay === 0 ? TIMES : 1); time++) runs.push(await once(sender, delay, items, simulators.smpp, work));
			note(runs.toSorted((a, b) => a.perSecond - b.perSecond)[runs.length >> 1]);
		}
		const series = { vendor: rocketSms, contestants: ['ours' as const], delay, sizes: [count], times: 1 };
		const [overHttp] = await measure(series, simulators.rocketSms, instance);
		note({ ...overHttp, sender: 'rocketSms', perSecond: count / overHttp.nodeSeconds, ideal: idealOf(described(rocketSms).concurrency, delay) });
	}
	return results;
}

const idealOf = (window: number, delay: number): number | undefined => (delay > 0 ? (window / delay) * 1000 : undefined);

async function ourSender({ account }: Simulated, instance: Instance): Promise<(items: Item[]) => Promise<Performance>> {
	const credential = credentialFor(Number(account.port), { systemId: account.system_id, password: account.password, window: WINDOW, perSecond: PER_SECOND });
	const credentials = await instance.credential({ type: 'smppApi', data: credential });
	const parameters = { resource: 'message', operation: 'send', to: PATHS.to, message: PATHS.message, from: SENDER_NAME };
	const sender = node(SENDER, 'n8n-nodes-smpp.smpp', parameters, { credentials });
	await instance.fresh(async () => await instance.run(sender, itemsOf(WARM_UP, NUMBERS)));
	return async (items) => await instance.run(sender, items);
}

/** Each phone must have received its own message, once. */
async function once(sender: SenderKey, delay: number, items: Item[], gateway: Simulated, send: () => Promise<Performance | void>): Promise<SmppResult> {
	await gateway.reset();
	await gateway.set({ delayMs: delay, steps: STEPS });
	const performance = await send();
	const messages = (await gateway.messages()) as unknown as Array<{ to: string; text: string; acceptedAt: number }>;
	const expected = new Set(items.map(messageOf).map(({ to, text }) => `${to} ${text}`));
	for (const { to, text } of messages) expected.delete(`${to} ${text}`);
	if (expected.size > 0 || messages.length !== items.length) throw new Error(`${sender}: ${messages.length} messages received, ${expected.size} missing`);
	const moments = messages.map(({ acceptedAt }) => acceptedAt).sort((a, b) => a - b).slice(messages.length >> 1);
	const perSecond = ((moments.length - 1) * 1000) / (moments.at(-1)! - moments[0]);
	return { ...performance, sender, delay, items: items.length, perSecond, ideal: idealOf(WINDOW, delay) };
}
