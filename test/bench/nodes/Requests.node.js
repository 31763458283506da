const { describe } = require('./describe.js');

/**
 * Sends requests that were made beforehand by n8n's own request helper, several at once, and understands no answer: what
 * they cost in n8n whoever makes them.
 */
exports.Requests = class {
	description = describe('requests', 'Requests', 'Sends requests that were made beforehand', {
		credentials: ['smsRuApi', 'smscApi', 'smsByApi', 'smsPilotApi', 'rocketSmsApi'].map((name) => ({ name, required: false })),
		properties: [
			{ displayName: 'Credential', name: 'credential', type: 'string', default: '' },
			{ displayName: 'At Once', name: 'atOnce', type: 'number', default: 1 },
		],
	});

	async execute() {
		const items = this.getInputData();
		const [credential, atOnce] = ['credential', 'atOnce'].map((name) => this.getNodeParameter(name, 0));
		let next = 0;
		const lane = async () => {
			while (next < items.length) {
				const { url, form, json } = items[next++].json;
				const body = form === undefined ? json : new URLSearchParams(form);
				await this.helpers.httpRequestWithAuthentication.call(this, credential, { url, method: 'POST', body });
			}
		};
		await Promise.all(Array.from({ length: atOnce }, lane));
		return [items.map((_, item) => ({ json: {}, pairedItem: { item } }))];
	}
};
