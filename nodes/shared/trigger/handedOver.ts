import { sleep, type IWebhookFunctions } from 'n8n-workflow';

/** How long n8n may take over a push whose sender has gone away, in milliseconds. */
const LONGEST = 60_000;

/** How often its answer is looked for then, in milliseconds: nothing tells that it has answered nobody. */
const PAUSE = 100;

type Response = Pick<ReturnType<IWebhookFunctions['getResponseObject']>, 'destroyed' | 'once' | 'statusCode' | 'writableEnded'>;

/**
 * Whether n8n has handed a push over to a run. It says so by its answer, whether or not the vendor is still there to hear it: a
 * vendor that gave up has not stopped the run, and sends the push again.
 * @param longest how long to wait for an answer once the vendor is gone, in milliseconds
 */
export async function isHandedOver(response: Response, longest = LONGEST): Promise<boolean> {
	if (!response.destroyed) await new Promise<void>((resolve) => response.once('close', () => resolve()));
	for (const until = Date.now() + longest; !response.writableEnded && Date.now() < until; ) await sleep(PAUSE);
	return response.writableEnded && response.statusCode < 300;
}
