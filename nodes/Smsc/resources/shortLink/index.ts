import type { Resource } from '../../../shared/operation';
import { get } from './get';

export const shortLink: Resource = { value: 'shortLink', name: 'Short Link', operations: [get] };
