import { spawnGuarded } from './guarded.mjs';

const REPORT_EVERY_MS = 15_000;
const EXCERPT_LINES = 20;

/**
 * Runs one long command and tells the person who waits how it goes: a line at the start, one every 15 seconds, one at
 * the end. The command's own output is shown only if it fails (its first and last 20 lines, in the error).
 *
 * @param {string} title what the step does, for people: "Installing n8n"
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<void>} rejects if the command can't be started or its exit code is not 0
 */
export async function step(title, command, args, { cwd, env = process.env }) {
	const startedAt = Date.now();
	const elapsed = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
	console.log(`${title} ...`);
	const reporter = setInterval(() => console.log(`${title} ... ${elapsed()}`), REPORT_EVERY_MS);
	try {
		await run(command, args, { cwd, env });
		console.log(`${title}: done in ${elapsed()}`);
	} catch (error) {
		throw new Error(`${title} failed after ${elapsed()}: ${error.message}`);
	} finally {
		clearInterval(reporter);
	}
}

/**
 * Runs a command quietly. It does not outlive this process.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>} its standard output; rejects with an excerpt of all it wrote if its exit code is not 0
 */
export function run(command, args, { cwd = process.cwd(), env = process.env } = {}) {
	return new Promise((resolve, reject) => {
		const child = spawnGuarded(command, args, { cwd, env, output: 'pipe' });
		let output = '';
		let everything = '';
		child.stdout.on('data', (chunk) => {
			output += chunk;
			everything += chunk;
		});
		child.stderr.on('data', (chunk) => {
			everything += chunk;
		});
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) return resolve(output);
			reject(new Error(`${command} ended with exit code ${code}\n${excerpt(everything)}`));
		});
	});
}

function excerpt(output) {
	const lines = output.trimEnd().split('\n');
	if (lines.length <= 2 * EXCERPT_LINES) return lines.join('\n');
	return [...lines.slice(0, EXCERPT_LINES), '...', ...lines.slice(-EXCERPT_LINES)].join('\n');
}
