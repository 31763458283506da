import type { Resource } from '../../../shared/operation';
import { getBalance } from './getBalance';
import { getStatistics } from './getStatistics';

export const account: Resource = { value: 'account', name: 'Account', operations: [getBalance, getStatistics] };
