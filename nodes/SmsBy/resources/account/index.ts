import type { Resource } from '../../../shared/operation';
import { getBalance } from './getBalance';
import { getLimit } from './getLimit';

export const account: Resource = { value: 'account', name: 'Account', operations: [getBalance, getLimit] };
