/** The table of "never twice", looked at from outside of n8n. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../../tools/process/step.mjs';

const TABLES = new URL('../../examples/exactly-once/tables.sql', import.meta.url);

/** A message that somebody has ordered. */
interface Order {
	key: string;
	to: string;
	text: string;
}

/** Older than the sweep waits for, and than any execution runs. */
const AGE = '20 minutes';

/** A row of the table, as far as these tests look at it. */
export interface Row {
	key: string;
	state: string;
	reason: string | null;
	ask_id: string | null;
	sms_id: string | null;
	claimed_by: string | null;
	tries: number;
}

/** A database of its own on the PostgreSQL at a port of this machine. */
export class Ledger {
	readonly port: number;
	readonly database: string;

	private constructor(port: number, database: string) {
		this.port = port;
		this.database = database;
	}

	/** Makes an empty database. */
	static async empty(port: number, database = 'shop'): Promise<Ledger> {
		await new Ledger(port, 'postgres').do(`CREATE DATABASE ${database}`);
		return new Ledger(port, database);
	}

	/** Makes a database with the tables of the example. */
	static async make(port: number): Promise<Ledger> {
		const ledger = await Ledger.empty(port);
		await ledger.do(readFileSync(TABLES, 'utf8'));
		return ledger;
	}

	/** The fields of n8n's credential for it. */
	get account(): Record<string, unknown> {
		const { port, database } = this;
		return { host: '127.0.0.1', port, database, user: 'n8n', password: '-', ssl: 'disable', sshTunnel: false };
	}

	/** @returns what the statement prints, without headings */
	async do(sql: string): Promise<string> {
		const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
		const file = join(folder, 'statement.sql');
		const args = ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'n8n', '-d', this.database, '-XqAt', '-v', 'ON_ERROR_STOP=1', '-f', file];
		try {
			// Ten thousand rows are more than a command line holds.
			writeFileSync(file, sql);
			return (await run('psql', args)).trim();
		} finally {
			rmSync(folder, { recursive: true });
		}
	}

	/** The rows of a query. */
	async rows<T = Row>(sql = 'SELECT * FROM sms'): Promise<T[]> {
		return JSON.parse(await this.do(`SELECT coalesce(json_agg(t), '[]') FROM (${sql}) AS t`)) as T[];
	}

	/** The rows of these orders, by their keys. */
	async of(some: Order[]): Promise<Map<string, Row>> {
		const wanted = new Set(some.map(({ key }) => key));
		return new Map((await this.rows()).filter(({ key }) => wanted.has(key)).map((row) => [row.key, row]));
	}

	/** Puts orders into the outbox, as a shop's own program would. */
	async put(some: Order[]): Promise<void> {
		const values = some.map(({ key, to, text }) => `('${key}', '${to}', '${text}')`);
		await this.do(`INSERT INTO sms (key, phone, text) VALUES ${values.join(', ')} ON CONFLICT DO NOTHING`);
	}

	/** Lets time pass for rows that nobody is working on any more. */
	async age(): Promise<void> {
		await this.do(`UPDATE sms SET changed_at = changed_at - interval '${AGE}' WHERE state IN ('sending', 'unknown')`);
	}

	async clear(): Promise<void> {
		await this.do('TRUNCATE sms, sms_report, sms_once');
	}
}
