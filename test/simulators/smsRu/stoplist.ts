import type { Call } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import { phpMap, refused, type Result } from './answers.ts';
import { OK } from './codes.ts';
import { readPhone } from './recipients.ts';
import type { Service } from './service.ts';

const WRONG_PHONE = 202;

export function addToStoplist({ params }: Call, { settings }: Service): Result {
	const phone = readPhone(textParam(params, 'stoplist_phone'));
	if (phone === undefined) return refused(WRONG_PHONE);
	settings.stoplist[phone] = textParam(params, 'stoplist_text');
	return { code: OK };
}

/** Taking away a number that is not listed succeeds too. */
export function deleteFromStoplist({ params }: Call, { settings }: Service): Result {
	const phone = readPhone(textParam(params, 'stoplist_phone'));
	if (phone === undefined) return refused(WRONG_PHONE);
	delete settings.stoplist[phone];
	return { code: OK };
}

export function getStoplist(_: Call, { settings }: Service): Result {
	const entries = Object.entries(settings.stoplist);
	return { code: OK, json: { stoplist: phpMap(entries) }, lines: entries.map(([phone, note]) => `${phone};${note}`) };
}
