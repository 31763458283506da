import type { FileSource, FormFields, Request } from '../shared/operation';
import { numberFor } from '../shared/sms/numberFor';
import { call } from './vendor';

const MINUTE = 60_000;

/**
 * An id of ours for a request of send.php. SMSC refuses a request that is identical to one of the last minute (document, code 9),
 * and the id is a part of it: so equal requests within one minute of the clock have one id, and any two others have two. The
 * vendor takes at most one of those with the same id, which a status can therefore be asked about.
 * @param now milliseconds since 1970
 */
export function referenceFor(form: FormFields, files: FileSource[] = [], now = Date.now()): string {
	const contents = files.map(({ print, key, name, type }) => [print ?? key, name, type]);
	return numberFor(JSON.stringify([form, contents, Math.floor(now / MINUTE)]));
}

/** A request of send.php by whose id an unclear outcome can be looked up: the one in its form, or one of ours. */
export function tracedCall(form: FormFields, files: FileSource[] = []): Request {
	const own = form.find(([name]) => name === 'id')?.[1];
	const reference = own ?? referenceFor(form, files);
	return { ...call('send', own === undefined ? [...form, ['id', reference]] : form), reference };
}
