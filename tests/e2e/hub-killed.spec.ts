import { expect, test, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { promisify } from 'node:util';
import type { OutboxRow } from '../../src/lib/adapters/store/db.ts';
import type { SubmissionView } from '../../src/lib/schema/hub-api.ts';
import { startHub, type TestHub } from './hub.ts';
import { importClip, makeRendition, waitUntilChecked } from './importing.ts';
import { runBaseURL, type Studio } from './launch.ts';
import { sampleFile } from './media.ts';
import { allow, invite, join } from './people.ts';
import { launchPrepared } from './prepared.ts';
import { openSlowProxy, type PutSeen, type SlowProxy } from './slow-proxy.ts';
import { storedRows } from './stored.ts';

const MIB = 1024 * 1024;
const AWAY_MS = 2000;
/** Nothing listens there. */
const DEAD_PORT = 1;

let proxy: SlowProxy;
let hub: TestHub;
let owner: Studio;
let worker: Studio;
let folder: string;

test.beforeEach(async () => {
	folder = await mkdtemp(joinPath(tmpdir(), 'handloom-killed-'));
	proxy = await openSlowProxy(DEAD_PORT);
	hub = await startHub({ origin: runBaseURL() });
	proxy.target = hub.port;
	owner = await launchPrepared('used', { hub: proxy });
	await join(owner.page, hub.ownerLink!, 'Olu');
});

/** The worker joins and agrees; the owner has nothing more to do. */
async function startWork(studio: Studio): Promise<Page> {
	worker = studio;
	await noteChips(worker.page);
	await join(worker.page, await invite(owner.page, 'worker'), 'Wanja');
	await owner.page.goto('about:blank');
	await allow(worker.page, /My team may train/);
	return worker.page;
}

test.afterEach(async () => {
	await worker.close();
	await owner.close();
	await hub.close();
	await proxy.close();
	await rm(folder, { recursive: true, force: true });
});

type Noting = { chipsShown?: string[] };

/** From now on, every text that the state of a take ever showed is noted on the page, in order. */
const noteChips = (page: Page): Promise<unknown> =>
	page.addInitScript(() => {
		const shown: string[] = ((globalThis as Noting).chipsShown = []);
		new MutationObserver(() => {
			for (const chip of document.querySelectorAll<HTMLElement>('p[data-state]'))
				if (shown.at(-1) !== chip.innerText) shown.push(chip.innerText);
		}).observe(document, { subtree: true, childList: true, characterData: true });
	});
const chipsShown = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as Noting).chipsShown ?? []);

