import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { dispatch } from '../../engine/dispatch';
import { pollUntilFinal } from '../../engine/pollUntilFinal';
import type { DeliveryReport } from '../../operation';
import { inOrder } from '../../sms/status';
import type { Wait } from '../types';

/** Where n8n keeps what the webhook must know: with the waiting node. */
const SLOT = 'cisSmsDelivery';

/** How long to look for a final state before the execution is suspended, in milliseconds: most messages arrive at once. */
const FIRST_LOOK = 6_000;

/** What of the sent message its later states do not tell. */
const KEPT = ['parts', 'cost', 'currency'];

/**
 * The wait for a vendor's report. A report that comes before n8n has stored the execution as waiting is lost, so the state
 * is read once more before. n8n passes on its input when the time is over: that is made the last known state.
 */
export const deliveryWait = (report: DeliveryReport): Wait => ({
	prepared(context, parametersOf) {
		const url = reportAddress(context);
		return (item) => report.addressed(parametersOf(item), url);
	},
	async firstLook(sent, { session, settings, signal }) {
		const [message] = sent.results;
		const asking = { ...settings, stopsAtFailure: false, signal };
		const questions = [report.asked(message)];
		const first = await dispatch(report.status, questions, session, asking);
		const [newest] = await pollUntilFinal(report.status, questions, first, session, asking, FIRST_LOOK);
		const state = newest.outcome === 'accepted' ? newest.results[0] : message;
		const isOver = state.isFinal === true;
		return { sent: { ...sent, results: [withState(message, state, { timedOut: !isOver })] }, isOver };
	},
	async suspend(context, sent, until, output) {
		context.getExecuteData().data.main[0] = output;
		context.setMetadata({ [SLOT]: sent.results[0] } as never);
		await context.putExecutionToWait(until);
	},
});

/** What goes on after a report: the newest state, and what is known of the message besides. */
export const withState = (sent: IDataObject, state: IDataObject, { timedOut }: { timedOut: boolean }): IDataObject =>
	inOrder({
		...state,
		to: sent.to,
		...Object.fromEntries(KEPT.filter((name) => name in sent).map((name) => [name, sent[name]])),
		timedOut,
	});

/** The address of this waiting node: n8n's own of the execution, with its token, and the node's part of it. */
function reportAddress(context: IExecuteFunctions): string {
	const { resumeUrl } = context.getWorkflowDataProxy(0).$execution as { resumeUrl: string };
	const url = new URL(resumeUrl);
	url.pathname += `/${context.getNode().id}`;
	return url.toString();
}

/** The message that is waited for. n8n hands it out, but its types do not name it. */
export const messageOf = (context: IWebhookFunctions): IDataObject | undefined =>
	(context as { executeData?: { metadata?: Record<string, unknown> } }).executeData?.metadata?.[SLOT] as IDataObject | undefined;
