import type { IDataObject } from 'n8n-workflow';

import { areFinal } from '../../../shared/sms/status';
import { idsField, type IdEntry } from '../../../shared/sms/entries';
import { done, type Operation, type Verdict } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { CODES } from '../../codes';
import { MAX_PER_REQUEST, answerOf, call1, itemsOf, unmentioned } from '../../vendor';
import { serverIds } from '../ids';
import { reasonOf } from '../message/states';
import { say, type Text } from '../../../shared/language/say';

/** What each status means for a number (public). */
interface Finding {
	status: string;
	text: Text;
	isFinal: boolean;
}

const FINDINGS: Record<string, Finding> = {
	'-2': { status: 'unknown', text: 'SMSPILOT does not know this ID', isFinal: false },
	'-1': { status: 'unavailable', text: 'Not in service, or switched off', isFinal: true },
	0: { status: 'queued', text: 'Accepted', isFinal: false },
	1: { status: 'asked', text: 'At the operator', isFinal: false },
	2: { status: 'available', text: 'In service, or switched on', isFinal: true },
	3: { status: 'scheduled', text: 'Waits for its time', isFinal: false },
};

const UNEXPLAINED: Finding = { status: 'unknown', text: 'A status that SMSPILOT does not explain', isFinal: false };

const FIELDS = 'server_id,phone,status,error,country,operator,message';

/** What was found out about numbers (API-1, `check` with `fields`; known from public client libraries). */
export const getResult: Operation<IdEntry> = {
	value: 'getResult',
	name: 'Get Result',
	action: 'Get the result of a lookup or ping',
	description: 'Get what a lookup or ping has found out, by its ID',
	effect: 'read',
	fields: [
		{
			...idsField('e.g. 10005'),
			displayName: 'IDs',
			description: 'ID that a lookup or ping returned. Several may be separated by commas, or given as an array.',
		},
	],
	maxPerRequest: MAX_PER_REQUEST,
	conflictKey: ({ to }) => to,
	entries: serverIds,
	pack: (entries) => call1([['check', entries.map(({ to }) => to).join(',')], ['fields', FIELDS]]),
	unpack: (reply, entries) =>
		answerOf(reply, entries, 'check', (answer) => {
			const items = itemsOf(answer, 'check');
			return entries.map((entry) => found(items.find(({ server_id: id }) => asText(id) === entry.to), entry, answer));
		}),
	isFinal: areFinal,
};

function found(item: IDataObject | undefined, { to: id }: IdEntry, answer: IDataObject): Verdict {
	const code = asText(item?.status);
	if (!item || code === undefined) return unmentioned(answer);
	const { status, text, isFinal } = Object.hasOwn(FINDINGS, code) ? FINDINGS[code] : UNEXPLAINED;
	const facts = {
		country: asText(item.country),
		operator: asText(item.operator),
		message: asText(item.message),
		reason: wordsOf(asText(item.error)),
	};
	const known = Object.entries(facts).filter(([, value]) => value);
	const result = { id, to: asText(item.phone) ?? '', status, isFinal, vendorStatus: code, vendorStatusText: say(text) };
	return done([{ ...result, ...Object.fromEntries(known), ...reasonOf(item) }], item);
}

const wordsOf = (error = '0'): string | undefined =>
	['', '0'].includes(error) ? undefined : Object.hasOwn(CODES, error) ? say(CODES[error].meaning) : error;
