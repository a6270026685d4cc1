import { expect, test } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handCamera } from './cameras.ts';
import { launchStudio } from './launch.ts';

/** Another origin that would answer everybody: only the content security policy can keep a request from it. */
async function openOther(): Promise<{ url: string; asked: string[]; server: Server }> {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(request.url ?? '');
		response
			.writeHead(200, { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' })
			.end('here');
	});
	await new Promise<void>((done) => server.listen(0, 'localhost', done));
	return { url: `http://localhost:${(server.address() as AddressInfo).port}`, asked, server };
}

/** Addresses that pages, workers and service workers of `origin` asked for, out of Chromium's own network log. */
async function requestedBy(origin: string, netLog: string): Promise<string[]> {
	const log = JSON.parse((await readFile(netLog, 'utf8')).replace(/,\s*$/, ']}')) as {
		events: { params?: { url?: string; initiator?: string } }[];
	};
	return log.events.flatMap(({ params }) => (params?.url && params.initiator === origin ? [params.url] : []));
}

test('seventy seconds of recording and tracking ask no other origin for anything', async () => {
	test.setTimeout(240_000);
	const folder = await mkdtemp(join(tmpdir(), 'handloom-netlog-'));
	const netLog = join(folder, 'net.json');
	const studio = await launchStudio({
		camera: await handCamera(),
		args: [`--log-net-log=${netLog}`, '--net-log-capture-mode=Default']
	});
	const { page } = studio;
	try {
		await page.goto('/record/fold-shirt');
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible({ timeout: 20_000 });
		await page.waitForTimeout(52_000);
		await page.getByRole('button', { name: 'Stop', exact: true }).click();
		await page.waitForURL(/\/take\/.*\/check/);
		await page.waitForTimeout(18_000);
	} finally {
		await studio.close();
	}
	const asked = await requestedBy(studio.baseURL, netLog);
	await rm(folder, { recursive: true, force: true });
	expect(asked.length, 'the log must hold our own requests, or it proves nothing').toBeGreaterThan(10);
	expect(asked.some((url) => url.endsWith('.wasm'))).toBe(true);
	expect(asked.filter((url) => !url.startsWith(studio.baseURL) && !/^(blob|data):/.test(url))).toEqual([]);
});

test('the policy alone stops a request to another origin, from a page and from inside each worker', async () => {
	const other = await openOther();
	const studio = await launchStudio({ camera: await handCamera() });
	const { page } = studio;
	const tryIt = (url: string) =>
		new Promise<string>((done) => {
			addEventListener('securitypolicyviolation', (event) => done(event.effectiveDirective), { once: true });
			fetch(url).then(
				() => done('answered'),
				() => setTimeout(() => done('failed for another reason'), 500)
			);
		});
	try {
		await page.goto('/record/move-block');
		await expect.poll(() => page.workers().length, { timeout: 20_000 }).toBeGreaterThan(0);
		expect(await page.evaluate(tryIt, `${other.url}/page`)).toBe('connect-src');
		for (const worker of page.workers())
			expect(await worker.evaluate(tryIt, `${other.url}/worker`), worker.url()).toBe('connect-src');
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
		const [service] = studio.context.serviceWorkers();
		expect(await service!.evaluate(tryIt, `${other.url}/service-worker`)).toBe('connect-src');
		expect(other.asked).toEqual([]);
	} finally {
		await studio.close();
		other.server.close();
	}
});
