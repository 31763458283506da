/**
 * Runs nodes in n8n-core's real WorkflowExecute. Only what n8n's database would give is stood in for: the credential's
 * values and the list of node types. Loads the built package, as n8n does.
 */
import 'reflect-metadata';

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type * as Core from 'n8n-core';
import type * as N8n from 'n8n-workflow';

import { signed } from './declarative.ts';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));

const { WorkflowExecute, ExecutionLifecycleHooks } = require('n8n-core') as typeof Core;
const n8n = require('n8n-workflow') as typeof N8n;

type Json = N8n.IDataObject;
type Credentials = Record<string, Json>;

interface PackageJson {
	n8n: { nodes: string[]; credentials: string[] };
}

const exported = <T>(path: string): T => {
	const name = path.split('/').at(-1)!.split('.')[0];
	return new (require(join(root, path)) as Record<string, new () => T>)[name]();
};

const listed = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageJson).n8n;

/** The package's node types by their names, e.g. `smsRu`; a test may add its own. */
export const nodeTypes = new Map(
	listed.nodes.map((path) => {
		const node = exported<N8n.INodeType>(path);
		return [node.description.name, node];
	}),
);

/** The package's credential types by their names, e.g. `smsRuApi`; a test may add its own. */
export const credentialTypes = new Map(
	listed.credentials.map((path) => {
		const credential = exported<N8n.ICredentialType>(path);
		return [credential.name, credential];
	}),
);

/** A node that hands on its input, standing at the beginning of each workflow. */
const start: N8n.INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['input'],
		version: 1,
		description: 'Hands on its input',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [n8n.NodeConnectionTypes.Main],
		properties: [],
	},
	async execute(this: N8n.IExecuteFunctions) {
		return [this.getInputData()];
	},
};

export const types: N8n.INodeTypes = {
	getByName: (name) => typeNamed(name),
	getByNameAndVersion: (name) => typeNamed(name),
	getKnownTypes: () => ({}),
};

function typeNamed(name: string): N8n.INodeType {
	if (name === 'start') return start;
	const found = nodeTypes.get(name);
	if (!found) throw new Error(`The package has no node type "${name}"`);
	return found;
}

/**
 * What n8n's database would know of credentials; signing and logging in are the credential class's own. A token that was
 * fetched is written back into `stored`, as n8n stores it.
 */
function credentialsHelper(stored: Credentials): N8n.ICredentialsHelper {
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async (_data: unknown, _details: unknown, type: string) => stored[type] && { ...hiddenDefaults(type), ...stored[type] },
		preAuthentication: async (
			helpers: N8n.IHttpRequestHelper,
			values: N8n.ICredentialDataDecryptedObject,
			type: string,
			_node: N8n.INode,
			isExpired: boolean,
		) => {
			const { preAuthentication } = credentialTypes.get(type)!;
			const token = hiddenFields(type).find(({ typeOptions }) => typeOptions?.expirable)?.name;
			if (!preAuthentication || token === undefined || (values[token] !== '' && !isExpired)) return undefined;
			const fetched = await preAuthentication.call(helpers, values);
			if (fetched[token] === undefined) return undefined;
			stored[type] = { ...stored[type], ...fetched };
			return Object.assign(values, fetched);
		},
		authenticate: async (
			values: N8n.ICredentialDataDecryptedObject,
			type: string,
			request: N8n.IHttpRequestOptions,
			workflow: N8n.Workflow,
			node: N8n.INode,
		) => {
			const authenticate = credentialTypes.get(type)!.authenticate!;
			if (typeof authenticate === 'function') return await authenticate(values, request);
			return signed(request, authenticate, { values: values as Json, workflow, node });
		},
	} as unknown as N8n.ICredentialsHelper;
}

const hiddenFields = (type: string) => (credentialTypes.get(type)?.properties ?? []).filter((field) => field.type === 'hidden');

const hiddenDefaults = (type: string): Json => Object.fromEntries(hiddenFields(type).map((field) => [field.name, field.default as string]));

export interface RunOptions {
	/** The node's parameters; fields that are left out get their defaults. */
	parameters: Json;
	items?: Json[];
	/** The files of each item: base64 data, names and types. */
	binary?: N8n.IBinaryKeyData[];
	credentials: Credentials;
	onError?: N8n.OnError;
	retries?: { maxTries: number; waitBetweenTries: number };
	/** How often the node runs within the execution, as in a loop; once unless said otherwise. */
	passes?: number;
	/** The workflow's id. */
	workflow?: string;
	/** The execution's id. */
	execution?: string;
	/** What n8n has kept of earlier executions of the workflow. */
	staticData?: Json;
	/** Called with the running execution, e.g. to cancel it. */
	during?: (running: { cancel: () => void }) => void;
}

