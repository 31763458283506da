import type { IDataObject } from 'n8n-workflow';

import { isoTimeOfSeconds } from '../../../shared/sms/dates';
import { messageResult, type Status } from '../../../shared/sms/status';
import { asNumber, asText } from '../../../shared/transport/replies';
import { ERRORS, STATUSES } from '../../codes';
import { say, type Text } from '../../../shared/language/say';

/** The kinds of request that ask about a number instead of sending anything to read. */
const LOOKUPS = ['4', '5'];

/** The error by which the operator has given no status within a day: it may have arrived or not, and no more will be heard. */
export const NO_STATUS = '245';

const UNDER_WAY: Status[] = ['queued', 'sent'];

/** What a code of the vendor's and the error beside it mean. */
export function stateOf(code: string, error?: string): { status: Status; text?: Text; isKnown: boolean } {
	const known = Object.hasOwn(STATUSES, code) ? STATUSES[code] : undefined;
	return { status: error === NO_STATUS ? 'unknown' : (known?.status ?? 'unknown'), text: known?.text, isKnown: known !== undefined };
}

/** Our word for the state in a row. */
export const statusIn = ({ status, err }: IDataObject): Status => stateOf(asText(status) ?? '', asText(err)).status;

/** The state that a row of status.php, or of the history, tells of a message. */
export function stateIn(row: IDataObject, id: string, to: string): IDataObject {
	const vendorStatus = asText(row.status) ?? '';
	const error = asText(row.err);
	const { status, text } = stateOf(vendorStatus, error);
	const state = messageResult({
		id,
		to,
		status,
		parts: asNumber(row.sms_cnt),
		cost: asNumber(row.cost),
		vendorStatus,
		vendorStatusText: text ?? asText(row.status_name),
		sentAt: isoTimeOfSeconds(asNumber(row.send_timestamp)),
		...(status === 'delivered' || status === 'read' ? { deliveredAt: isoTimeOfSeconds(asNumber(row.last_timestamp)) } : {}),
	});
	return error === NO_STATUS ? { ...state, isFinal: true } : state;
}

/** The error of a row, if it names one. */
export function errorIn(row: IDataObject): IDataObject {
	const error = asText(row.err);
	return error === undefined || error === '' || error === '0' ? {} : { vendorError: error, vendorErrorText: say(ERRORS[error]?.meaning ?? '') };
}

/** What HLR requests find out, and what is told of the number, under readable names. */
const NAMES: Array<[field: string, name: string]> = [
	['imsi', 'imsi'],
	['msc', 'msc'],
	['mcc', 'mcc'],
	['mnc', 'mnc'],
	['cn', 'homeCountry'],
	['net', 'homeOperator'],
	['rcn', 'roamingCountry'],
	['rnet', 'roamingOperator'],
	['country', 'country'],
	['operator', 'operator'],
	['region', 'region'],
];

/** What a row of status.php, or a push, tells beside the state: the error, whether a looked-up number can be reached, its facts. */
export function factsOf(row: IDataObject, status: Status): IDataObject {
	const error = asText(row.err);
	const { isKnown } = stateOf(asText(row.status) ?? '');
	const isAnswered = LOOKUPS.includes(asText(row.type) ?? '') && isKnown && !UNDER_WAY.includes(status);
	const facts = NAMES.map(([field, name]) => [name, asText(row[field])]).filter(([, value]) => value !== undefined && value !== '');
	return {
		...errorIn(row),
		...(isAnswered ? { isReachable: asText(row.status) === '1' && (error ?? '0') === '0' } : {}),
		...Object.fromEntries(facts),
	};
}
