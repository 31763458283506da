import type { Resource } from '../../../shared/operation';
import { getResult } from './getResult';
import { lookup } from './lookup';
import { ping } from './ping';

export const number: Resource = { value: 'number', name: 'Phone Number', operations: [lookup, ping, getResult] };
