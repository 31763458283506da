import type { Simulator, SimulatorOptions } from './kit/simulator.ts';
import { createRocketSms } from './rocketSms/index.ts';
import { createSmsBy } from './smsBy/index.ts';
import { createSmsPilot } from './smsPilot/index.ts';
import { createSmsRu } from './smsRu/index.ts';
import { createSmsc } from './smsc/index.ts';

export type SimulatorMaker = (options?: SimulatorOptions) => Promise<Omit<Simulator, 'settings' | 'phones'>>;

/** Every vendor's simulator, by its credential-free short name. */
export const simulators = { smsRu: createSmsRu, rocketSms: createRocketSms, smsBy: createSmsBy, smsPilot: createSmsPilot, smsc: createSmsc } satisfies { [vendor: string]: SimulatorMaker };
