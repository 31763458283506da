import type { FuzzVendor } from './answer.ts';
import { rocketSms } from './vendors/rocketSms.ts';
import { smsBy } from './vendors/smsBy.ts';
import { smsPilot } from './vendors/smsPilot.ts';
import { smsRu } from './vendors/smsRu.ts';
import { smsc } from './vendors/smsc.ts';

/** Every vendor that is fuzzed. */
export const VENDORS: FuzzVendor[] = [smsRu, rocketSms, smsBy, smsPilot, smsc];
