import type { Resource } from '../../../shared/operation';
import { checkCode, sendCode } from './codes';
import { create } from './create';
import { remove } from './delete';
import { getAll } from './getAll';
import { update } from './update';

export const sender: Resource = { value: 'sender', name: 'Sender', operations: [getAll, create, update, remove, sendCode, checkCode] };
