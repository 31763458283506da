/**
 * A process of its own that watches n8n while it works: its memory, and how long it takes to answer `/healthz`.
 *
 * Usage: fork('watch.ts', [process id, n8n's address]); any message ends it with a {@link Watched} in return.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** What was seen of n8n meanwhile. */
export interface Watched {
	/** The largest resident set, in megabytes. */
	peak: number;
	/** Every answer of `/healthz`: when it was asked for (milliseconds since 1970), and how long it took (seconds). */
	answers: Array<{ at: number; seconds: number }>;
}

const EVERY_MS = 50;

/** The resident set of a process, in megabytes. */
export function residentSet(pid: number): number {
	const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
	return Number(kilobytes) / 1024;
}

/** Ticks of Linux's clock in a second. */
const TICKS = 100;

/** How long a process has computed so far, in seconds. */
export function cpuSeconds(pid: number): number {
	// The name, which may hold spaces, stands in brackets; the times come 12th and 13th after it.
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
	return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

async function watch(pid: number, url: string): Promise<void> {
	const watched: Watched = { peak: 0, answers: [] };
	let isOver = false;
	for (const end of ['message', 'disconnect'] as const) process.once(end, () => (isOver = true));
	const look = setInterval(() => (watched.peak = Math.max(watched.peak, residentSet(pid))), EVERY_MS);
	process.send!('watching');
	while (!isOver) {
		const at = Date.now();
		while (!(await answers(url)) && process.connected);
		watched.answers.push({ at, seconds: (Date.now() - at) / 1000 });
		await pause(EVERY_MS);
	}
	clearInterval(look);
	process.send!(watched, () => process.disconnect());
}

/** A new connection each time, as of a stranger; one that a busy n8n drops has not been answered yet. */
async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(`${url}/healthz`, { headers: { connection: 'close' } });
		await response.text();
		return response.ok;
	} catch {
		await pause(EVERY_MS);
		return false;
	}
}

if (process.send) await watch(Number(process.argv[2]), process.argv[3]);
