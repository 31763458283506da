import type { FuzzVendor } from './answer.ts';
import { rocketSms } from './vendors/rocketSms.ts';
import { smsBy } from './vendors/smsBy.ts';
import { smsRu } from './vendors/smsRu.ts';

/** Every vendor that is fuzzed. */
export const VENDORS: FuzzVendor[] = [smsRu, rocketSms, smsBy];
