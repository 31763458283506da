import type { INodeProperties } from 'n8n-workflow';

import { required } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import { isWebAddress } from '../../../shared/sms/webAddress';
import type { Entry, Parameters } from '../../../shared/operation';

const MISTAKES = {
	notAddress: { what: '"{url}" is not a full address', remedy: 'Begin with https:// or http://.' },
} satisfies Record<string, Mistake>;

/** An address that SMS.ru pushes delivery reports to. */
export interface UrlEntry extends Entry {
	url: string;
}

export const urlField: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://example.com/sms/callback',
	description: 'Full address that SMS.ru pushes delivery reports to',
};

/** @throws {InputError} when it is not a full web address */
export function urlEntry(parameters: Parameters): UrlEntry {
	const url = required(parameters, 'url', 'URL');
	if (isWebAddress(url)) return { url };
	throw InputError.of('URL', MISTAKES.notAddress, { url });
}
