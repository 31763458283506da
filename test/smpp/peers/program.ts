import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

type Json = Record<string, unknown>;

/** A peer of another language, which tells what it hears as lines of JSON. */
export class Program {
	readonly lines: Json[] = [];
	private readonly child: ChildProcess;
	private waiting: Array<() => void> = [];
	private readonly over: Promise<void>;

	private constructor(child: ChildProcess) {
		this.child = child;
		createInterface({ input: child.stdout! }).on('line', (line) => {
			this.lines.push(JSON.parse(line) as Json);
			this.wake();
		});
		this.over = new Promise((resolve) => child.once('close', () => resolve()));
		void this.over.then(() => this.wake());
	}

	/** Starts a script beside this file and waits for its first line. */
	static async start(command: string, script: string, ...args: string[]): Promise<Program> {
		const path = fileURLToPath(new URL(script, import.meta.url));
		const program = new Program(spawn(command, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] }));
		await program.until((lines) => lines.length > 0);
		return program;
	}

	/** Waits until the lines are as wanted. @throws when the program ends before */
	async until(wanted: (lines: Json[]) => boolean): Promise<void> {
		while (!wanted(this.lines)) {
			if (this.child.exitCode !== null) throw new Error(`the peer has ended with ${this.child.exitCode}`);
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
	}

	/** Waits for its own end, or ends it. */
	async stop(kill = false): Promise<void> {
		if (kill) this.child.kill();
		await this.over;
	}

	private wake(): void {
		for (const wake of this.waiting.splice(0)) wake();
	}
}
