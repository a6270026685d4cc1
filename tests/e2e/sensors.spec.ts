import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { launchPrepared } from './prepared.ts';
import { newestTake } from './recording.ts';
import { storedRows } from './stored.ts';

/** Rotation that the emulated phone reports, rad/s about x, y, z; acceleration with gravity, m/s². */
const ROTATION = { x: 0.1, y: -0.2, z: 0.3 };
const ACCELERATION = { x: 0.5, y: 1, z: 9.5 };
const RATE_MS = 14;

/** Before the page is opened: what is granted while a camera is being asked for leaves that question open for ever. */
async function grantMotion(context: BrowserContext): Promise<void> {
	const browser = await context.browser()!.newBrowserCDPSession();
	await browser.send('Browser.grantPermissions', { permissions: ['sensors', 'videoCapture'] });
}

/** A phone that lies still but for the readings above, until `stop`. */
async function emulateMotion(context: BrowserContext, page: Page): Promise<() => Promise<void>> {
	const cdp = await context.newCDPSession(page);
	const enable = (type: 'accelerometer' | 'gyroscope' | 'linear-acceleration' | 'relative-orientation') =>
		cdp.send('Emulation.setSensorOverrideEnabled', { enabled: true, type, metadata: { available: true } });
	for (const type of ['accelerometer', 'gyroscope', 'linear-acceleration', 'relative-orientation'] as const)
		await enable(type);
	let running = true;
	const run = async () => {
		// A reading like the last one is no news: a little noise keeps events coming.
		for (let i = 0; running; i += 1) {
			const noise = (i % 2) * 1e-4;
			const add = ({ x, y, z }: typeof ROTATION) => ({ x: x + noise, y: y + noise, z: z + noise });
			await cdp.send('Emulation.setSensorOverrideReadings', { type: 'gyroscope', reading: { xyz: add(ROTATION) } });
			await cdp.send('Emulation.setSensorOverrideReadings', {
				type: 'accelerometer',
				reading: { xyz: add(ACCELERATION) }
			});
			await cdp.send('Emulation.setSensorOverrideReadings', {
				type: 'linear-acceleration',
				reading: { xyz: add({ x: 0, y: 0, z: 0 }) }
			});
			// Half a right angle about z; the browser tells of turns of a tenth of a degree and more.
			const half = Math.PI / 8 + (i % 7) * 0.002;
			await cdp.send('Emulation.setSensorOverrideReadings', {
				type: 'relative-orientation',
				reading: { quaternion: { x: 0, y: 0, z: Math.sin(half), w: Math.cos(half) } }
			});
			await new Promise((resolve) => setTimeout(resolve, RATE_MS));
		}
	};
	const ran = run().catch(() => undefined);
	return async () => {
		running = false;
		await ran;
	};
}

type Stored = { sensor: string; seq: number; samples: number; sound: boolean; values: number[] };

/** Sensor rows of a take, hashed and unpacked here. */
const sensorRows = (page: Page, takeId: string): Promise<Stored[]> =>
	page.evaluate(async (id) => {
		const opening = indexedDB.open('handloom');
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(opening.error);
		});
		const rows = await new Promise<
			{ takeId: string; sensor: string; seq: number; samples: number; sha256: string; blob: Blob }[]
		>((resolve) => {
			const asked = database.transaction('sensorRows').objectStore('sensorRows').getAll();
			asked.onsuccess = () => resolve(asked.result);
		});
		database.close();
		return Promise.all(
			rows
				.filter((row) => row.takeId === id)
				.map(async ({ sensor, seq, samples, sha256, blob }) => {
					const bytes = await blob.arrayBuffer();
					const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
					const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
					return { sensor, seq, samples, sound: hex === sha256, values: [...new Float64Array(bytes)] };
				})
		);
	}, takeId);

