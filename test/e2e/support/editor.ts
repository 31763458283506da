import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureChromium } from './chromium.ts';
import { owner, type User } from './session.ts';

/** A person who looks at n8n's editor in a real browser. */
export interface Editor {
	/** For everything that this interface has no word for. */
	readonly page: Page;
	openWorkflow(id: string): Promise<void>;
	/** Opens the panel of a node of the open workflow, by the node's name. */
	openNode(name: string): Promise<void>;
	closeNode(): Promise<void>;
	/** @param file a PNG's path */
	screenshot(file: string): Promise<void>;
	close(): Promise<void>;
}

export interface EditorOptions {
	user?: User;
	colorScheme?: 'light' | 'dark';
	/** In CSS pixels. */
	width?: number;
	height?: number;
}

/** Loopback is all that the browser needs: nothing is looked up, updated or reported. */
const BROWSER_FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Opens n8n's editor in headless Chromium and signs in.
 *
 * @param url n8n's address, without a slash at its end
 * @throws what {@link ensureChromium} throws, or that the sign-in failed
 */
export async function openEditor(url: string, options: EditorOptions = {}): Promise<Editor> {
	const { user = owner, colorScheme = 'light', width = 1600, height = 1000 } = options;
	const browser = await chromium.launch({ executablePath: await ensureChromium(), args: BROWSER_FLAGS });
	try {
		const page = await browser.newPage({ viewport: { width, height }, colorScheme });
		await signIn(page, url, user);
		return editorOn(page, url, browser);
	} catch (error) {
		await browser.close();
		throw error;
	}
}

async function signIn(page: Page, url: string, user: User): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(user.email);
	await page.locator('input[name=password]').fill(user.password);
	await page.locator('[data-test-id=form-submit-button]').click();
	await page.waitForURL((address) => !address.pathname.startsWith('/signin'));
}

function editorOn(page: Page, url: string, browser: Browser): Editor {
	return {
		page,
		async openWorkflow(id) {
			await page.goto(`${url}/workflow/${id}`);
			await page.locator('[data-test-id=canvas-node]').first().waitFor();
		},
		async openNode(name) {
			await page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`).dblclick();
			await page.locator('[data-test-id=ndv]').waitFor();
		},
		async closeNode() {
			await page.keyboard.press('Escape');
			await page.locator('[data-test-id=ndv]').waitFor({ state: 'hidden' });
		},
		async screenshot(file) {
			await page.screenshot({ path: file });
		},
		async close() {
			await browser.close();
		},
	};
}
