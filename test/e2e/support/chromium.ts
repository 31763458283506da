import { existsSync } from 'node:fs';
import { run, step } from '../../../tools/process/step.mjs';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/**
 * Makes sure that the browser of the editor tests is there; installs Debian's package where that is allowed.
 *
 * @returns the path of the program
 * @throws with what a person can do where it can't be installed from here
 */
export async function ensureChromium(): Promise<string> {
	if (existsSync(DEBIAN_CHROMIUM)) return DEBIAN_CHROMIUM;
	const isRoot = process.getuid?.() === 0;
	const hasApt = await run('apt-get', ['--version']).then(() => true, () => false);
	if (!isRoot || !hasApt) {
		throw new Error(
			`The editor tests need Chromium at ${DEBIAN_CHROMIUM}.\nOn Debian or Ubuntu: sudo apt-get install chromium`,
		);
	}
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await step('Updating the list of Debian packages', 'apt-get', ['update'], { cwd: '/', env });
	await step('Installing Chromium', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { cwd: '/', env });
	return DEBIAN_CHROMIUM;
}
