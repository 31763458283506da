/** @typedef {{ type: string, properties?: Record<string, Schema>, items?: Schema }} Schema */

/** How a value's type is told in n8n's schemas. */
const typeOf = (/** @type {unknown} */ value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/**
 * The schema that fits all of some values; where their types differ, that of the first one that is not null.
 *
 * @param {unknown[]} values at least one
 * @returns {Schema}
 */
export function schemaOf(values) {
	const type = typeOf(values.find((value) => value !== null) ?? null);
	const alike = values.filter((value) => typeOf(value) === type);
	if (type === 'array') {
		const items = alike.flat();
		return { type, ...(items.length > 0 ? { items: schemaOf(items) } : {}) };
	}
	if (type !== 'object') return { type };
	const names = [...new Set(alike.flatMap((value) => Object.keys(/** @type {object} */ (value))))];
	const valuesOf = (/** @type {string} */ name) => alike.flatMap((value) => (name in value ? [value[name]] : []));
	return { type, properties: Object.fromEntries(names.map((name) => [name, schemaOf(valuesOf(name))])) };
}

/**
 * Why a value does not fit a schema: fields that it lacks, or that are of another type. Null fits everywhere.
 *
 * @param {unknown} value
 * @param {Schema} schema
 * @param {string} [path]
 * @returns {string[]}
 */
export function misfits(value, schema, path = '$') {
	const type = typeOf(value);
	if (value === null) return [];
	if (type !== schema.type) return [`${path} is ${type}, not ${schema.type}`];
	if (type === 'array') return value.flatMap((one, index) => (schema.items ? misfits(one, schema.items, `${path}[${index}]`) : []));
	if (type !== 'object') return [];
	return Object.entries(value).flatMap(([name, inner]) => {
		const known = schema.properties?.[name];
		return known ? misfits(inner, known, `${path}.${name}`) : [`${path}.${name} is not in the schema`];
	});
}
