/** Every vendor of the package, as tests and tools know it. This is their only list: a new vendor is named here. */
import { rocketSms } from './rocketSms.ts';
import { smsBy } from './smsBy.ts';
import { smsPilot } from './smsPilot.ts';
import { smsRu } from './smsRu.ts';
import { smsc } from './smsc.ts';
import type { TestVendor } from './vendor.ts';

export const vendors = { smsRu, rocketSms, smsBy, smsPilot, smsc };

export type VendorType = keyof typeof vendors;

/** In the order of the simulators' ports; the first is the one that the benchmark measures in full. */
export const VENDORS: TestVendor[] = Object.values(vendors);
