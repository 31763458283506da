import { ensurePrograms } from '../../../tools/debian.mjs';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/**
 * Makes sure that the browser of the editor tests is there; installs Debian's package where that is allowed.
 *
 * @returns the path of the program
 * @throws with what a person can do where it can't be installed from here
 */
export async function ensureChromium(): Promise<string> {
	await ensurePrograms({ [DEBIAN_CHROMIUM]: 'chromium' }, 'The tests of the editor');
	return DEBIAN_CHROMIUM;
}