/** The sample again and again for so many seconds, with grain that no encoder can save on. */
async function clipOf(seconds: number, fps: number, grain: number): Promise<string> {
	const clip = joinPath(folder, 'clip.mp4');
	const picture = `fps=${fps},noise=alls=${grain}:allf=t+u:all_seed=7`;
	await promisify(execFile)('ffmpeg', [
		...['-v', 'error', '-stream_loop', '-1', '-i', sampleFile('grasp'), '-t', String(seconds), '-vf', picture],
		...['-an', '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '26', '-pix_fmt', 'yuv420p', clip]
	]);
	return clip;
}

/** Imports a clip and goes as far as a submit page on which only the button is left to press. */
async function readyToSubmit(page: Page, clip: string): Promise<void> {
	const takeId = await importClip(page, clip);
	await waitUntilChecked(page, takeId);
	await makeRendition(page, takeId);
}

async function submit(page: Page): Promise<void> {
	await page.getByRole('button', { name: /^Submit [\d.]+/ }).click();
	await expect(page).toHaveURL(/\/clips/);
}

const outboxRow = async (page: Page): Promise<OutboxRow> => (await storedRows<OutboxRow>(page, 'outbox'))[0]!;

/** Every file of the manifest, read from the hub's disk, has the manifest's bytes. Answers the objects' names. */
async function checkDisk(page: Page): Promise<string[]> {
	const [view] = (await page.evaluate(() =>
		fetch('/api/submissions').then((answer) => answer.json())
	)) as SubmissionView[];
	const { manifest, personId } = view!;
	for (const { name, objects, byteLength, sha256 } of manifest.files) {
		const parts = objects.map(({ oid }) => readFile(joinPath(hub.dataDir, 'objects', personId, oid.slice(0, 2), oid)));
		const bytes = Buffer.concat(await Promise.all(parts));
		expect(bytes, name).toHaveLength(byteLength);
		expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(sha256);
	}
	return manifest.files.flatMap(({ objects }) => objects.map(({ oid }) => oid as string));
}

const acknowledged = ({ status }: PutSeen): boolean => typeof status === 'number' && status >= 200 && status < 300;

test('a hub that is killed in the middle of an upload gets the rest once it is back, and nothing twice', async () => {
	test.setTimeout(300_000);
	const page = await startWork(await launchPrepared('used', { hub: proxy }));
	await readyToSubmit(page, await clipOf(26, 5, 40));

	/** In the order in which their bytes began to come. */
	const begun: string[] = [];
	// The first object goes through at once; the second stands still in its middle and the others at their beginning.
	let middle = false;
	proxy.holds = (oid, passed, size) => {
		if (!begun.includes(oid)) begun.push(oid);
		if (oid === begun[0]) return false;
		if (oid === begun[1] && passed < size / 2) return false;
		middle ||= oid === begun[1];
		return true;
	};
	await submit(page);
	await expect(page.getByText(/^Sending [1-9]\d? %$/)).toBeVisible({ timeout: 60_000 });
	await expect.poll(() => middle).toBe(true);
	const before = [...proxy.puts];
	await hub.kill();
	proxy.holds = null;
	proxy.bytesPerSecond = 2 * MIB;
	await new Promise((done) => setTimeout(done, AWAY_MS));
	hub = await startHub({ dataDir: hub.dataDir, port: hub.port, origin: hub.url });
	await expect(page.getByText('Stored, receipt kept')).toBeVisible({ timeout: 120_000 });

	expect(before, 'the first object, and it alone, was there before').toEqual([{ oid: begun[0], status: 200 }]);
	const oids = await checkDisk(page);
	expect((await outboxRow(page)).bytesTotal).toBeGreaterThan(8 * MIB);
	expect(proxy.puts.filter(({ oid }) => oid === begun[0])).toHaveLength(1);
	expect(proxy.puts.filter(({ oid }) => oid === begun[1]).map(({ status }) => status)).toEqual(['cut', 200]);
	const stored = proxy.puts.filter(acknowledged).map(({ oid }) => oid);
	expect(stored.toSorted(), 'every object acknowledged exactly once').toEqual([...new Set(oids)].toSorted());

	expect(await outboxRow(page)).toMatchObject({ state: 'stored', receipt: expect.stringMatching(/^.+\..+\..+$/) });
	const chips = await chipsShown(page);
	const waiting = chips.indexOf('Waiting: the hub cannot be reached');
	const percents = (part: string[]) =>
		part.flatMap((text) => /^Sending (\d+) %$/.exec(text)?.slice(1).map(Number) ?? []);
	const [earlier, later] = [percents(chips.slice(0, waiting)), percents(chips.slice(waiting))];
	expect(earlier.at(-1), chips.join(' · ')).toBeGreaterThan(0);
	expect(later[0], 'goes on where it was').toBe(earlier.at(-1));
	expect([...earlier, ...later]).toEqual([...earlier, ...later].toSorted((a, b) => a - b));
	expect(later.at(-1)).toBeLessThan(100);
	expect(chips.at(-1)).toBe('Stored, receipt kept');
});

test('a take waits for a hub that cannot be reached, or that has trouble, and goes on by itself', async () => {
	const studio = await launchPrepared('rendition', { hub: proxy });
	const page = await startWork(studio);
	await makeRendition(page, studio.takeId);

	proxy.target = DEAD_PORT;
	await submit(page);
	await expect(page.getByText('Waiting: the hub cannot be reached')).toBeVisible();
	await expect
		.poll(() => outboxRow(page))
		.toMatchObject({ state: 'queued', failureCode: 'hub_unreachable', receipt: null });

	proxy.trouble = 500;
	proxy.target = hub.port;
	await expect(page.getByText('Waiting: the hub has trouble, trying again')).toBeVisible({ timeout: 30_000 });
	// It may just be trying again.
	await expect.poll(() => outboxRow(page)).toMatchObject({ state: 'queued', failureCode: 'hub_failed', receipt: null });
	expect(proxy.puts).toEqual([]);

	proxy.trouble = null;
	await expect(page.getByText('Stored, receipt kept')).toBeVisible({ timeout: 60_000 });
	const oids = await checkDisk(page);
	expect(
		proxy.puts
			.filter(acknowledged)
			.map(({ oid }) => oid)
			.toSorted()
	).toEqual([...new Set(oids)].toSorted());
	expect(await outboxRow(page)).toMatchObject({ state: 'stored', failureCode: null });
});
