/** Whose account the vendors are asked about: environment variables, as the fields of the vendors' credentials. */
import { credentialOf } from '../../test/fuzz/built.ts';

/**
 * @param {import('../../test/support/vendors/vendor.ts').TestVendor} vendor
 * @param {Record<string, string | undefined>} env
 * @returns {{ values: Record<string, unknown> } | { missing: string }} the credential's fields, or which variables to set
 */
export function accountOf({ type, live: { variables, withoutAccount } }, env) {
	const { properties } = credentialOf(type);
	const defaults = Object.fromEntries(properties.map((field) => [field.name, field.default]));
	const set = Object.fromEntries(
		Object.entries(variables).flatMap(([variable, field]) => (env[variable] ? [[field, env[variable]]] : [])),
	);
	const hasAccount = Object.keys(set).some((field) => field !== 'baseUrl');
	const given = hasAccount ? set : { ...set, ...withoutAccount };
	const authentication = given.login && !given.apiKey ? 'login' : 'apiKey';
	const values = { ...defaults, ...('authentication' in defaults ? { authentication } : {}), ...given };
	const isComplete = needed(properties, authentication).every((field) => values[field]);
	return isComplete ? { values } : { missing: ways(variables, properties) };
}

/** The fields that a credential cannot be without. @returns {string[]} */
const needed = (properties, authentication) =>
	properties
		.filter(({ required, displayOptions }) => required && (displayOptions?.show?.authentication ?? [authentication]).includes(authentication))
		.map(({ name }) => name);

/** E.g. "SMSRU_API_ID, or SMSRU_LOGIN and SMSRU_PASSWORD". */
function ways(variables, properties) {
	const variableOf = new Map(Object.entries(variables).map(([variable, field]) => [field, variable]));
	const each = ['apiKey', 'login'].map((way) => needed(properties, way).map((field) => variableOf.get(field)).join(' and '));
	return [...new Set(each)].join(', or ');
}
