import type { Resource } from '../../../shared/operation';
import { getSenders } from './getSenders';
import { send } from './send';

export const viber: Resource = { value: 'viber', name: 'Viber', operations: [send, getSenders] };
