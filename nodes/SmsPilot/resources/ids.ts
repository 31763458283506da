import { idEntries, type IdEntry } from '../../shared/sms/entries';
import { InputError } from '../../shared/errors';
import type { Parameters } from '../../shared/operation';

/** The ids of one item. One that is no number would spoil the whole request, so it is an error in its place. */
export const serverIds = (parameters: Parameters): Array<IdEntry | InputError> =>
	idEntries(parameters, (entry) => (/^\d+$/.test(entry.to) ? entry : wrong(entry)));

const wrong = ({ to }: IdEntry): InputError =>
	new InputError('Message IDs', `"${to}" is not an ID of SMSPILOT`, 'Use the ID that a send returned: digits only.', to);
