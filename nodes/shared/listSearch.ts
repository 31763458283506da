import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { askOnce } from './engine/askOnce';
import { describeFailure } from './engine/failures';
import type { Operation, Vendor } from './operation';
import { NOT_APPROVED } from './sms/message';
import { openSession } from './transport/session';
import { say } from './language/say';

/** How long a list may take to appear, in milliseconds. */
const TIMEOUT = 20_000;

const isApproved = ({ name }: INodeListSearchItems): boolean => !name.includes(say(NOT_APPROVED));

/**
 * A list to pick from in the editor, made from a read operation. Choices that are not approved yet come last.
 * @param choice a result of the operation as a choice
 */
export function listSearch(
	vendor: Vendor,
	operation: Operation,
	choice: (result: IDataObject) => INodeListSearchItems,
): (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult> {
	return async function (filter = '') {
		const outcome = await askOnce(operation, { returnAll: true }, await openSession(this, vendor, { timeout: TIMEOUT }));
		if (outcome.outcome !== 'accepted') {
			const { error, message } = describeFailure(outcome, { vendor, operation, item: 0 });
			throw new NodeOperationError(this.getNode(), error, { description: message });
		}
		const wanted = filter.toLowerCase();
		return {
			results: outcome.results
				.map(choice)
				.filter(({ name: label }) => label.toLowerCase().includes(wanted))
				.sort((a, b) => Number(isApproved(b)) - Number(isApproved(a))),
		};
	};
}
