import { asText, parse } from '../../shared/transport/replies';
import { encodingOf, fieldsIn, pairsOf, valuesOf, type Encoding } from '../../shared/trigger/charset';
import type { Push } from '../../shared/trigger/source';

/** What SMSC writes in where the handler's address does not ask for another charset. */
export const DEFAULT_CHARSET = 'windows-1251';

/** A push whose texts have been read in the encoding that they came in. */
export interface ReadPush extends Push {
	encoding: Encoding;
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;

/** The charset that the handler's address asks for, or that the body says it is in. */
const declaredIn = ({ query, contentType = '' }: Push): string | undefined =>
	asText([query.charset].flat()[0]) || CHARSET.exec(contentType)?.[1];

/**
 * A push as SMSC has written it. n8n takes every body and query for UTF-8; here their bytes are read again, in the declared
 * charset, or, without one, as UTF-8 or else as windows-1251. Where there are no bytes, n8n's reading stands.
 */
export function readPush(push: Push): ReadPush {
	const queryPairs = pairsOf(Buffer.from(push.rawQuery ?? '', 'latin1'));
	const bytes = push.rawBody ?? Buffer.alloc(0);
	const isJson = /^\s*[[{]/.test(bytes.toString('latin1'));
	const bodyPairs = isJson ? [] : pairsOf(bytes);
	const sample = Buffer.concat([valuesOf(queryPairs), isJson ? bytes : valuesOf(bodyPairs)]);
	const encoding = encodingOf(sample, declaredIn(push), DEFAULT_CHARSET);
	const query = queryPairs.length > 0 ? fieldsIn(queryPairs, encoding) : push.query;
	if (bytes.length === 0) return { ...push, query, encoding };
	const body = isJson ? parse(encoding.decode(bytes)) : (fieldsIn(bodyPairs, encoding) as unknown);
	return { ...push, query, body: body ?? push.body, encoding };
}
