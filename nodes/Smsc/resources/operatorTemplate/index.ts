import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { getAll } from './getAll';

export const operatorTemplate: Resource = { value: 'operatorTemplate', name: 'Operator Template', operations: [getAll, create] };
