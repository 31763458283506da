import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { dispatch } from './engine/dispatch';
import { withFallback } from './transport/fallback';
import { n8nTransport } from './transport/http';
import type { Operation, Parameters, Vendor } from './operation';
import { describeFailure } from './engine/failures';
import { redactor } from './transport/secrets';
import { baseUrlOf } from './transport/session';

/** How long a list may take to appear, in milliseconds. */
const PATIENCE = 20_000;

const EVERYTHING: Parameters = {
	get: (name) => (name === 'returnAll' ? true : undefined),
	option: () => undefined,
	zone: 'UTC',
	now: 0,
};

/**
 * A list to pick from in the editor, made from a read operation.
 * @param choice a result of the operation as a choice
 */
export function listSearch(
	vendor: Vendor,
	operation: Operation,
	choice: (result: IDataObject) => INodeListSearchItems,
): (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult> {
	return async function (filter = '') {
		const { credential, secrets } = vendor;
		const credentials = await this.getCredentials(credential);
		const transport = n8nTransport(this, { credential, baseUrl: baseUrlOf(vendor, credentials), timeout: PATIENCE });
		const [outcome] = await dispatch(operation, operation.entries(EVERYTHING) as object[], withFallback(transport, vendor.fallback), {
			concurrency: 1,
			pause: 0,
			stopsAtFailure: true,
		});
		if (outcome.outcome !== 'accepted') {
			const redact = redactor(secrets(credentials));
			const { error, message } = describeFailure(outcome, { vendor, operation, item: 0, redact });
			throw new NodeOperationError(this.getNode(), error, { description: message });
		}
		const wanted = filter.toLowerCase();
		return {
			results: outcome.results.map(choice).filter(({ name: label }) => label.toLowerCase().includes(wanted)),
		};
	};
}
