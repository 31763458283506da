/** Signs declaratively, as most community credentials do. */
exports.OneByOneApi = class {
	name = 'oneByOneApi';
	displayName = 'One by One API';
	properties = ['baseUrl', 'apiKey'].map((name) => ({ displayName: name, name, type: 'string', default: '' }));
	authenticate = { type: 'generic', properties: { qs: { api_id: '={{ $credentials.apiKey }}' } } };
};
