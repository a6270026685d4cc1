import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type PutSeen = { oid: string; status: number | 'cut' };

export type SlowProxy = {
	port: number;
	/** Object uploads, in the order in which they ended. */
	puts: PutSeen[];
	/** Where requests go; change it to a hub that was started again. */
	target: number;
	/** Bytes a second of an object's upload. */
	bytesPerSecond: number;
	/** Asked before each slice of an object, `passed` of whose `size` bytes went on: true keeps it waiting. */
	holds: ((oid: string, passed: number, size: number) => boolean) | null;
	/** Answers everything itself, with this status, as a server in trouble does; null: passes on. */
	trouble: number | null;
	/** Text files that go out changed, by path: another version of a script. */
	changed: Map<string, (text: string) => string>;
	close(): Promise<void>;
};

const SLICE = 16 * 1024;

const after = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/**
 * Stands between browser and hub on loopback and lets the bodies of object uploads through slowly, one slice after another.
 */
export async function openSlowProxy(target: number): Promise<SlowProxy> {
	const server = createServer((request, response) => void pass(request, response));
	await new Promise<void>((done) => server.listen(0, 'localhost', done));
	const proxy: SlowProxy = {
		port: (server.address() as AddressInfo).port,
		puts: [],
		target,
		bytesPerSecond: Infinity,
		holds: null,
		trouble: null,
		changed: new Map(),
		close: () =>
			new Promise((done) => {
				server.close(() => done());
				server.closeAllConnections();
			})
	};

	async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (proxy.trouble !== null) {
			request.resume();
			response.writeHead(proxy.trouble, { 'content-type': 'text/plain' }).end('trouble');
			return;
		}
		const oid = request.method === 'PUT' ? /\/objects\/([0-9a-f]{64})$/.exec(request.url ?? '')?.[1] : undefined;
		const change = proxy.changed.get(request.url ?? '');
		const onward = ask({
			host: 'localhost',
			port: proxy.target,
			method: request.method,
			path: request.url,
			headers: change ? without(request.headers, ['accept-encoding', 'if-none-match']) : request.headers
		});
		let ended = false;
		const end = (status: number | 'cut') => {
			if (oid && !ended) proxy.puts.push({ oid, status });
			ended = true;
		};
		onward.on('response', (answer) => {
			end(answer.statusCode ?? 0);
			if (change) return void sendChanged(answer, change, response);
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
			answer.on('error', () => response.destroy());
		});
		onward.on('error', () => {
			end('cut');
			response.destroy();
		});
		if (!oid) return void request.pipe(onward);
		let passed = 0;
		const size = Number(request.headers['content-length']);
		try {
			for await (const chunk of request as AsyncIterable<Buffer>) {
				for (let at = 0; at < chunk.length; at += SLICE) {
					const slice = chunk.subarray(at, at + SLICE);
					while (onward.writable && proxy.holds?.(oid, passed, size)) await after(20);
					if (!onward.writable) return;
					onward.write(slice);
					passed += slice.length;
					await after((slice.length / proxy.bytesPerSecond) * 1000);
				}
			}
			onward.end();
		} catch {
			// The browser went away in the middle of its upload.
			onward.destroy();
		}
	}
	return proxy;
}

async function sendChanged(
	answer: IncomingMessage,
	change: (text: string) => string,
	response: ServerResponse
): Promise<void> {
	const body = change(Buffer.concat(await answer.toArray()).toString('utf8'));
	response.writeHead(answer.statusCode ?? 502, without(answer.headers, ['content-length', 'etag'])).end(body);
}

const without = (headers: IncomingMessage['headers'], names: string[]): IncomingMessage['headers'] =>
	Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