export interface RunResult {
	status: string;
	/** The items of the node's first output. */
	items: Json[];
	/** The items of the error output, where the node has one. */
	failed: Json[];
	/** The index of the input item that each item of the first output is paired to. */
	pairs: number[];
	error?: { message: string; description?: string; failure?: { cause: string }; [key: string]: unknown };
	/** What n8n would keep for later executions of the workflow; nothing where no node has changed it. */
	staticData?: Json;
	/** Everything that n8n would store of this run. */
	stored: N8n.IRun;
}

/** Runs one node of the package over items and returns what came out. */
export async function runNode(type: string, options: RunOptions): Promise<RunResult> {
	const { items = [{}], binary } = options;
	const workflow = workflowOf(type, options);
	const runData = n8n.createRunExecutionData({
		executionData: {
			contextData: {},
			metadata: {},
			nodeExecutionStack: [
				{ node: workflow.getNode('Start')!, data: { main: [items.map((json, index) => ({ json, binary: binary?.[index] }))] }, source: null },
			],
			waitingExecution: {},
			waitingExecutionSource: {},
		},
	});
	return await executed(workflow, runData, options);
}

/**
 * "Retry with currently saved workflow": the failed node runs again with the data that n8n stored of its run, and the
 * parameters that the user has saved since.
 */
export async function retryNode(type: string, { stored }: RunResult, options: RunOptions): Promise<RunResult> {
	const workflow = workflowOf(type, options);
	const runData = JSON.parse(JSON.stringify(stored.data)) as N8n.IRunExecutionData;
	delete runData.resultData.error;
	delete runData.resultData.runData.SMS;
	for (const entry of runData.executionData!.nodeExecutionStack) entry.node = workflow.getNode(entry.node.name)!;
	return await executed(workflow, runData, options);
}

function workflowOf(type: string, { parameters, credentials, onError, retries, passes = 1, workflow = 'test', staticData }: RunOptions): N8n.Workflow {
	const names = Object.keys(credentials);
	const link = { node: 'SMS', type: n8n.NodeConnectionTypes.Main, index: 0 };
	return new n8n.Workflow({
		id: workflow,
		name: 'test',
		active: false,
		nodeTypes: types,
		staticData: staticData && (JSON.parse(JSON.stringify(staticData)) as Json),
		nodes: [
			{ id: 'a', name: 'Start', type: 'start', typeVersion: 1, position: [0, 0], parameters: {} },
			{ id: 'c', name: 'Not Run', type: 'start', typeVersion: 1, position: [0, 200], parameters: {} },
			{
				id: 'b',
				name: 'SMS',
				type,
				typeVersion: 1,
				position: [200, 0],
				parameters: parameters as N8n.INodeParameters,
				credentials: Object.fromEntries(names.map((name) => [name, { id: '1', name }])),
				...(onError ? { onError } : {}),
				...(retries ? { retryOnFail: true, ...retries } : {}),
			},
		],
		connections: { Start: { main: [Array.from({ length: passes }, () => link)] } },
	});
}

async function executed(
	workflow: N8n.Workflow,
	runData: N8n.IRunExecutionData,
	{ credentials, execution = '1', during }: RunOptions,
): Promise<RunResult> {
	const running = new WorkflowExecute({ ...additionalData(credentials), executionId: execution }, 'trigger', runData).processRunExecutionData(workflow);
	during?.({ cancel: () => (running as unknown as { cancel: () => void }).cancel() });
	const result = resultOf(await (running as Promise<N8n.IRun>));
	const { __dataChanged: isChanged, ...staticData } = workflow.staticData;
	return isChanged === true ? { ...result, staticData: JSON.parse(JSON.stringify(staticData)) as Json } : result;
}

/** What n8n gives to all that it runs. */
export function additionalData(credentials: Credentials): N8n.IWorkflowExecuteAdditionalData {
	const data = { id: 'test', name: 'test', active: false, nodes: [], connections: {} };
	return {
		credentialsHelper: credentialsHelper(credentials),
		hooks: new ExecutionLifecycleHooks('trigger', '1', data as never),
		executionId: '1',
		restApiUrl: '',
		instanceBaseUrl: 'http://127.0.0.1/',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		currentNodeParameters: undefined,
		variables: {},
		setExecutionStatus: () => undefined,
	} as unknown as N8n.IWorkflowExecuteAdditionalData;
}

function resultOf(stored: N8n.IRun): RunResult {
	const runs = stored.data.resultData.runData.SMS ?? [];
	const [first = [], second = []] = (runs.at(-1)?.data?.main ?? []) as N8n.INodeExecutionData[][];
	return {
		status: stored.status,
		items: first.map(({ json }) => json),
		failed: second.map(({ json }) => json),
		pairs: first.map(({ pairedItem }) => (pairedItem as N8n.IPairedItemData).item),
		error: (runs.at(-1)?.error ?? stored.data.resultData.error) as RunResult['error'],
		stored,
	};
}
