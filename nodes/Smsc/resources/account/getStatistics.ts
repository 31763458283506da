import type { IDataObject } from 'n8n-workflow';

import type { Entry, FormFields, Operation } from '../../../shared/operation';
import { asNumber, filled } from '../../../shared/transport/replies';
import { call, currencyOf, lists } from '../../vendor';
import { periodOf, periodOptions } from '../days';

interface PeriodEntry extends Entry {
	period: FormFields;
}

/** What was sent and spent in a period (get.php with get_stat=1, known from public sources). */
export const getStatistics: Operation<PeriodEntry> = {
	value: 'getStatistics',
	name: 'Get Statistics',
	action: 'Get the statistics',
	description: 'Get how many messages were sent in a period, and what they cost',
	effect: 'read',
	fields: [],
	options: periodOptions,
	entries: (parameters) => [
		{ period: periodOf(parameters) },
	],
	pack: ([{ period }]) => call('get', [['get_stat', '1'], ...period]),
	unpack: lists(statistics, (rows) => rows),
};

/** The login is left out: it is part of the credential. */
function statistics({ cnt, credit, debit, currency }: IDataObject): IDataObject {
	return filled({ count: asNumber(cnt), spent: asNumber(credit), paidIn: asNumber(debit), currency: currencyOf(currency) });
}
