import { otpOperation } from './code';

export const sendTelegram = otpOperation(
	{
		value: 'sendTelegram',
		name: 'Send by Telegram',
		action: 'Send a code by Telegram',
		description: 'Send a login code to a phone over Telegram',
	},
	'sendOtpTelegram',
);
