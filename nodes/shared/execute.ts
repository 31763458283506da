import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { keepsDetails } from './engine/compatibility';
import { dispatch, type DispatchSettings } from './engine/dispatch';
import { InputError } from './errors';
import { describeFailure, type Failure } from './engine/failures';
import { NO_MEMORY, runMemory } from './engine/retryMemory';
import { nodeKeys, oncePerKey } from './engine/deduplicate';
import type { Operation, Outcome, Transport, Vendor } from './operation';
import { openJobs, collectJobs, type OpenJob } from './engine/jobs';
import { inputError, isAccepted, outputItems, summaryError, type Teller } from './engine/output';
import { parameterReader } from './parameters/reader';
import type { Ask } from './wait/types';
import { reconcile } from './engine/reconcile';
import { openSession } from './transport/session';
import { runSettings } from './engine/runSettings';
import { pollUntilFinal } from './engine/pollUntilFinal';
import { cannotWait, onlyOne, waitOf } from './wait/wait';

/**
 * Runs the chosen operation over all input items: parameters, entries, requests, outcomes, output items. This is the
 * whole `execute` of every vendor's node.
 */
export async function execute(context: IExecuteFunctions, vendor: Vendor): Promise<INodeExecutionData[][]> {
	const { name, operation } = chosenOperation(context, vendor);
	const parametersOf = parameterReader(context);
	const settings = runSettings(parametersOf(0), vendor);
	const { transport, redact, redactAround } = await openSession(context, vendor, settings.timeout);
	const teller: Teller = {
		describe: ({ item, entry, outcome }) => describeFailure(outcome as Failure, { vendor, operation, item, entry, redact }),
		raw: redactAround,
		isBrief: context.getNode().onError === 'continueErrorOutput' && !keepsDetails(context.getNode()),
	};
	const stops = !context.continueOnFail();

	const wait = waitOf(operation);
	const hindrance = wait && cannotWait(context, operation);
	const orders = hindrance
		? [{ item: 0, key: '', outcome: hindrance }]
		: await collectJobs(context, operation, wait?.prepared(context, parametersOf) ?? parametersOf);
	if (wait) onlyOne(orders, operation);
	const wrong = orders.filter(({ outcome }) => outcome instanceof InputError);
	if (stops && wrong.length > 0) throw inputError(context, wrong, teller);

	const memory = operation.effect === 'write' ? runMemory(context, name) : NO_MEMORY;
	const open = openJobs(orders, memory);
	const carryOut = async (some: OpenJob[]): Promise<Outcome[]> => {
		const entries = some.map(({ entry }) => entry);
		const dispatchSettings: DispatchSettings = {
			...settings,
			stopsAtFailure: stops,
			signal: context.getExecutionCancelSignal(),
			settle: (index, outcome) => {
				const safe = outcome.outcome === 'accepted' ? outcome : redact(outcome);
				memory.settle(some[index].key, some[index].entry, safe);
			},
		};
		const outcomes = await dispatch(operation, entries, transport, dispatchSettings);
		if (settings.checksUnclear) await reconcile(operation, entries, outcomes, transport, dispatchSettings);
		await pollUntilFinal(operation, entries, outcomes, transport, dispatchSettings, settings.longestWait);
		return outcomes;
	};
	if (open.some(({ once }) => once !== undefined)) await oncePerKey(open, nodeKeys(context), stops, carryOut);
	else (await carryOut(open)).forEach((outcome, index) => (open[index].outcome = outcome));

	const isDone = orders.every(isAccepted);
	if (isDone) memory.forget();
	else if (stops) throw summaryError(context, orders, teller);
	const ask = asking(transport, { ...settings, stopsAtFailure: false, signal: context.getExecutionCancelSignal() });
	const isWaiting = isDone && wait !== undefined && !(await wait.isOver?.(orders[0], ask));
	const output = await outputItems(orders, teller, parametersOf);
	if (isWaiting) await wait.suspend(context, orders[0], operation.answerBy!(parametersOf(0)), output);
	return [output];
}

/** Questions beside the run's own messages, each put again until its answer is final. */
const asking =
	(transport: Transport, settings: DispatchSettings): Ask =>
	async (read, entries, longestWait) => {
		const outcomes = await dispatch(read, entries, transport, settings);
		await pollUntilFinal(read, entries, outcomes, transport, settings, longestWait);
		return outcomes;
	};

/** The operation that the node is set to, with its full name, e.g. `message.send`. */
function chosenOperation(context: IExecuteFunctions, vendor: Vendor): { name: string; operation: Operation } {
	const resource = context.getNodeParameter('resource', 0) as string;
	const value = context.getNodeParameter('operation', 0) as string;
	const name = `${resource}.${value}`;
	const operation = vendor.resources
		.find((one) => one.value === resource)
		?.operations.find((one) => one.value === value);
	if (operation) return { name, operation };
	throw new NodeOperationError(context.getNode(), `${vendor.name} has no operation "${name}"`, {
		description: 'Choose a resource and an operation again.',
	});
}
