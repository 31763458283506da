import type { Parameters } from '../../operation';
import { withValues } from '../../parameters/parameters';
import { isBlank } from '../../sms/blank';
import { written } from '../../sms/written';

/** What stands for the link in the user's text. */
const PLACEHOLDER = '{link}';

/** The text with the link in the place of its placeholder, or at its end. An empty text stays empty: that is a mistake. */
function linked(text: string, link: string): string {
	if (isBlank(text)) return text;
	return text.includes(PLACEHOLDER) ? text.replaceAll(PLACEHOLDER, () => link) : `${text.trimEnd()} ${link}`;
}

/** The text as the page shows it, where a link to itself would be of no use. */
export const unlinked = (text: unknown): string =>
	String(text ?? '')
		.replaceAll(PLACEHOLDER, '')
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n')
		.trim();

/** The parameters of an item, with the link to the page of this run in its text. */
export const withLink = (parameters: Parameters, link: string): Parameters =>
	withValues(parameters, { message: linked(written(parameters.get('message'), parameters.label('message')), link) });
