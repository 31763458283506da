import { idEntries, type IdEntry } from '../../shared/sms/entries';
import { InputError, type Mistake } from '../../shared/errors';
import type { Text } from '../../shared/language/say';
import type { Parameters } from '../../shared/operation';

const MISTAKES = {
	notId: { what: '"{to}" is not an ID of SMSPILOT', remedy: 'Use the ID that a send returned: digits only.' },
} satisfies Record<string, Mistake>;

/** The ids of one item. One that is no number would spoil the whole request, so it is an error in its place. */
export const serverIds = (parameters: Parameters): Array<IdEntry | InputError> =>
	idEntries(parameters, (entry) => (/^\d+$/.test(entry.to) ? entry : wrong(entry, parameters.label('ids'))));

const wrong = ({ to }: IdEntry, label: Text): InputError => InputError.of(label, MISTAKES.notId, { to }, to);
