import { otpOperation } from './code';

export const sendWhatsApp = otpOperation(
	{
		value: 'sendWhatsApp',
		name: 'Send by WhatsApp',
		action: 'Send a code by WhatsApp',
		description: 'Send a login code to a phone over WhatsApp',
	},
	'sendOtpWhatsApp',
);
