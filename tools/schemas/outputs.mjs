/** What every operation really returns, asked of the simulated vendors. Needs the built package. */
import { VENDORS } from '../../test/support/vendors/index.ts';
import { recorded } from '../../test/fuzz/recorded.ts';
import { inOrder, vendorOf } from '../../test/fuzz/built.ts';

const TIME = '2026-06-25T16:28:01.000Z';

/** What a message may have, beside what it happens to have so soon after it was sent. */
const MESSAGE = {
	id: '1', to: '79255070602', status: 'delivered', isFinal: true, sendAt: TIME, parts: 1, cost: 1.5, currency: 'RUB',
	vendorStatus: '1', vendorStatusText: 'Delivered', sentAt: TIME, deliveredAt: TIME,
};

const { id, to, parts, cost, currency } = MESSAGE;

/** What comes after a wait, which the recordings leave out. */
const AFTER_WAIT = {
	sendAndWait: { data: { approved: true, respondedAt: TIME }, id, to, parts, cost, currency },
	sendAndWaitForDelivery: { id, to, status: 'delivered', isFinal: true, parts, cost, currency, vendorStatus: '2', vendorStatusText: 'Delivered', timedOut: false },
};

const isMessage = (/** @type {string} */ name) => /^message\.(send|sendBulk|getStatus)$/.test(name);

/** A result with all the columns in their order, since no single answer may have them all. */
function examples(/** @type {string} */ name, /** @type {object[]} */ results) {
	if (isMessage(name)) return [MESSAGE];
	return results.some((one) => 'isFinal' in one) ? [inOrder(Object.assign({}, ...results))] : [];
}

/** What the SMPP node returns, which is asked of no simulated vendor: its tests in n8n hold it against these. */
const SMPP = [
	{ operation: 'send', results: [{ id, to, status: 'queued', isFinal: false, sendAt: TIME, parts, partIds: ['1'], vendorStatus: '0', vendorStatusText: 'Accepted', outcome: 'accepted', reference: 'order-1024' }] },
	{ operation: 'getStatus', results: [{ id, to, status: 'delivered', isFinal: true, vendorStatus: '2', vendorStatusText: 'Delivered', deliveredAt: TIME }] },
	{ operation: 'cancel', results: [{ id, success: true }] },
].map((one) => ({ home: 'smpp/nodes/Smpp', vendor: 'Smpp', resource: 'message', ...one }));

/**
 * @returns {Promise<Array<{ home: string, vendor: string, resource: string, operation: string, results: object[] }>>} each operation of
 * each vendor; `home` is its folder from the root
 */
export async function outputs() {
	const all = await Promise.all(VENDORS.map(async (vendor) => ({ ...vendor, recordings: await recorded(vendor) })));
	const collection = all.flatMap(({ type, folder: vendor, recordings }) => {
		const home = `nodes/${vendor}`;
		const isSend = (name) => vendorOf(type).resources.some(({ value, operations }) => operations.some((one) => one.isSend && `${value}.${one.value}` === name));
		const told = recordings.map(({ name, results: bare }) => {
			// The engine adds these two to what an operation returns.
			const results = isSend(name) ? bare.map((result) => ({ ...result, outcome: 'accepted', reference: 'order-1024' })) : bare;
			const [resource, operation] = name.split('.');
			return { home, vendor, resource, operation, results: [...examples(name, results), ...results] };
		});
		const waits = vendorOf(type).resources.flatMap(({ value: resource, operations }) =>
			operations.flatMap(({ value: operation }) =>
				operation in AFTER_WAIT ? [{ home, vendor, resource, operation, results: [AFTER_WAIT[operation]] }] : [],
			),
		);
		return [...told, ...waits];
	});
	return [...collection, ...SMPP];
}
