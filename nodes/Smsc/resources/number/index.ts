import type { Resource } from '../../../shared/operation';
import { getOperator } from './getOperator';
import { lookup, ping } from './lookup';

export const number: Resource = { value: 'number', name: 'Phone Number', operations: [lookup, ping, getOperator] };
