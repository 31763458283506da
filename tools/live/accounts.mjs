/** Whose account the vendors are asked about: environment variables, as the fields of the vendors' credentials. */
import { credentialOf } from '../../test/fuzz/built.ts';

/** Which variable fills which field of a vendor's credential, by node type. @type {Record<string, Record<string, string>>} */
export const VARIABLES = {
	rocketSms: { ROCKETSMS_USERNAME: 'username', ROCKETSMS_PASSWORD: 'password', ROCKETSMS_BASE_URL: 'baseUrl' },
	smsBy: { SMSBY_TOKEN: 'token', SMSBY_BASE_URL: 'baseUrl' },
	smsRu: { SMSRU_API_ID: 'apiKey', SMSRU_LOGIN: 'login', SMSRU_PASSWORD: 'password', SMSRU_BASE_URL: 'baseUrl' },
	smsc: { SMSC_API_KEY: 'apiKey', SMSC_LOGIN: 'login', SMSC_PASSWORD: 'password', SMSC_BASE_URL: 'baseUrl' },
	smsPilot: {
		SMSPILOT_API_KEY: 'apiKey',
		SMSPILOT_LOGIN: 'login',
		SMSPILOT_PASSWORD: 'password',
		SMSPILOT_BASE_URL: 'baseUrl',
	},
};

/** SMSPILOT may be tried without an account: the public key of its emulator sends nothing (official). */
const WITHOUT_ACCOUNT = {
	smsPilot: { apiKey: 'XXXXXXXXXXXXYYYYYYYYYYYYZZZZZZZZXXXXXXXXXXXXYYYYYYYYYYYYZZZZZZZZ' },
};

/**
 * @param {string} type a node type, e.g. `smsRu`
 * @param {Record<string, string | undefined>} env
 * @returns {{ values: Record<string, unknown> } | { missing: string }} the credential's fields, or which variables to set
 */
export function accountOf(type, env) {
	const { properties } = credentialOf(type);
	const defaults = Object.fromEntries(properties.map((field) => [field.name, field.default]));
	const set = Object.fromEntries(
		Object.entries(VARIABLES[type]).flatMap(([variable, field]) => (env[variable] ? [[field, env[variable]]] : [])),
	);
	const hasAccount = Object.keys(set).some((field) => field !== 'baseUrl');
	const given = hasAccount ? set : { ...set, ...WITHOUT_ACCOUNT[type] };
	const authentication = given.login && !given.apiKey ? 'login' : 'apiKey';
	const values = { ...defaults, ...('authentication' in defaults ? { authentication } : {}), ...given };
	const isComplete = needed(properties, authentication).every((field) => values[field]);
	return isComplete ? { values } : { missing: ways(type, properties) };
}

/** The fields that a credential cannot be without. @returns {string[]} */
const needed = (properties, authentication) =>
	properties
		.filter(({ required, displayOptions }) => required && (displayOptions?.show?.authentication ?? [authentication]).includes(authentication))
		.map(({ name }) => name);

/** E.g. "SMSRU_API_ID, or SMSRU_LOGIN and SMSRU_PASSWORD". */
function ways(type, properties) {
	const variables = new Map(Object.entries(VARIABLES[type]).map(([variable, field]) => [field, variable]));
	const each = ['apiKey', 'login'].map((way) => needed(properties, way).map((field) => variables.get(field)).join(' and '));
	return [...new Set(each)].join(', or ');
}
