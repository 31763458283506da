import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { declarationsOf } from './description';
import { keepsDetails } from './engine/compatibility';
import { nodeKeys, withinStore } from './engine/deduplicate';
import { describeFailure, type Failure } from './engine/failures';
import { isSpoiled, readJobs, type Job, type Read, type Result, type Spoiled } from './engine/jobs';
import { placesOf } from './engine/limits';
import { brokenItems, inputError, isAccepted, outputItems, summaryError, type Describe } from './engine/output';
import { NO_MEMORY, retryMemory } from './engine/retryMemory';
import { send } from './engine/send';
import type { Operation, Outcome, Vendor } from './operation';
import { parameterReader } from './parameters/reader';
import { closedSession, openSession } from './transport/session';
import { isTool, oneMessage, suspended, waitOf } from './wait/wait';
import { say } from './language/say';

/**
 * Runs the chosen operation over all input items: reads everything, sends, tells. This is the whole `execute` of every
 * vendor's node. Where the run goes on after errors it never throws, whatever fails: n8n would hand on the input as if it
 * had been sent.
 */
export async function execute(context: IExecuteFunctions, vendor: Vendor): Promise<INodeExecutionData[][]> {
	const progress = { hasBegun: false };
	const items = run(context, vendor, progress);
	if (!context.continueOnFail()) return [await items];
	const broken = (error: unknown) =>
		brokenItems(context.getInputData().length, error, progress.hasBegun ? 'unknown' : 'refused', isBrief(context));
	return [await items.catch(broken)];
}

async function run(context: IExecuteFunctions, vendor: Vendor, progress: { hasBegun: boolean }): Promise<INodeExecutionData[]> {
	const stopsAtFailure = !context.continueOnFail();
	const { name, operation } = chosenOperation(context, vendor);
	const describe: Describe = ({ item, entry, outcome }) => describeFailure(outcome as Failure, { vendor, operation, item, entry });

	// Read: whatever is wrong is found before anything is sent.
	const wait = waitOf(operation);
	const parametersOf = parameterReader(context, declarationsOf(operation));
	const isInTool = isTool(context);
	const prepared = isInTool ? undefined : wait?.prepared(context, parametersOf);
	const plan = await readJobs(context, { vendor, operation, isInTool }, prepared ?? parametersOf);
	const reads = wait ? oneMessage(plan.reads, operation, isInTool) : withinStore(plan.reads);
	const mistakes = reads.filter(isSpoiled);
	if (stopsAtFailure && mistakes.length > 0) throw inputError(context, mistakes.map(spoiledResult), describe);

	// Send: an outcome for each job.
	const signal = context.getExecutionCancelSignal();
	const session = await openSession(context, vendor, { timeout: plan.settings.timeout, signal }).catch((error: Error) => {
		if (stopsAtFailure) throw new NodeOperationError(context.getNode(), error);
		return closedSession(error);
	});
	const memory = operation.effect === 'write' ? retryMemory(context, name, operation) : NO_MEMORY;
	const places = placesOf(context, plan.settings.limits, Date.now());
	const jobs = reads.filter((read): read is Job => !isSpoiled(read));
	const wantsRaw = plan.wishes.some((wish) => wish?.isRaw);
	progress.hasBegun = true;
	try {
		const run = { operation, session, settings: plan.settings, stopsAtFailure, signal, wantsRaw, memory, keys: () => nodeKeys(context), places };
		const outcomes = await send(jobs, run);

		// Tell.
		const results = resultsOf(reads, outcomes);
		if (wait && results.every(isAccepted)) {
			for (const [index, result] of results.entries()) {
				const asking = { session, settings: plan.settings, signal, isOfAnother: memory.isOfAnother(jobs[index]) };
				results[index] = await suspended(context, wait, result, asking, plan.deadline);
			}
		}
		if (stopsAtFailure && !results.every(isAccepted)) throw summaryError(context, results, describe);
		return outputItems(results, {
			describe,
			wishes: plan.wishes,
			isSend: operation.isSend === true,
			hasErrorOutput: hasErrorOutput(context),
			isBrief: isBrief(context),
		});
	} finally {
		session.close();
	}
}

const spoiledResult = ({ item, mistake }: Spoiled): Result => ({ item, outcome: mistake });

/** Jobs with their outcomes and mistakes, in the order of the input. */
function resultsOf(reads: Read[], outcomes: Outcome[]): Result[] {
	let next = 0;
	return reads.map((read) => (isSpoiled(read) ? spoiledResult(read) : { item: read.item, entry: read.entry, outcome: outcomes[next++] }));
}

const hasErrorOutput = (context: IExecuteFunctions): boolean => context.getNode().onError === 'continueErrorOutput';

/** Whether failed items must be short for this n8n's error output to take them. */
const isBrief = (context: IExecuteFunctions): boolean => hasErrorOutput(context) && !keepsDetails(context.getNode());

/** The operation that the node is set to, with its full name, e.g. `message.send`. */
function chosenOperation(context: IExecuteFunctions, vendor: Vendor): { name: string; operation: Operation } {
	const resource = context.getNodeParameter('resource', 0) as string;
	const value = context.getNodeParameter('operation', 0) as string;
	const name = `${resource}.${value}`;
	const operation = vendor.resources
		.find((one) => one.value === resource)
		?.operations.find((one) => one.value === value);
	if (operation) return { name, operation };
	throw new NodeOperationError(context.getNode(), say('{vendor} has no operation "{name}"', { vendor: vendor.name, name }), {
		description: say('Choose a resource and an operation again.'),
	});
}
