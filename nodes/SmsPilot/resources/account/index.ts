import type { Resource } from '../../../shared/operation';
import { get } from './get';
import { getBalance } from './getBalance';

export const account: Resource = { value: 'account', name: 'Account', operations: [getBalance, get] };
