import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach } from 'vitest';

import { simulators } from '../simulators/index.ts';
import { Simulated } from './simulated.ts';
import type { TestVendor } from './vendors/vendor.ts';

/** A simulated account at a vendor, with its credential. */
export interface Account {
	readonly sms: Simulated;
	/** The credential of the account, by its type. */
	readonly credentials: Record<string, IDataObject>;
}

/** An account for the tests of a block: before each, the phones are empty and there is money on it. */
export function accountAt({ type, credentialType, credential }: TestVendor): Account {
	let sms: Simulated;
	beforeAll(async () => {
		sms = new Simulated(await simulators[type]());
	});
	beforeEach(async () => {
		await sms.reset();
		await sms.set({ balance: 1000 });
	});
	afterAll(async () => await sms.close());
	return {
		get sms() {
			return sms;
		},
		get credentials() {
			return { [credentialType]: { ...credential(sms.account), baseUrl: sms.url } as IDataObject };
		},
	};
}
