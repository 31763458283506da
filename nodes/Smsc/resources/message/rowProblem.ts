import type { IDataObject } from 'n8n-workflow';

import { UNMENTIONED, problemOf, type Problem } from '../../../shared/errors';
import type { Verdict } from '../../../shared/operation';
import { hasFailed, type Status } from '../../../shared/sms/status';
import { asNumber, asText } from '../../../shared/transport/replies';
import { ERRORS, STATUSES, STATUS_CODES } from '../../codes';

/** What an answer of send.php says of one recipient (`op=1`); all its values are texts, and any may be missing. */
export type Row = IDataObject;

/** Errors that are none: nothing wrong, and the account's test mode. */
const HARMLESS = [0, 200];

export const MISSING: Problem = {
	kind: 'unclear',
	meaning: UNMENTIONED,
	remedy: 'Check the history of the SMSC account, or ask for its status by the ID, before you send it again.',
};

export const DISAGREEING: Problem = { ...MISSING, meaning: 'its answer gives an error and a good status at once' };

const UNREADABLE: Problem = { ...MISSING, meaning: 'its answer gives an error that is no code' };

/** What is wrong with a recipient, if anything is. Rows of one recipient that do not agree leave it open. */
export function rowsProblem(rows: Row[]): Verdict | undefined {
	const problems = rows.filter((row) => isGood(row) || rowProblem(row)).map(rowProblem);
	const [first] = problems;
	return problems.every((one) => one?.outcome === first?.outcome) ? first : { outcome: 'unknown', problem: DISAGREEING, raw: { rows } };
}

function rowProblem(row: Row): Verdict | undefined {
	const error = asNumber(asText(row.error)?.trim() || '0');
	if (error === undefined) return { outcome: 'unknown', problem: UNREADABLE, raw: row };
	if (HARMLESS.includes(error)) return hasFailed(stateIn(row)) ? refusedFor(STATUS_CODES, asText(row.status) as string, row) : undefined;
	return isGood(row) ? { outcome: 'unknown', problem: DISAGREEING, raw: row } : refusedFor(ERRORS, error, row);
}

const stateIn = ({ status }: Row): Status | undefined => STATUSES[asText(status) ?? '']?.status;

/** Whether a row names a state of a message that was taken. Most hold facts only, such as the cost. */
export function isGood(row: Row): boolean {
	const state = stateIn(row);
	return state !== undefined && state !== 'unknown' && !hasFailed(state);
}

/** Most codes refuse a recipient; by 245 nobody knows whether the message arrived. */
function refusedFor(table: typeof ERRORS, code: string | number, raw: Row): Verdict {
	const problem = problemOf(table, code);
	return { outcome: problem.kind === 'unclear' ? 'unknown' : 'refused', problem, raw };
}
