import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export type TestHub = {
	/** Address that people type. */
	url: string;
	/** One-time owner link of the first start; null when this data directory has an owner. */
	ownerLink: string | null;
	dataDir: string;
	port: number;
	/** SIGKILL, as a power cut would; the data directory stays. */
	kill(): Promise<void>;
	/** Ends it and removes the data directory. */
	close(): Promise<void>;
};

/** A port of this machine that nothing listens on now. */
export const freePort = (): Promise<number> =>
	new Promise((done, refuse) => {
		const probe = createServer();
		probe.once('error', refuse);
		probe.listen(0, 'localhost', () => {
			const address = probe.address();
			probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
		});
	});

/**
 * Starts the real production server on a data directory (a fresh one unless given). `origin`: the address that people type,
 * where it is not its own: that of the run, see `LaunchOptions.hub`, or of what stands before it.
 */
export async function startHub(options: { dataDir?: string; port?: number; origin?: string } = {}): Promise<TestHub> {
	const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'handloom-hub-')));
	const port = options.port ?? (await freePort());
	const url = options.origin ?? `http://localhost:${port}`;
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/lib/server/main.ts'], {
		cwd: root,
		env: {
			...process.env,
			PORT: String(port),
			HOST: 'localhost',
			ORIGIN: url,
			HANDLOOM_DATA: dataDir
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const printed = await waitUntilReady(child);
	const ended = new Promise<void>((done) => child.once('close', () => done()));
	const end = async (signal: NodeJS.Signals) => {
		child.kill(signal);
		await ended;
	};
	return {
		url,
		ownerLink: /Owner: (\S+)/.exec(printed)?.[1] ?? null,
		dataDir,
		port,
		kill: () => end('SIGKILL'),
		async close() {
			await end('SIGTERM');
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

function waitUntilReady(child: ChildProcess): Promise<string> {
	return new Promise((done, refuse) => {
		let printed = '';
		const read = (data: Buffer) => {
			printed += data.toString();
			// The owner link, where there is one, is written with the address.
			if (/Handloom is ready: \S+\n/.test(printed)) done(printed);
		};
		child.stdout?.on('data', read);
		child.stderr?.on('data', read);
		child.once('close', (code) => refuse(new Error(`the hub ended with ${code}:\n${printed}`)));
	});
}
