import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { openSession } from '../../protocol/session/open';
import { STATUS } from '../../protocol/session/status';
import { accountOf, sessionSettings } from './account';
import { openingProblem } from './failures';
import { say, type Text } from '../../../nodes/shared/language/say';

const HALF_YES: Text = 'The login was accepted, but it is connected already: by a published SMPP Trigger, or by other software.';

/** Tests a credential: binds as a transmitter, which takes no receipts from anybody, and unbinds. */
export async function testConnection(this: ICredentialTestFunctions, { data }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	const account = accountOf(data ?? {});
	if (account.host === '') return { status: 'Error', message: say('Host is empty. Enter the one that the provider told you.') };
	const opened = await openSession(sessionSettings(account, 'transmitter'));
	if (!('failed' in opened)) {
		await opened.close();
		return { status: 'OK', message: say('Connection successful') };
	}
	if (opened.failed === 'bind refused' && opened.status === STATUS.ALREADY_BOUND) return { status: 'OK', message: say(HALF_YES) };
	const { meaning, remedy, code } = openingProblem(opened);
	return { status: 'Error', message: `${account.host}:${account.port}: ${say(meaning)}${code ? ` (${code})` : ''}. ${say(remedy)}` };
}
