import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const codeTemplate: Resource = {
	value: 'codeTemplate',
	name: 'Code Template',
	operations: [getAll, get, create, update, remove],
};
