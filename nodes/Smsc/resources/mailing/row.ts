import type { IDataObject } from 'n8n-workflow';

import { asText, filled } from '../../../shared/transport/replies';

/** A mailing as the vendor describes it: its fields are not known in full, so all pass through; the id becomes a text. */
export const mailingRow = (row: IDataObject): IDataObject => {
	const { id, ...rest } = filled(row);
	const text = asText(id);
	return text === undefined ? rest : { id: text, ...rest };
};
