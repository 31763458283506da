import type { INodeProperties } from 'n8n-workflow';

import { InputError, type Mistake } from '../../shared/errors';
import { isIpAddress } from '../../shared/sms/ip';
import type { Parameters } from '../../shared/operation';

const MISTAKES = {
	notIp: { what: '"{ip}" is not an IP address', remedy: 'Pass the visitor’s public address, IPv4 or IPv6.' },
} satisfies Record<string, Mistake>;

/** What the vendor's document warns of before all else: strangers can use up the balance by a page that sends. */
export const captchaNotice: INodeProperties = {
	displayName:
		'Does a page that anybody can open lead here, such as a form that sends a code? SMS.ru warns to protect it by a captcha: otherwise strangers can use up your balance. Add the option “End User IP” as well.',
	name: 'captchaNotice',
	type: 'notice',
	default: '',
};

/** The option that lets SMS.ru stop floods which one visitor causes. */
export const ipOption: INodeProperties = {
	displayName: 'End User IP',
	name: 'ip',
	type: 'string',
	default: '',
	placeholder: 'e.g. 198.51.100.7',
	description:
		'For codes and other messages that a visitor of your site causes: the visitor’s public IP address. SMS.ru then stops floods from one address.',
};

/** @throws {InputError} when it is not an IP address */
export function ipOf(parameters: Parameters): string | undefined {
	const ip = parameters.text('ip');
	if (ip === '') return undefined;
	if (isIpAddress(ip)) return ip;
	throw InputError.of('End User IP', MISTAKES.notIp, { ip });
}
