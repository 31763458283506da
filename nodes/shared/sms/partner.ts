import { InputError, type Mistake } from '../errors';
import type { Parameters } from '../operation';

const MISTAKES = {
	noNumber: { what: '"{id}" is not a number', remedy: 'Enter the number of the partner.' },
} satisfies Record<string, Mistake>;

/**
 * Who has brought the account, by the option "Partner ID"; nothing where it is not set.
 * @throws {InputError} when it is no number
 */
export function partnerOf(parameters: Parameters): string | undefined {
	const id = parameters.text('partnerId');
	if (id === '' || /^\d{1,10}$/.test(id)) return id || undefined;
	throw InputError.of(parameters.label('partnerId'), MISTAKES.noNumber, { id });
}
