/** The thread of growth.ts. */
import { parentPort, workerData } from 'node:worker_threads';

import { measure, type Case } from './growth.ts';

const { module, from } = workerData as { module: string; from: number };
const { cases } = (await import(module)) as { cases: Case[] };
measure(cases, from, (said) => parentPort!.postMessage(said));
