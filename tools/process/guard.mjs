/**
 * Stands between a program and a command that it runs, so that the command never outlives the program: whoever holds
 * the other end of this process's standard input keeps the command alive. When that end is closed, on purpose or
 * because the program died in whatever way, the command and everything it has started are ended, and its temporary
 * folder goes too (unless anything was written to the input before: that asks to keep the folder, for a restart).
 *
 * Usage: node guard.mjs <milliseconds from asking to force> <folder to remove, or ''> <command> [argument ...]
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const [graceMs, temporaryFolder, command, ...args] = process.argv.slice(2);
let keepFolder = temporaryFolder === '';

// A process group of its own takes in whatever the command starts in its turn.
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });

child.on('error', ({ message }) => {
	console.error(message);
	process.exit(127);
});

child.on('exit', (code) => {
	signalGroup('SIGKILL');
	if (!keepFolder) rmSync(temporaryFolder, { recursive: true, force: true, maxRetries: 5 });
	process.exit(code ?? 1);
});

process.stdin.on('data', () => {
	keepFolder = true;
});

process.stdin.on('close', () => {
	signalGroup('SIGTERM');
	setTimeout(() => signalGroup('SIGKILL'), Number(graceMs));
});

function signalGroup(signal) {
	try {
		process.kill(-child.pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}
