import type { FuzzVendor } from '../support/vendors/answer.ts';
import { rocketSms } from '../support/vendors/rocketSms.ts';
import { smsBy } from '../support/vendors/smsBy.ts';
import { smsPilot } from '../support/vendors/smsPilot.ts';
import { smsRu } from '../support/vendors/smsRu.ts';
import { smsc } from '../support/vendors/smsc.ts';

/** Every vendor that is fuzzed. */
export const VENDORS: FuzzVendor[] = [smsRu, rocketSms, smsBy, smsPilot, smsc];
