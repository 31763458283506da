import { VENDORS, type VendorType } from '../support/vendors/index.ts';
import type { SimulatorMaker } from './kit/simulator.ts';

/** Every vendor's simulator, by its node type. */
export const simulators = Object.fromEntries(VENDORS.map(({ type, simulator }) => [type, simulator])) as Record<VendorType, SimulatorMaker>;
