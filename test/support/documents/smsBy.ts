/** The sample of sendBulkSms in SMS.by's document, written as JSON. */
export const BULK_SAMPLE = {
	callback_url: '',
	messages: [
		{
			alphaname_id: '123',
			name: 'mailing list 1',
			message_type: 'personal',
			schedule_time: '2024-12-31T23:59:59',
			delivery_list: [
				{ phone: '375299999999', text: 'personal message 1' },
				{ phone: '375298888888', text: 'personal message 2' },
			],
		},
		{
			alphaname_id: '234',
			name: 'mailing list 2',
			message_type: 'bulk',
			text: 'message text 2',
			schedule_time: '2024-12-31T23:59:59',
			delivery_list: ['375297777777', '375295555555'],
		},
	],
};
