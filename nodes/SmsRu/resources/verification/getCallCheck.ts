import { areFinal } from '../../../shared/sms/status';
import { required, type IdEntry } from '../../../shared/sms/entries';
import { InputError, type Mistake } from '../../../shared/errors';
import { tidied } from '../../../shared/sms/typing';
import { done, type Operation, type Parameters } from '../../../shared/operation';
import { asText } from '../../../shared/transport/replies';
import { CALL_CHECKS } from '../../codes';
import { call, idOf, unmentioned, verdicts } from '../../vendor';

const MISTAKES = {
	noId: { what: '"{id}" is not the ID of a check', remedy: 'Use the ID that "Start Call Check" returned.' },
} satisfies Record<string, Mistake>;

function checkEntry(parameters: Parameters): IdEntry {
	const id = tidied(required(parameters, 'checkId', 'Check ID'));
	if (idOf(id)) return { to: id };
	throw InputError.of('Check ID', MISTAKES.noId, { id });
}

/** Whether the user has called (callcheck/status; known from public code). */
export const getCallCheck: Operation<IdEntry> = {
	value: 'getCallCheck',
	name: 'Get Call Check',
	action: 'Get the state of a call check',
	description: 'Find out whether the owner of the phone has called',
	effect: 'read',
	fields: [
		{
			displayName: 'Check ID',
			name: 'checkId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 201737-542',
			description: 'ID that "Start Call Check" returned',
		},
	],
	entries: (parameters) => [checkEntry(parameters)],
	pack: ([{ to }]) => call('/callcheck/status', [['check_id', to]]),
	unpack: (reply, entries) =>
		verdicts(reply, entries, (answer, { to: id }) => {
			const code = asText(answer.check_status);
			if (code === undefined) return unmentioned(answer);
			const { status, isFinal } = Object.hasOwn(CALL_CHECKS, code) ? CALL_CHECKS[code] : { status: 'unknown', isFinal: false };
			const vendorStatusText = asText(answer.check_status_text);
			return done(
				[{ id, status, isFinal, vendorStatus: code, ...(vendorStatusText ? { vendorStatusText } : {}) }],
				answer,
			);
		}),
	isFinal: areFinal,
};
