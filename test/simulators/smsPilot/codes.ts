/**
 * What each code says, word for word: the table "Коды ошибок" of the official document (API v2.4.16, 2018-09-06).
 * Those from 604 on, and the ones marked below, are known from public client libraries alone.
 */
export const CODE_TEXTS: { [code: number]: string } = {
	10: 'INPUT data is required',
	11: 'Unknown INPUT format',
	12: 'XML structure is invalid',
	13: 'JSON structure is invalid',
	14: 'Unknown COMMAND',
	100: 'APIKEY is required',
	101: 'APIKEY is invalid',
	105: 'User is blocked (low balance)', // public
	106: 'APIKEY is blocked (spam)',
	107: 'User is blocked (untrusted data)', // public
	108: 'Phone is required',
	110: 'System error',
	111: 'Invalid phone',
	112: 'No money',
	113: 'IP restriction',
	115: 'Invalid sender',
	204: 'Sender (from) unregistered',
	212: 'Phone is depricated',
	213: 'Unsupported zone',
	215: 'Invalid phone length',
	220: 'TEXT is required',
	221: 'TEXT too long',
	223: 'TEXT is an advertisement',
	226: 'Shared senders are disabled', // public
	230: 'ID is invalid',
	231: 'PACKET_ID is invalid',
	240: 'Invalid INPUT list',
	241: "You don't have enough money",
	242: 'SMS count limit (trial)',
	243: 'Loop protection, blacklist',
	250: 'Invalid SEND_DATETIME',
	260: 'Invalid callback URL',
	270: 'Invalid ttl',
	275: 'Invalid fields', // public
	300: 'SMS server_id is required',
	301: 'SMS server_id is invalid',
	302: 'SMS server_id not found',
	303: 'Invalid IDs list',
	304: 'SERVER_PACKET_ID is invalid',
	400: 'User not found',
	401: 'Invalid login details',
	500: 'Invalid -since- format, right is YYYY-MM-DD HH:II:SS',
	600: 'Expired',
	601: 'Undeliverable',
	602: 'Destination unreachable',
	603: 'Rejected',
	604: 'Cancelled',
	605: 'Disabled by the recipient',
};

/** A request that is refused as a whole. */
export class Refusal extends Error {
	readonly code: number;

	constructor(code: number) {
		super(CODE_TEXTS[code]);
		this.code = code;
	}
}

/** The error document: the code is a text. Newer gateways add a Russian description (recorded). */
export function errorDocument(code: number, isNew: boolean): object {
	const description = CODE_TEXTS[code];
	return { error: { code: String(code), description, ...(isNew ? { description_ru: RUSSIAN[code] ?? description } : {}) } };
}

/** The Russian descriptions that public pages show. */
const RUSSIAN: { [code: number]: string } = {
	111: 'Неправильный номер телефона',
	400: 'Пользователь не найден',
};
