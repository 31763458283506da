import type { Simulator, SimulatorOptions } from './kit/simulator.ts';
import { createSmsRu } from './smsRu/index.ts';

export type SimulatorMaker = (options?: SimulatorOptions) => Promise<Omit<Simulator, 'settings' | 'phones'>>;

/** Every vendor's simulator, by its credential-free short name. */
export const simulators = { smsRu: createSmsRu } satisfies { [vendor: string]: SimulatorMaker };
