import { Execution, type ExecutionStatus, type StoredExecution } from './execution.ts';
import { until } from './poll.ts';
import { Session } from './session.ts';
import { START, type Json, type Workflow } from './workflow.ts';

export interface Credential {
	id: string;
	name: string;
	type: string;
}

/** What a person reads in the credential's window after "Test". */
export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

export interface StoredWorkflow extends Workflow {
	id: string;
	versionId: string;
}

export interface RunOptions {
	/** The name of the trigger to start from; the manual trigger unless told. */
	trigger?: string;
	/** What comes out of the trigger, where it does not run by itself: e.g. what somebody has written into the chat. */
	input?: Json;
	/** The longest wait for the end, in milliseconds; 60 s unless told. */
	longest?: number;
}

/** What the editor knows when it fills a picker of a node. */
export interface Picker {
	/** `<package>.<node>` */
	nodeType: string;
	version?: number;
	/** The method's name under the node's `methods.listSearch` or `methods.loadOptions`. */
	method: string;
	credential?: Credential;
	/** The node's parameters as filled in so far. */
	parameters?: Json;
	/** What the person has typed into the search field. */
	filter?: string;
}

export interface PickerEntry {
	name: string;
	value: string | number;
	[key: string]: unknown;
}

const FINISHED: ExecutionStatus[] = ['success', 'error', 'canceled', 'crashed'];
const RUN_MS = 60_000;

/** A person at n8n's editor: makes credentials and workflows, runs them, looks at what came out. */
export class Client extends Session {
	async createCredential(type: string, name: string, data: Json): Promise<Credential> {
		return await this.call('POST', '/rest/credentials', { type, name, data });
	}

	async updateCredential({ id, type, name }: Credential, data: Json): Promise<void> {
		await this.call('PATCH', `/rest/credentials/${id}`, { type, name, data });
	}

	async findCredential(name: string): Promise<Credential | undefined> {
		const all = await this.call<Credential[]>('GET', '/rest/credentials');
		return all.find((one) => one.name === name);
	}

	/** Presses "Test" in the window of a stored credential. */
	async testCredential({ id, type, name }: Credential, data: Json): Promise<CredentialTest> {
		return await this.call('POST', '/rest/credentials/test', { credentials: { id, type, name, data } });
	}

	async createWorkflow(workflow: Workflow): Promise<StoredWorkflow> {
		return await this.call('POST', '/rest/workflows', workflow);
	}

	async updateWorkflow(id: string, change: Partial<Workflow>): Promise<StoredWorkflow> {
		return await this.call('PATCH', `/rest/workflows/${id}`, change);
	}

	async findWorkflow(name: string): Promise<StoredWorkflow | undefined> {
		const all = await this.call<StoredWorkflow[]>('GET', '/rest/workflows');
		const found = all.find((one) => one.name === name);
		return found && (await this.call('GET', `/rest/workflows/${found.id}`));
	}

	/** Presses "Execute workflow" and waits for the end. @param workflow a new one, which is stored first, or an id */
	async runWorkflow(workflow: Workflow | string, options: RunOptions = {}): Promise<Execution> {
		return await this.finished(await this.startWorkflow(workflow, options), options.longest);
	}

	/** Presses "Execute workflow". @returns the execution's id, at once */
	async startWorkflow(workflow: Workflow | string, { trigger = START, input }: RunOptions = {}): Promise<string> {
		const id = typeof workflow === 'string' ? workflow : (await this.createWorkflow(workflow)).id;
		const data = input && { startTime: 0, executionTime: 0, executionIndex: 0, source: [], data: { main: [[{ json: input }]] } };
		const started = { triggerToStartFrom: { name: trigger, data } };
		const { executionId } = await this.call<{ executionId: string }>('POST', `/rest/workflows/${id}/run`, started);
		return executionId;
	}

	/** What n8n has stored of an execution so far: of a running one nothing but its status. */
	async execution(id: string): Promise<Execution> {
		return new Execution(await this.call<StoredExecution>('GET', `/rest/executions/${id}`));
	}

	/** Waits until an execution has one of some statuses; a finished one has come to an end, good or bad. */
	async finished(id: string, longest = RUN_MS, statuses = FINISHED): Promise<Execution> {
		const look = async () => {
			const execution = await this.execution(id);
			return statuses.includes(execution.status) ? execution : undefined;
		};
		return await until(look, { for: `execution ${id} to be ${statuses.join(' or ')}`, longest });
	}

	/** The executions of a workflow, the newest first: also those that a webhook or a schedule has started. */
	async executionsOf(workflowId: string): Promise<{ id: string; status: ExecutionStatus; retryOf?: string }[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.call<{ results: StoredExecution[] }>('GET', `/rest/executions?filter=${filter}`);
		return results;
	}

	/** Presses "Retry" on a failed execution (with the workflow as it was then) and waits for the end. */
	async retryExecution(id: string): Promise<Execution> {
		const retried = await this.call<{ id: string }>('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false });
		return await this.finished(retried.id);
	}

	/** Presses "Stop" on a running execution. */
	async stopExecution(id: string): Promise<Execution> {
		await this.call('POST', `/rest/executions/${id}/stop`);
		return await this.finished(id);
	}

	/**
	 * Publishes a workflow and waits until its triggers are live.
	 *
	 * @throws with what n8n says about the triggers that failed
	 */
	async activate({ id, versionId }: StoredWorkflow): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		const { status, triggers } = await this.#published(id, (now) => now !== 'in_progress' && now !== 'not_published');
		if (status !== 'published') throw new Error(`Publishing ended as "${status}": ${JSON.stringify(triggers)}`);
	}

	/** Unpublishes a workflow and waits until its triggers are gone. */
	async deactivate({ id }: StoredWorkflow): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
		await this.#published(id, (now) => now === 'not_published');
	}

	/** Opens a "From list" picker (resource locator) of a node. */
	async listSearch(picker: Picker): Promise<PickerEntry[]> {
		const question = { ...pickerContext(picker), filter: picker.filter };
		const path = '/rest/dynamic-node-parameters/resource-locator-results';
		return (await this.call<{ results: PickerEntry[] }>('POST', path, question)).results;
	}

	/** Opens a drop-down of a node whose entries are loaded. */
	async loadOptions(picker: Picker): Promise<PickerEntry[]> {
		return await this.call('POST', '/rest/dynamic-node-parameters/options', pickerContext(picker));
	}

	async #published(id: string, isSettled: (status: string) => boolean) {
		type Publication = { status: string; triggers: { status: string; errorMessage: string | null }[] };
		const look = async () => {
			const publication = await this.call<Publication>('GET', `/rest/workflows/${id}/publication-status`);
			return isSettled(publication.status) ? publication : undefined;
		};
		return await until(look, { for: `the publication of workflow ${id}` });
	}
}

function pickerContext({ nodeType, version = 1, method, credential, parameters = {} }: Picker): Json {
	return {
		path: 'parameters',
		methodName: method,
		nodeTypeAndVersion: { name: nodeType, version },
		currentNodeParameters: parameters,
		credentials: credential && { [credential.type]: { id: credential.id, name: credential.name } },
	};
}
