/** What the built package knows of the vendors' codes, as sections of a page. */
import { createRequire } from 'node:module';

const built = createRequire(new URL('../../dist/', import.meta.url));
const tableOf = (/** @type {string} */ vendor) => built(`./nodes/${vendor}/codes.js`);

/**
 * One row: a code, and what follows from it.
 * @typedef {{ code: string, kind: string, meaning: string, remedy: string }} Row
 *
 * One table of a page; `title` is there where a section has several.
 * @typedef {{ title?: string, rows: Row[] }} Table
 *
 * @typedef {{ name: string, tables: Table[] }} Section
 */

/** A code without a remedy is no error. @returns {Row[]} */
const rowsOf = (/** @type {Record<string, Row>} */ table) =>
	Object.entries(table)
		.filter(([, { remedy }]) => remedy !== '')
		.map(([code, row]) => ({ ...row, code }));

/** Words that a text is known by, as people read them; what holds another of them is left out. */
function wordsOf(/** @type {{ texts?: string[], words: string[] }} */ { texts = [], words }) {
	const all = [...new Set([...words, ...texts].map((one) => one.replace('*', '')))];
	const shortest = all.filter((one) => !all.some((other) => other !== one && one.includes(other)));
	return shortest.map((word) => `“${word}”`).join(', ');
}

/** What SMSC may mean by its code 9, told by its words. */
const TOO_OFTEN = ['concurrent', 'duplicate', ''];

/** @returns {Row[]} */
function smscTooOften(/** @type {string[]} */ words, /** @type {string} */ asks) {
	const { tooOften } = built('./nodes/Smsc/tooOften.js');
	return words.map((said) => ({ ...tooOften(said, asks), code: said === '' ? '9' : `9 “${said}”` }));
}

/** A status of each meaning, what stands for it on the page, and the body where it matters. @type {Array<[status: number, code: string, body?: string]>} */
const HTTP_STATUSES = [
	[301, 'HTTP 301, 307, 308'],
	[302, 'HTTP 3xx'],
	[401, 'HTTP 401'],
	[403, 'HTTP 403'],
	[404, 'HTTP 404, 405'],
	[404, 'HTTP 404 with data', '{}'],
	[407, 'HTTP 407'],
	[429, 'HTTP 429'],
	[500, 'HTTP 5xx'],
];

/** Errors of Node.js, by their codes: one of each meaning. */
const CONNECTIONS = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ENETUNREACH',
	'CERT_HAS_EXPIRED',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'EPROTO',
	'ETIMEDOUT',
	'ECONNRESET',
];

/** @returns {Table[]} */
function common() {
	const { unclearReply } = built('./nodes/shared/transport/replies.js');
	const { connectionProblem } = built('./nodes/shared/transport/networkErrors.js');
	return [
		{
			title: 'HTTP',
			rows: HTTP_STATUSES.map(([status, code, body = '']) => ({ ...unclearReply({ status, headers: {}, body }).problem, code })),
		},
		{ title: 'Connection', rows: CONNECTIONS.map((code) => ({ ...connectionProblem({ code, syscall: code === 'ENETUNREACH' ? 'connect' : undefined }), code })) },
	];
}

/** @returns {Row[]} */
function smppRows() {
	const { CODES, codeText } = createRequire(new URL('../../packages/n8n-nodes-smpp/dist/', import.meta.url))('./nodes/Smpp/codes.js');
	return rowsOf(CODES).map((row) => ({ ...row, code: codeText(Number(row.code)) }));
}

/** @returns {Section[]} */
export function sections() {
	const smsBy = tableOf('SmsBy');
	const smsc = tableOf('Smsc');
	return [
		{ name: 'RocketSMS', tables: [{ rows: rowsOf(tableOf('RocketSms').CODES) }] },
		{
			name: 'SMS.by',
			tables: [
				{
					title: 'Texts',
					rows: smsBy.REFUSALS.map((/** @type {{ texts?: string[], words: string[], row: Row }} */ refusal) => ({ ...refusal.row, code: wordsOf(refusal) })),
				},
				{
					title: 'HTTP',
					rows: [
						...rowsOf(smsBy.HTTP_REFUSALS).map((row) => ({ ...row, code: `HTTP ${row.code}` })),
						{ ...smsBy.CONFIRM_REFUSALS[400], code: 'HTTP 400 (Campaign: Confirm)' },
					],
				},
			],
		},
		{ name: 'SMS.ru', tables: [{ rows: rowsOf(tableOf('SmsRu').CODES) }] },
		{
			name: 'SMSC',
			tables: [
				{ title: 'Sending', rows: [...rowsOf(smsc.SEND_CODES), ...smscTooOften(TOO_OFTEN, 'message')] },
				{ title: 'Everything else', rows: [...rowsOf(smsc.CALL_CODES), ...smscTooOften([''], 'question')] },
				{ title: 'Refused recipients, by status', rows: rowsOf(smsc.STATUS_CODES) },
				{ title: 'Undelivered, by error', rows: rowsOf(smsc.ERRORS) },
			],
		},
		{ name: 'SMSPILOT', tables: [{ rows: rowsOf(tableOf('SmsPilot').CODES) }] },
		{ name: 'SMPP', tables: [{ rows: smppRows() }] },
		{ name: 'All vendors', tables: common() },
	];
}

/** What the engine does about a row. @returns {{ asksAgain: 'yes' | 'reads' | '', remembers: boolean, halts: boolean }} */
export function consequencesOf(/** @type {Row} */ { kind, isPermanent }) {
	const { traitsOf } = built('./nodes/shared/errors.js');
	const { repeats, halts } = traitsOf(kind);
	const isUnclear = kind === 'unclear';
	return {
		asksAgain: repeats ? 'yes' : isUnclear ? 'reads' : '',
		remembers: isPermanent === true || isUnclear,
		halts: halts === true,
	};
}
