import type { Resource } from '../../../../../nodes/shared/operation';
import type { Account } from '../../account';
import { cancel } from './cancel';
import { getStatus } from './getStatus';
import { send } from './send';

export const message = (account: Account): Resource => ({ value: 'message', name: 'Message', operations: [send(account), getStatus(account), cancel(account)] });
