import { NodeOperationError, type IDataObject, type ITriggerFunctions, type ITriggerResponse } from 'n8n-workflow';

import { InputError, type Mistake } from '../../../../nodes/shared/errors';
import { isoTimeOf } from '../../../../nodes/shared/sms/dates';
import type { IdFormat } from '../../../protocol/codec/messageIds';
import { isHopeless } from '../../../protocol/session/backoff';
import type { KeeperEvent } from '../../../protocol/session/keeper';
import { attach } from '../../../protocol/session/lines';
import type { OpenFailure, SessionEvent } from '../../../protocol/session/types';
import { accountOf, sessionSettings } from '../account';
import { openingProblem } from '../failures';
import { Intake, type IntakeSettings } from './intake';
import { NoPlace } from './room';
import { say } from '../../../../nodes/shared/language/say';

/** How often parts whose rest is missing are looked for, and failed starts tried again, in milliseconds. */
const SWEEP = 15_000;

/**
 * Listens for as long as the workflow is published; the whole `trigger` of the node. A lost connection comes back by
 * itself, for ever: n8n's own way of restarting a trigger would end in two connections, or in none.
 * @throws {NodeOperationError} where waiting does not help: a wrong login, a setting; in a test by hand, any failure
 */
export async function listen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const account = accountOf(await context.getCredentials('smppApi'));
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const intake = new Intake(context, account, settingsOf(context, options));
	const { first, detach } = attach(sessionSettings(account, options.transceiver === false ? 'receiver' : 'transceiver'), {
		deliver: async (pdu, over) => await intake.take(pdu, over),
		event: (event) => note(context, event),
	});
	const opened = await first;
	if ('failed' in opened && (isHopeless(opened) || context.getMode() === 'manual')) {
		await detach();
		throw connectionError(context, opened, `${account.host}:${account.port}`);
	}
	const sweep = setInterval(() => {
		// What finds no place now finds it later.
		void intake.handOverdue().catch((error: Error) => error instanceof NoPlace || context.logger.error(error.message));
	}, SWEEP);
	return {
		closeFunction: async () => {
			clearInterval(sweep);
			const detached = detach();
			await intake.close().finally(() => detached);
		},
	};
}

const MISTAKES = {
	noTime: { what: 'is {minutes}', remedy: 'Enter a number from 0.' },
	noZone: { what: '"{zone}" is no time zone', remedy: 'Use a name such as Europe/Moscow.' },
} satisfies Record<string, Mistake>;

const ID_FORMATS: readonly unknown[] = ['asIs', 'decimalToHex', 'hexToDecimal'] satisfies IdFormat[];

function settingsOf(context: ITriggerFunctions, { acknowledge, byText, idFormat, joinMinutes = 10, zone: typedZone }: IDataObject): IntakeSettings {
	const zone = String(typedZone ?? '').trim() || context.getTimezone();
	if (isoTimeOf('2026-01-01T00:00:00', zone) === undefined) {
		throw inputError(context, InputError.of('Receipt Time Zone', MISTAKES.noZone, { zone }));
	}
	const minutes = Number(joinMinutes);
	if (!(minutes >= 0)) throw inputError(context, InputError.of('Join Long Messages Within (Minutes)', MISTAKES.noTime, { minutes: String(joinMinutes) }));
	return {
		kinds: context.getNodeParameter('triggerOn', []) as string[],
		finalOnly: context.getNodeParameter('finalOnly', true) !== false,
		wantsRaw: context.getNodeParameter('output', 'simplified') === 'raw',
		idFormat: ID_FORMATS.includes(idFormat) ? (idFormat as IdFormat) : 'asIs',
		byText: byText === true,
		zone,
		joinWithin: minutes * 60_000,
		waitsForRun: acknowledge === 'afterRun',
	};
}

const inputError = (context: ITriggerFunctions, { message, remedy }: InputError): NodeOperationError =>
	new NodeOperationError(context.getNode(), message, { description: remedy });

function connectionError(context: ITriggerFunctions, failure: OpenFailure, address: string): NodeOperationError {
	const { meaning, remedy, code } = openingProblem(failure);
	const reason = say(meaning) + (code ? ` (${code})` : '');
	return new NodeOperationError(context.getNode(), say('No connection to {address}: {reason}', { address, reason }), { description: say(remedy) });
}

/** What happens to the connection, for n8n's log; no texts and no numbers of people. */
function note(context: ITriggerFunctions, event: SessionEvent | KeeperEvent): void {
	const { logger } = context;
	const name = `"${context.getNode().name}"`;
	const seconds = 'pause' in event ? Math.ceil(event.pause / 1_000) : 0;
	if (event.event === 'bound') logger.debug(`${name} is connected`);
	if (event.event === 'lost') logger.warn(`${name} has lost its connection (${event.reason}); it tries again in ${seconds} s`);
	if (event.event === 'not bound') logger.warn(`${name} could not connect (${openingProblem(event.failure).meaning}); it tries again in ${seconds} s`);
	if (event.event === 'malformed') logger.warn(`${name} got a message that cannot be read (${event.malformed.malformed})`);
	if (event.event !== 'undelivered') return;
	if (event.error instanceof NoPlace) logger.debug(`${name} has too many runs under way; the provider will send a message again`);
	else logger.error(`${name} could not start a run; the provider will send the message again`);
}
