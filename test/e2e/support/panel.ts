import type { Locator, Page } from 'playwright-core';

const byTestId = (scope: Page | Locator, id: string): Locator => scope.locator(`[data-test-id="${id}"]`);

/** What somebody presses and reads while they build a workflow in n8n's editor. Every step waits for what it needs. */
export class Panel {
	readonly page: Page;
	readonly url: string;

	/** @param url n8n's address, without a slash at its end */
	constructor(page: Page, url: string) {
		this.page = page;
		this.url = url;
	}

	/** Begins a workflow that is started by hand, and opens the list of nodes to go on with. */
	async beginWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.#byId('node-creator-plus-button').first().click();
		await this.page.getByText('Trigger manually', { exact: true }).first().click();
		await this.#byId('canvas-handle-plus').first().click();
		await this.#search.waitFor();
	}

	/** Types into the search field of the list of nodes until the list has settled. @returns the names it finds, the best first */
	async search(words: string): Promise<string[]> {
		await this.#search.fill('');
		await this.#search.fill(words);
		return await this.#settled(() => this.#found.allInnerTexts());
	}

	/** A list of texts, once it has some and two readings in a row are the same: n8n draws long lists bit by bit. */
	async #settled(read: () => Promise<string[]>): Promise<string[]> {
		let before: string[] = [];
		for (;;) {
			await this.page.waitForTimeout(200);
			const now = await read();
			if (now.length > 0 && now.join() === before.join()) return now;
			before = now;
		}
	}

	/** What the list says of a found node. */
	async descriptionOf(node: string): Promise<string> {
		const entry = this.#byId('item-iterator-item').filter({ has: this.page.getByText(node, { exact: true }) }).first();
		const [, ...said] = (await entry.innerText()).split('\n').map((line) => line.trim()).filter(Boolean);
		return said.join(' ');
	}

	/**
	 * What a found node can do, from the top of its list, which stays open.
	 * @param known one of its actions, for which to wait
	 */
	async actionsOf(node: string, known: string): Promise<string[]> {
		await this.#found.getByText(node, { exact: true }).click();
		await this.page.getByText(known, { exact: true }).first().waitFor();
		const lines = await this.#settled(async () => (await this.#byId('node-creator').innerText()).split('\n').map((line) => line.trim()));
		const first = lines.findIndex((line) => /^Actions \(\d+\)$/.test(line)) + 1;
		return lines.slice(first).filter((line) => line !== '' && !/ ACTIONS$/i.test(line));
	}

	/** Adds a found node with one of its actions; its panel opens. */
	async add(node: string, action: RegExp): Promise<void> {
		await this.#found.getByText(node, { exact: true }).click();
		await this.page.getByText(action).first().click();
		await this.#byId('ndv').waitFor();
	}

	/** Opens the window of a new credential from a node's panel that has none yet. */
	async newCredential(node: string): Promise<void> {
		await this.page.getByText(`Connect to ${node}`).click();
		await this.credential.waitFor();
	}

	/** Fills fields of the credential's window and saves it, upon which n8n tests it. */
	async saveCredential(fields: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			await byTestId(this.credential, `parameter-input-${name}`).locator('input').fill(value);
		}
		await byTestId(this.credential, 'credential-save-button').click();
	}

	/** Waits until the test of the open credential has failed, and asks why. @param reason what must be said then */
	async credentialIsRefused(reason: string): Promise<void> {
		const told = this.credential.getByText(reason).first();
		const more = this.credential.getByText('More details');
		await more.waitFor();
		// n8n may draw the answer anew, folded up, when it has been slow.
		for (let tries = 0; tries < 5 && !(await told.isVisible()); tries++) {
			await more.click({ timeout: 3_000 }).catch(() => undefined);
			await told.waitFor({ timeout: 3_000 }).catch(() => undefined);
		}
		await told.waitFor();
	}

	/** Opens the credential of the open panel again. */
	async editCredential(): Promise<void> {
		await this.credential.waitFor({ state: 'hidden' });
		await this.#byId('credential-edit-button').click();
		await this.credential.waitFor();
	}

	async closeCredential(): Promise<void> {
		await this.credential.locator('button[aria-label=Close], .el-dialog__close').first().click();
		await this.credential.waitFor({ state: 'hidden' });
	}

	field(name: string): Locator {
		return this.#byId(`parameter-input-${name}`).locator('input, textarea').first();
	}

	/** What the list of a picker offers; it stays open. */
	async offers(picker: string): Promise<string[]> {
		const input = byTestId(this.#byId(`resource-locator-${picker}`), 'rlc-input');
		const items = this.#byId('rlc-item');
		// n8n closes the list again when it draws the field anew.
		for (let tries = 0; tries < 5 && !(await items.first().isVisible()); tries++) {
			await input.click();
			await items.first().waitFor({ timeout: 5_000 }).catch(() => undefined);
		}
		await items.first().waitFor();
		return await items.allInnerTexts();
	}

	/** Chooses an offer; the list closes. */
	async pick(offer: string): Promise<void> {
		const items = this.#byId('rlc-item');
		await items.getByText(offer, { exact: true }).click();
		await items.first().waitFor({ state: 'hidden' });
	}

	async executeStep(): Promise<void> {
		await this.#byId('node-execute-button').click();
	}

	/** The node's output: a table, or an error. */
	get output(): Locator {
		return this.#byId('output-panel');
	}

	/** The row of the output table, by the names of its columns. */
	async outputRow(): Promise<Record<string, string>> {
		await this.output.locator('table td').first().waitFor();
		const names = await this.output.locator('table th').allInnerTexts();
		const values = await this.output.locator('table tbody tr').first().locator('td').allInnerTexts();
		return Object.fromEntries(names.map((name, index) => [name.trim(), values[index]?.trim()]));
	}

	get credential(): Locator {
		return this.#byId('editCredential-modal');
	}

	get #search(): Locator {
		return this.#byId('node-creator-search-bar');
	}

	get #found(): Locator {
		return this.#byId('node-creator-item-name');
	}

	#byId(id: string): Locator {
		return byTestId(this.page, id);
	}
}
