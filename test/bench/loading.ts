/** What it costs n8n that the package is there, before any workflow uses it. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { run } from '../../tools/process/step.mjs';
import { packPackage, packageRoot } from '../e2e/support/install.ts';
import { startN8n } from '../e2e/support/n8n.ts';
import { residentSet } from './watch.ts';

export interface Loading {
	/** Of the tarball that npm would publish. */
	tarballBytes: number;
	/** All node and credential files, in a process that has n8n-workflow loaded already; the middle one of several. */
	files: number;
	milliseconds: number;
	megabytes: number;
	/** Timers, sockets and the like that loading has left behind. */
	leftBehind: number;
	/** Seconds until n8n serves requests, and its resident set then in megabytes; the middle one of several. */
	start: { with: Start; without: Start };
}

interface Start {
	seconds: number;
	megabytes: number;
}

const LOADS = 9;
const SETTLED_MS = 3000;

/** Runs in a process of its own; prints what loading has cost. */
const LOAD = `
	require('n8n-workflow');
	const files = JSON.parse(process.argv[1]);
	const before = process.getActiveResourcesInfo().length;
	gc();
	const { heapUsed } = process.memoryUsage();
	const began = performance.now();
	for (const file of files) require(file);
	const milliseconds = performance.now() - began;
	gc();
	const megabytes = (process.memoryUsage().heapUsed - heapUsed) / 1048576;
	console.log(JSON.stringify({ milliseconds, megabytes, leftBehind: process.getActiveResourcesInfo().length - before }));
`;

/** @param starts how many times n8n is started with, and as many times without the package, in turn */
export async function measureLoading(starts = 3): Promise<Loading> {
	const tarball = await packPackage();
	const { n8n } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { n8n: Record<string, string[]> };
	const files = [...n8n.credentials, ...n8n.nodes].map((file) => join(packageRoot, file));
	const loads: Array<{ milliseconds: number; megabytes: number; leftBehind: number }> = [];
	for (let times = 0; times < LOADS; times++) {
		const printed = await run(process.execPath, ['--expose-gc', '-e', LOAD, JSON.stringify(files)], { cwd: packageRoot });
		loads.push(JSON.parse(printed));
	}
	return {
		tarballBytes: statSync(tarball).size,
		files: files.length,
		milliseconds: median(loads.map(({ milliseconds }) => milliseconds)),
		megabytes: median(loads.map(({ megabytes }) => megabytes)),
		leftBehind: Math.max(...loads.map(({ leftBehind }) => leftBehind)),
		start: await measureStarts(tarball, starts),
	};
}

/** The first start of each folder, in which n8n makes its database, does not count. */
async function measureStarts(tarball: string, starts: number): Promise<Loading['start']> {
	const sides = [[tarball], []].map((packages) => ({ packages, userFolder: mkdtempSync(join(tmpdir(), 'n8n-start-')) }));
	const all: Start[][] = [[], []];
	for (let round = 0; round <= starts; round++) {
		for (const [side, options] of sides.entries()) {
			const began = performance.now();
			const n8n = await startN8n(options);
			const seconds = (performance.now() - began) / 1000;
			await pause(SETTLED_MS);
			if (round > 0) all[side].push({ seconds, megabytes: residentSet(n8n.pid()) });
			await n8n.stop();
		}
	}
	for (const { userFolder } of sides) rmSync(userFolder, { recursive: true, force: true });
	const middle = (some: Start[]) => ({
		seconds: median(some.map(({ seconds }) => seconds)),
		megabytes: median(some.map(({ megabytes }) => megabytes)),
	});
	return { with: middle(all[0]), without: middle(all[1]) };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];
