import { parseArgs } from 'node:util';

import { VENDORS } from '../support/vendors/index.ts';
import { createSmpp } from './smpp/index.ts';

/** Starts every simulator, says where in one line of JSON, and stays until it is told to stop. */
const { values } = parseArgs({ options: { 'port-base': { type: 'string' } } });
const portBase = values['port-base'] === undefined ? undefined : Number(values['port-base']);

const makers = [...VENDORS.map(({ type, simulator }) => ({ vendor: type as string, create: simulator })), { vendor: 'smpp', create: createSmpp }];

const running = await Promise.all(
	makers.map(async ({ vendor, create }, index) => {
		const simulator = await create(portBase === undefined ? {} : { port: portBase + index });
		return { vendor, simulator };
	}),
);

const places = running.map(({ vendor, simulator: { url, account } }) => [vendor, { url, account }]);
console.log(JSON.stringify(Object.fromEntries(places)));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, async () => {
		await Promise.all(running.map(({ simulator }) => simulator.close()));
		process.exit(0);
	});
}
