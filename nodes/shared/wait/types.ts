import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { RunSettings } from '../engine/runSettings';
import type { Accepted, Parameters } from '../operation';
import type { Session } from '../transport/session';

/** How the vendor is asked beside a wait. */
export interface Asking {
	/** Whether the message was sent by another execution: nothing about it will come to this one. */
	isOfAnother: boolean;
	session: Session;
	settings: RunSettings;
	signal?: AbortSignal;
}

/** What is known of a message before the execution is suspended, and whether nothing has to be waited for any more. */
export interface FirstLook {
	sent: Accepted;
	isOver: boolean;
}

/** What an operation waits for after its message, with the execution suspended by n8n. */
export interface Wait {
	/** The parameters of the run's items, with the address at which the wait can be ended. */
	prepared(context: IExecuteFunctions, parametersOf: (item: number) => Parameters): (item: number) => Parameters;
	/** Asks once what has become of the message. */
	firstLook?(sent: Accepted, asking: Asking): Promise<FirstLook>;
	/** Has n8n suspend the execution. */
	suspend(context: IExecuteFunctions, sent: Accepted, until: Date, output: INodeExecutionData[]): Promise<void>;
}
