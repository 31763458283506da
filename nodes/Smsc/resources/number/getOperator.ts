import type { IDataObject } from 'n8n-workflow';

import { UnclearReply, type Problem } from '../../../shared/errors';
import { recipientsOf, toField } from '../../../shared/sms/message';
import { done, type Entry, type Operation, type Reply, type Verdict } from '../../../shared/operation';
import { asNumber, asText, filled } from '../../../shared/transport/replies';
import { answerIn, call, isError, refusal, rowsOf } from '../../vendor';

interface NumberEntry extends Entry {
	to: string;
}

/** Country, operator and region of a number (info.php, known from public sources); the answer for a list is uncertain. */
export const getOperator: Operation<NumberEntry> = {
	value: 'getOperator',
	name: 'Get Operator',
	action: 'Get the operator of a number',
	description: 'Get the country, the operator and the region of phone numbers',
	effect: 'read',
	fields: [{ ...toField, displayName: 'Phone Numbers', description: 'Number in the international form. Several may be separated by commas, or given as an array.' }],
	entries: (parameters) => recipientsOf(parameters, 'RU').map((to) => (typeof to === 'string' ? { to } : to)),
	pack: ([{ to }]) => call('info', [['get_operator', '1'], ['phone', to]]),
	unpack: operators,
};

function operators(reply: Reply, entries: NumberEntry[]): Verdict[] {
	const answer = answerIn(reply);
	if (isError(answer)) return entries.map(() => refusal(answer));
	const [row] = rowsOf(answer);
	if (!row || (row.operator === undefined && row.country === undefined)) throw new UnclearReply(EMPTY, reply.body);
	return entries.map(({ to }) => done([resultOf(row, to)], row));
}

const EMPTY: Problem = { kind: 'unclear', meaning: 'its answer names no operator', remedy: 'Check the number, and ask again.' };

const resultOf = ({ country, operator, region, mcc, mnc, tz }: IDataObject, phone: string): IDataObject =>
	filled({
		phone,
		country: asText(country),
		operator: asText(operator),
		region: asText(region),
		mcc: asText(mcc),
		mnc: asText(mnc),
		hoursFromMoscow: asNumber(tz),
	});
