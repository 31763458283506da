import type { Call } from '../kit/call.ts';
import { textParam } from '../kit/form.ts';
import { refused, type Result } from './answers.ts';
import { OK } from './codes.ts';
import type { Service, SmsRuSettings } from './service.ts';

const WRONG_URL = 901;
const UNKNOWN_HANDLER = 902;

/** The text of 901 asks for http://, but https:// is taken as well (recorded). */
export function addCallback({ params }: Call, { settings }: Service): Result {
	const url = textParam(params, 'url');
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return refused(WRONG_URL);
	if (!settings.callbacks.includes(url)) settings.callbacks = [...settings.callbacks, url];
	return list(settings);
}

export function deleteCallback({ params }: Call, { settings }: Service): Result {
	const url = textParam(params, 'url');
	if (!settings.callbacks.includes(url)) return refused(UNKNOWN_HANDLER);
	settings.callbacks = settings.callbacks.filter((known) => known !== url);
	return list(settings);
}

export function getCallbacks(_: Call, { settings }: Service): Result {
	return list(settings);
}

// The key is missing when the list is empty (recorded).
function list({ callbacks }: SmsRuSettings): Result {
	return { code: OK, json: callbacks.length > 0 ? { callback: callbacks } : {}, lines: callbacks };
}
