import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Entry, Operation, Outcome, Parameters } from '../operation';
import type { Job } from '../engine/jobs';

/** Asks the vendor, again and again for so many milliseconds until the answer is final. */
export type Ask = (operation: Operation, entries: Entry[], longestWait: number) => Promise<Outcome[]>;

/** What an operation waits for after its message, with the execution parked by n8n. */
export interface Wait {
	/** The parameters of the run's items, with the address at which the wait can be ended. */
	prepared(context: IExecuteFunctions, parametersOf: (item: number) => Parameters): (item: number) => Parameters;
	/** Whether nothing has to be waited for any more; writes what is known into the order. */
	isOver?(order: Job, ask: Ask): Promise<boolean>;
	/** Has n8n park the execution. */
	suspend(context: IExecuteFunctions, order: Job, until: Date, output: INodeExecutionData[]): Promise<void>;
}