test('motion lies beside the take, on its clock and in its units, and is erased with it', async () => {
	const { context, page, close } = await launchPrepared('visited');
	try {
		await grantMotion(context);
		await page.goto('/record/wipe-table');
		await expect(page.getByText('This task also keeps how the phone moves').first()).toBeAttached();
		const record = page.getByRole('button', { name: 'Record', exact: true });
		await expect(record).toBeEnabled();
		const stopMotion = await emulateMotion(context, page);
		await record.click();
		const stop = page.getByRole('button', { name: 'Stop', exact: true });
		await expect(stop).toBeVisible();
		await page.waitForTimeout(4_000);
		await stop.click();
		await page.waitForURL(/\/take\/.+\/check/);
		await stopMotion();

		const take = await newestTake(page);
		const rows = await sensorRows(page, take.id);
		expect(rows.every((row) => row.sound)).toBe(true);
		for (const sensor of ['acceleration', 'rotation', 'orientation']) {
			const mine = rows.filter((row) => row.sensor === sensor).sort((a, b) => a.seq - b.seq);
			expect(mine.map((row) => row.seq)).toEqual(mine.map((_, i) => i));
			const values = mine.flatMap((row) => row.values);
			const samples = Array.from({ length: values.length / 4 }, (_, i) => values.slice(i * 4, i * 4 + 4));
			const times = samples.map((sample) => sample[0]!);
			console.log(
				`${sensor}: ${samples.length} samples in ${take.durationUs / 1e6} s, ${times[0]} to ${times.at(-1)} µs`
			);
			expect(samples.length).toBeGreaterThan((take.durationUs / 1e6) * 5);
			expect(take.facts!['motionSamples']).toMatchObject({ [sensor]: samples.length });
			expect(times.every((time) => Number.isInteger(time))).toBe(true);
			// The whole take is covered, from its first frame to its last; listening begins and ends a moment around it.
			expect(times[0]!).toBeLessThan(300_000);
			expect(times[0]!).toBeGreaterThan(-3_000_000);
			expect(times.at(-1)!).toBeGreaterThan(take.durationUs - 500_000);
			expect(times.at(-1)!).toBeLessThan(take.durationUs + 3_000_000);
			const middle = samples[Math.floor(samples.length / 2)]!.slice(1);
			const wanted = { acceleration: ACCELERATION, rotation: ROTATION, orientation: null }[sensor]!;
			// The browser rounds acceleration to 0.1 m/s² and rotation to 0.1 °/s.
			if (wanted)
				[wanted.x, wanted.y, wanted.z].forEach((value, i) => expect(Math.abs(middle[i]! - value)).toBeLessThan(0.06));
			else expect(Math.abs(middle[0]! - Math.PI / 4)).toBeLessThan(0.03);
		}

		// Erased with the take.
		await page.goto('/clips');
		await page
			.getByRole('button', { name: /Take 1|take 1/ })
			.first()
			.click();
		await page.getByRole('menuitem', { name: /Erase/ }).click();
		await expect.poll(async () => (await storedRows(page, 'takes')).length, { timeout: 30_000 }).toBe(0);
		expect(await storedRows(page, 'sensorRows')).toHaveLength(0);
	} finally {
		await close();
	}
});

test('a task that does not want motion keeps none, and a computer without sensors films as ever', async () => {
	const { context, page, close } = await launchPrepared('visited');
	try {
		await grantMotion(context);
		await page.goto('/record/open-drawer');
		const record = page.getByRole('button', { name: 'Record', exact: true });
		await expect(record).toBeEnabled();
		const stopMotion = await emulateMotion(context, page);
		await record.click();
		const stop = page.getByRole('button', { name: 'Stop', exact: true });
		await expect(stop).toBeVisible();
		await page.waitForTimeout(1_500);
		await stop.click();
		await page.waitForURL(/\/take\/.+\/check/);
		await stopMotion();
		expect(await storedRows(page, 'sensorRows')).toHaveLength(0);
		expect((await newestTake(page)).facts!['motionSamples']).toBeNull();
	} finally {
		await close();
	}
});
