/** Every way by which a text comes in from users and vendors, with texts that have kept such code busy for long. */
import { createRequire } from 'node:module';
import type { IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import type { Operation } from '../../../nodes/shared/operation.ts';
import type { Push, PushSource } from '../../../nodes/shared/trigger/source.ts';
import { httpOptions, redactor, vendorOf } from '../../fuzz/built.ts';
import type { Json, Sample } from '../vendors/answer.ts';
import { parametersOf, recorded, type Exchange } from '../../fuzz/recorded.ts';
import { VENDORS } from '../vendors/index.ts';
import type { TestVendor } from '../vendors/vendor.ts';
import { textOf, type Shape } from './adversaries.ts';
import type { Case } from './growth.ts';

const require = createRequire(new URL('../../../dist/nodes/', import.meta.url));

const { pushOf } = require('./shared/trigger/push.js') as typeof import('../../../nodes/shared/trigger/push.ts');
const { verify } = require('./shared/trigger/verify.js') as typeof import('../../../nodes/shared/trigger/verify.ts');
const { withFields } = require('./shared/transport/authentication.js') as typeof import('../../../nodes/shared/transport/authentication.ts');
const { boundaryOf } = require('./shared/transport/multipart.js') as typeof import('../../../nodes/shared/transport/multipart.ts');
const { unclearReply } = require('./shared/transport/replies.js') as typeof import('../../../nodes/shared/transport/replies.ts');
const { isIpAddress } = require('./shared/sms/ip.js') as typeof import('../../../nodes/shared/sms/ip.ts');
const { segments } = require('./shared/sms/segments.js') as typeof import('../../../nodes/shared/sms/segments.ts');
const { transliterated } = require('./shared/sms/transliteration.js') as typeof import('../../../nodes/shared/sms/transliteration.ts');
const { unlinked, withLink } = require('./shared/wait/approval/link.js') as typeof import('../../../nodes/shared/wait/approval/link.ts');
const { questionPage } = require('./shared/wait/approval/page.js') as typeof import('../../../nodes/shared/wait/approval/page.ts');
const { wordsIn } = require('./shared/wait/approval/words.js') as typeof import('../../../nodes/shared/wait/approval/words.ts');
const { reading } = require('./shared/parameters/expressions.js') as typeof import('../../../nodes/shared/parameters/expressions.ts');
const SOURCES = ['SmsBy', 'SmsPilot', 'SmsRu', 'Smsc'].flatMap((name) =>
	Object.values(require(`./${name}/trigger/index.js`) as Record<string, PushSource>),
);

/** What is repeated. Blanks, signs that stand between things, and the beginnings of what must end some time. */
const UNITS = [
	...[' ', '\t', '\u00a0', '\n', '\r\n', '\u2028', '0', '1', '80', 'a', 'Ж', '😀', '\ud800', '\u200d', '\0'],
	...['.', '@', 'a@', '.a', '@.', '-', '+', '(', '/', '://', ':', ',', ';', '1,', ', ', '|', '#', '~', '_', '%', '%2', '&', '=', 'a=&', 'a=1&'],
	...['{', '{{', '}', '{}', '[', '[]', '[a]', '{"a":', '[1,', '"', "'", '\\', '\\"', '<', '<a>', '&#', '{link}', '{{ $json.', '$json.a ', '||', '?.', '1e', 'null'],
];

/** What stands before and after it. */
const ENDS: Array<[start: string, end: string]> = [['', ''], ['', '!'], ['a', ' x'], ['79255070602', ''], ['https://a@b', '\n!']];

const all: Shape[] = UNITS.flatMap((unit) => ENDS.map(([start, end]) => ({ start, unit, end })));

/** Each unit once, with changing ends. */
const some: Shape[] = UNITS.map((unit, index) => ({ start: ENDS[index % ENDS.length][0], unit, end: ENDS[index % ENDS.length][1] }));

/** For the hundreds of fields and values: what almost is an address, a number, a time, a list, a blank. */
const few: Shape[] = [
	...[['', ' ', '!'], ['1', ' ', 'x'], ['1 ', '\t', '1 '], ['a@', '.', '@'], ['a@', 'b.', '@'], ['https://', 'a', ' !'], ['', '/', '!']],
	...[['79255070602', '1', 'x'], ['', '1-', '!'], ['1:', '0', 'x'], ['', '1,', '!'], ['', '\n', '!'], ['', '{', '!'], ['"', '"', 'a'], ['', 'a', '!']],
].map(([start, unit, end]) => ({ start, unit, end }));

/** Those of one value, for fields that are tried once for each choice. */
const single = few.slice(1, 7);

const shown = ({ start, unit, end }: Shape): string => [start, unit, end].map((text) => JSON.stringify(text)).join(', ');

/** What is wrong with an input is told by an error; that, too, is to come at once. */
function attempt(work: () => unknown): unknown {
	try {
		return work();
	} catch (error) {
		if (error instanceof RangeError) throw error;
		return error;
	}
}

const casesOf = (subject: string, shapes: Shape[], work: (text: string) => unknown): Case[] =>
	shapes.map((shape) => ({
		subject,
		input: shown(shape),
		prepare(length) {
			const text = textOf(shape, length);
			return () => attempt(() => work(text));
		},
	}));

/** Of all sorts: a long key, a short login and a number, each of which is looked for in many spellings. */
const blanked = redactor({ api_id: '1A2B3C4D-0000-0000-0000-000000000000', login: 'a', password: '1111', token: 'aaaaaaaa%"\\&' });

/** Texts and addresses, one function each. */
const FUNCTIONS: Record<string, (text: string) => unknown> = {
	isIpAddress,
	segments,
	transliterated,
	unlinked,
	boundaryOf: (text) => boundaryOf(`multipart/form-data; ${text}`),
	'boundaryOf, from the beginning': boundaryOf,
	'the page of an approval': (text) => questionPage({ text, words: { ...wordsIn('en'), approve: text }, hasDecline: true }),
	'the link of an approval': (text) => withLink(parametersOf({ fields: [], options: [] } as unknown as Operation, { message: text }), 'https://example.com').get('message'),
	'the base URL': (baseUrl) => httpOptions({ path: '/x' }, { credential: '', baseUrl, timeout: 1 }),
	'a credential, in a form': (text) => withFields({ url: '', method: 'POST', body: text } as IHttpRequestOptions, { login: text }),
	'a credential, in a content type': (text) =>
		withFields({ url: '', method: 'POST', body: Buffer.from(text), headers: { 'content-type': text } } as IHttpRequestOptions, { a: text }),
	'the blanking out of secrets': blanked,
	'the blanking out of secrets in an answer': (text) => blanked({ error: text, login: text, [text]: { password: text } }),
	'the blanking out of secrets in JSON': (text) => blanked(JSON.stringify({ request: JSON.stringify({ login: text }) })),
	'an unusable answer': (body) => unclearReply({ status: 200, headers: { 'retry-after': body }, body }),
	'a template': (text) => reading(`=${text}`)?.({ a: text }),
	'a piece of code': (text) => reading(`={{ ${text} }}`)?.({ a: text }),
	'a quoted text of code': (text) => reading(`={{ "${text}" + '${text}' }}`)?.({}),
	...Object.fromEntries(
		['$json.a.trim()', '$json.a.split(" ").join(",")', '$json.a.replace(/\\s+/g, "")', '$json.a.replace(/[^ ]+/, $json.a)', '$json.a.replaceAll("a", "$&$&")'].map(
			(code) => [`the formula ${code}`, (text: string) => reading(`=Hi {{ ${code} }}`)?.({ a: text })],
		),
	),
};

const KEYS: Record<string, string | undefined> = { SMSC: 'word', 'SMS.ru': 'key' };

const FILTERS = { kinds: ['deliveryStatus', 'other', 'incomingSms', 'callCheck', 'callConfirmation'], finalOnly: false };

/** Whatever a stranger may send to a trigger, and what its rows may be made of. */
const BODIES: Record<string, (text: string) => unknown> = {
	'a body': (text) => text,
	'a body as a value': (text) => ({ status: text, id: text, server_id: '1', phone: text, error: text, 'data[1]': text, data: text, mes: text, hash: text, sha1: text }),
	'a body as values of rows': (text) => [{ phone: text, status: text, status_time: text, errors: text, failed: [text, { error: text }] }],
	'a body as names': (text) => ({ [text]: '1', [`a[${text}`]: '2', [`a${text}]`]: '3', [`data[${text}]`]: '4' }),
	'a body of JSON in a field': (text) => ({ data: `[${text}`, messages: `{"phone":"${text}"}` }),
	'many fields': (text) => Object.fromEntries(Array.from({ length: text.length / 20 }, (_, index) => [`messages[${index}][phone]`, '1'])),
	'many rows': (text) => Array.from({ length: text.length / 20 }, () => ({ phone: '1' })),
	'many failures': (text) => ({ uuid: text, name: text, failed: Array.from({ length: text.length / 20 }, () => 'no') }),
	'many entries': (text) => ({ hash: 'x', ...Object.fromEntries(Array.from({ length: text.length / 20 }, (_, index) => [`data[${index}]`, 'sms_status\n1\n103\n1512261000'])) }),
	'deep names': (text) => ({ [`a${'[b]'.repeat(text.length / 3)}`]: '1' }),
	'deep lists': (text) => '['.repeat(text.length / 2) + ']'.repeat(text.length / 2),
};

function pushesTo(source: PushSource): Case[] {
	return Object.entries(BODIES).flatMap(([what, bodyOf]) =>
		casesOf(`a push to ${source.vendor.name}: ${what}`, /^(many|deep)/.test(what) ? all.slice(0, 1) : some, (text) => {
			const body = bodyOf(text);
			const request = {
				method: 'POST',
				headers: { 'content-type': `application/x-www-form-urlencoded; charset=${text}` },
				originalUrl: `/webhook/x?${text}`,
				query: { a: text },
				body: typeof body === 'string' ? {} : body,
				rawBody: typeof body === 'string' ? Buffer.from(body) : Buffer.from(''),
			};
			const push = pushOf({ getRequestObject: () => request } as unknown as IWebhookFunctions);
			const events = verify(push, source, KEYS[source.vendor.name], FILTERS);
			// What is behind the signature, too: whoever has the key may send what he likes.
			return [JSON.stringify(events), JSON.stringify(source.read(push as Push))];
		}),
	);
}

/** Right for whatever a choice may ask for: an address as the sender, a text that is hexadecimal, too. */
const ANY_CHOICE = { from: 'a@b.by', message: 'abcd', link: 'https://a', title: 'a', bot: 'a_shop_bot' };

/** A sample for each value of each choice that decides which fields there are. */
const choicesOf = ({ fields }: Operation, sample: Sample): Sample[] =>
	fields
		.filter(({ name, type }) => type === 'options' && fields.some(({ displayOptions }) => displayOptions?.show?.[name]))
		.flatMap(({ name, options = [] }) => options.map((one) => ({ ...sample, ...ANY_CHOICE, [name]: 'value' in one ? one.value : undefined })));

/** Each field of an operation, the others filled in as they should be. */
function fieldsOf(name: string, operation: Operation, [sample]: Sample[]): Case[] {
	const fields = operation.fields.map((field) => field.name);
	const options = (operation.options ?? []).map((option) => option.name);
	const read = (changed: Sample) => operation.entries(parametersOf(operation, changed));
	return [
		...fields.flatMap((field) => casesOf(`${name}, field ${field}`, few, (text) => read({ ...sample, [field]: text }))),
		...options.flatMap((option) =>
			casesOf(`${name}, option ${option}`, few, (text) => read({ ...sample, options: { ...sample.options, [option]: text } })),
		),
		...choicesOf(operation, sample).flatMap((chosen) =>
			fields.flatMap((field) => casesOf(`${name}, field ${field}`, single, (text) => read({ ...chosen, [field]: text }))),
		),
	];
}

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** The ways to all values of an answer. */
const waysIn = (value: unknown, way: string[] = []): string[][] =>
	isTree(value) ? [way, ...Object.entries(value).flatMap(([key, inner]) => waysIn(inner, [...way, key]))] : [way];

/** An answer in which one value is another. */
function changed(json: unknown, way: string[], value: unknown): unknown {
	if (way.length === 0) return value;
	const [key, ...rest] = way;
	const copy = (Array.isArray(json) ? [...(json as unknown[])] : { ...(json as Tree) }) as Tree;
	copy[key] = changed(copy[key], rest, value);
	return copy;
}

/** Most answers have rows that are all alike: the values of the first few tell enough. */
const MOST_VALUES = 15;

/** An answer with each of its values, and names, replaced by a text; or with the value many times over. */
function answersOf(name: string, operation: Operation, { entries, reply }: Exchange): Case[] {
	const read = (body: string) => {
		const verdicts = operation.unpack({ ...reply, body }, entries);
		return JSON.stringify(verdicts.map((verdict) => ('results' in verdict ? verdict.results : verdict.problem)));
	};
	const whole = casesOf(`${name}, its answer`, some, read);
	let json: unknown;
	try {
		json = JSON.parse(reply.body);
	} catch {
		return whole;
	}
	const ways = waysIn(json).slice(0, MOST_VALUES);
	const values = ways.flatMap((way) =>
		casesOf(`${name}, ${way.join('.')} of its answer`, few, (text) => read(JSON.stringify(changed(json, way, text)))),
	);
	const many = ways.flatMap((way) =>
		casesOf(`${name}, ${way.join('.')} of its answer many times over`, all.slice(0, 1), (text) => {
			const value = way.reduce((inner: unknown, key) => (inner as Tree)[key], json);
			const count = text.length / 50;
			const list = Array.from({ length: count }, () => value);
			const named = Object.fromEntries(list.map((one, index) => [String(index), one]));
			return [list, named, { ...(isTree(value) && !Array.isArray(value) ? value : {}), ...named }].map((one) =>
				attempt(() => read(JSON.stringify(changed(json, way, one)))),
			);
		}),
	);
	return [...whole, ...values, ...many];
}

async function callsOf(vendor: TestVendor): Promise<Case[]> {
	const recordings = await recorded(vendor);
	const earlier = (name: string): Json[] => recordings.find((one) => one.name === name)!.results;
	return recordings.flatMap(({ name, operation, exchanges }) => {
		const sample = vendor.fuzz.samples[name];
		const title = `${vendorOf(vendor.type).name} ${name}`;
		return [
			...fieldsOf(title, operation, typeof sample === 'function' ? sample(earlier) : sample),
			...exchanges.slice(0, 1).flatMap((exchange) => answersOf(title, operation, exchange)),
		];
	});
}

export const cases: Case[] = [
	...Object.entries(FUNCTIONS).flatMap(([name, work]) => casesOf(name, all, work)),
	...SOURCES.flatMap(pushesTo),
	...(await Promise.all(VENDORS.map(callsOf))).flat(),
];
