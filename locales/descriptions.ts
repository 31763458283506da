/**
 * Descriptions of nodes and credentials in another language: what people read is told, what workflows store (names, values,
 * defaults) stays. Part of every edition but the English one.
 */
import type { INodeProperties, INodePropertyCollection, INodePropertyMode, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

/** Tells a text in the other language. */
type Tell = (text: string) => string;

/** A node's description in another language. Its name is a brand, and stays. */
export function describedNode(description: INodeTypeDescription, tell: Tell): INodeTypeDescription {
	const properties = describedFields(description.properties, tell);
	return {
		...told(description, ['description', 'eventTriggerDescription', 'activationMessage'], tell),
		properties,
		...(description.subtitle ? { subtitle: subtitleOf(properties) } : {}),
	};
}

/** The fields of a node or a credential in another language. Nobody sees hidden ones. */
export const describedFields = (fields: INodeProperties[], tell: Tell): INodeProperties[] =>
	fields.map((field) => (field.type === 'hidden' ? field : describedField(field, tell)));

function describedField(field: INodeProperties, tell: Tell): INodeProperties {
	const { options, modes } = field;
	return {
		...told(field, ['displayName', 'description', 'placeholder', 'hint'], tell),
		...(options ? { options: options.map((option) => describedOption(option, tell)) } : {}),
		...(modes ? { modes: modes.map((mode): INodePropertyMode => told(mode, ['displayName', 'placeholder', 'hint'], tell)) } : {}),
	};
}

/** An option of a field is a choice, a group of fields, or a field. */
function describedOption(option: INodePropertyOptions | INodeProperties | INodePropertyCollection, tell: Tell): typeof option {
	if ('values' in option) return { ...told(option, ['displayName'], tell), values: describedFields(option.values, tell) };
	if ('type' in option) return describedField(option, tell);
	return told(option, ['name', 'action', 'description'], tell);
}

/** A copy with those texts told that are there. */
const told = <T extends object>(some: T, names: Array<keyof T & string>, tell: Tell): T =>
	Object.assign({}, some, Object.fromEntries(names.filter((name) => some[name]).map((name) => [name, tell(String(some[name]))])));

/** What stands below a node in the workflow: the chosen operation, or what the trigger starts on, in the words of the panel. */
function subtitleOf(fields: INodeProperties[]): string {
	const resources = labelsOf(fields.find(({ name }) => name === 'resource'));
	if (Object.keys(resources).length === 0) {
		const kinds = JSON.stringify(labelsOf(fields.find(({ name }) => name === 'triggerOn')));
		return `={{ $parameter["triggerOn"].map((kind) => (${kinds})[kind] ?? kind).join(", ") }}`;
	}
	const operations = fields
		.filter(({ name }) => name === 'operation')
		.flatMap((field) => (field.displayOptions?.show?.resource ?? []).flatMap((resource) => operationLabels(String(resource), field)));
	const labels = Object.fromEntries(operations.map(([resource, operation, label]) => [`${resource}.${operation}`, `${resources[resource]}: ${label}`]));
	return `={{ (${JSON.stringify(labels)})[$parameter["resource"] + "." + $parameter["operation"]] ?? "" }}`;
}

const operationLabels = (resource: string, field: INodeProperties) =>
	Object.entries(labelsOf(field)).map(([operation, label]) => [resource, operation, label] as const);

/** The labels of a field's choices, by their values. */
const labelsOf = (field: INodeProperties | undefined): Record<string, string> =>
	Object.fromEntries(((field?.options ?? []) as INodePropertyOptions[]).map(({ value, name }) => [String(value), name]));
