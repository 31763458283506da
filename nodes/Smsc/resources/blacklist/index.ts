import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { remove } from './delete';

export const blacklist: Resource = { value: 'blacklist', name: 'Blacklist', operations: [create, remove] };
