/** The description of a node for comparison: what n8n wants to know of every node, and its own fields. */
exports.describe = (name, displayName, description, more) => ({
	displayName,
	name,
	group: ['output'],
	version: 1,
	description,
	defaults: { name: displayName },
	inputs: ['main'],
	outputs: ['main'],
	...more,
});
