const { describe } = require('./describe.js');

/**
 * Stands for the way in which SMS nodes commonly work: a loop over the items, in which n8n reads the parameters of one,
 * and one request and its answer are awaited. It speaks to SMS.ru. In its favour, it checks nothing and understands no
 * answer.
 */
exports.OneByOne = class {
	description = describe('oneByOne', 'One by One', 'Makes a request per item', {
		credentials: [{ name: 'oneByOneApi', required: true }],
		properties: ['to', 'message'].map((name) => ({ displayName: name, name, type: 'string', default: '' })),
	});

	async execute() {
		const sent = [];
		for (let item = 0; item < this.getInputData().length; item++) {
			const { baseUrl } = await this.getCredentials('oneByOneApi');
			const form = { json: '1', to: this.getNodeParameter('to', item), msg: this.getNodeParameter('message', item) };
			const json = await this.helpers.httpRequestWithAuthentication.call(this, 'oneByOneApi', {
				url: `${baseUrl}/sms/send`,
				method: 'POST',
				body: new URLSearchParams(form),
				json: true,
			});
			sent.push({ json, pairedItem: { item } });
		}
		return [sent];
	}
};
