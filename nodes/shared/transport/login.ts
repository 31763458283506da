import type { IHttpRequestHelper, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { UnclearReply, type Problem } from '../errors';
import type { Reply } from '../operation';
import { connectionProblem } from './networkErrors';
import { say } from '../language/say';

/** How long to wait for the answer to a login, in milliseconds. */
const TIMEOUT = 30_000;

/** What n8n's helper is asked for: the answer as it is, whatever its status. */
const AS_IT_IS = {
	encoding: 'text',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
	timeout: TIMEOUT,
} satisfies Partial<IHttpRequestOptions>;

type Reading = (reply: Reply) => string | Problem | undefined;

const NO_TOKEN: Problem = { kind: 'unclear', meaning: 'its answer names no token', remedy: '' };

/** A login that brought no token. The request that waited for the token has not left. */
export class LoginError extends Error {
	override readonly name = 'LoginError';

	readonly problem: Problem;

	constructor(problem: Problem) {
		super(problem.meaning);
		this.problem = problem;
	}
}

/**
 * Fetches a token, for a credential's `preAuthentication`.
 * @param request how the vendor is asked to log in
 * @param read the token that an answer holds, or the problem that it spells out; throws `UnclearReply`, or returns nothing,
 * for any other answer
 * @throws {LoginError} when there is no token: what was to be sent with it certainly was not
 */
export async function logIn(
	{ helpers }: IHttpRequestHelper,
	request: IHttpRequestOptions,
	read: Reading,
): Promise<string> {
	const found = await asked(helpers, request, read).catch(problemOf);
	if (typeof found === 'string' && found !== '') return found;
	throw new LoginError(beforeSending(found || NO_TOKEN));
}

async function asked(
	helpers: IHttpRequestHelper['helpers'],
	request: IHttpRequestOptions,
	read: Reading,
): Promise<ReturnType<Reading>> {
	const { statusCode, headers, body } = (await helpers.httpRequest({ ...request, ...AS_IT_IS })) as IN8nHttpFullResponse;
	const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
	const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
	return read({ status: statusCode, headers: Object.fromEntries(names) as Record<string, string>, body: text });
}

const problemOf = (error: unknown): Problem => (error instanceof UnclearReply ? error.problem : connectionProblem(error));

/** A login that is unclear may be tried again, unlike a send: nothing has been sent yet. */
const beforeSending = (problem: Problem): Problem => ({
	...problem,
	meaning: say('its login failed, since {reason}', { reason: say(problem.meaning) }),
	...(problem.kind === 'unclear' ? { kind: 'temporary', remedy: 'Nothing was sent. Wait and run again.' } : {}),
});
