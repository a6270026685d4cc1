import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import type * as encoding from '../../workers/record/frame-encoder.ts';
import type * as recording from '../../workers/record/recording.ts';
import type { TakeId } from '../../src/lib/schema/ids.ts';
import { chromiumPath } from '../e2e/launch.ts';
import { openBlank, serveSources, type SourceServer } from './source-server.ts';

let server: SourceServer;
let browser: Browser;
let page: Page;
test.beforeAll(async () => {
	server = await serveSources();
	browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
	page = await browser.newPage();
	await openBlank(page, server);
	await page.evaluate(async () => {
		const load = (path: string) => import(/* @vite-ignore */ `${location.origin}${path}`);
		const grey = (timestamp: number) =>
			new VideoFrame(new Uint8Array((640 * 360 * 3) / 2).fill(90), {
				format: 'I420',
				codedWidth: 640,
				codedHeight: 360,
				timestamp
			});
		Object.assign(globalThis, { load, grey });
	});
});
test.afterAll(async () => {
	await browser.close();
	await server.close();
});

type InPage = { load<T>(path: string): Promise<T>; grey(timestamp: number): VideoFrame };

for (const codec of ['avc1.42001f', 'vp09.00.21.08', 'vp8'])
	test(`${codec}: what warms it up comes out nowhere, and the first frame tells how to decode it`, async () => {
		const found = await page.evaluate(async (codec) => {
			const { load, grey } = globalThis as unknown as InPage;
			const { warmEncoder } = await load<typeof encoding>('/workers/record/frame-encoder.ts');
			// A size that no encoder takes as it is.
			const warm = await warmEncoder({ width: 641, height: 361, fps: 30, codec });
			if (!warm.ok) throw new Error(warm.failure.message);
			const encoder = warm.value;
			const out: { key: boolean; us: number; decoder: string | null }[] = [];
			const note = ({ chunk, meta }: encoding.EncodedFrame) =>
				out.push({
					key: chunk.type === 'key',
					us: chunk.timestamp,
					decoder: meta?.decoderConfig?.codec ?? null
				});
			encoder.handTo(note, () => undefined);
			for (const us of [5_000_000, 5_033_333, 5_066_667]) {
				const frame = grey(us);
				encoder.encode(frame, us === 5_000_000);
				frame.close();
			}
			await encoder.finish();
			return { size: [encoder.config.width, encoder.config.height], out };
		}, codec);
		expect(found.size).toEqual([640, 360]);
		expect(found.out.map(({ us }) => us)).toEqual([5_000_000, 5_033_333, 5_066_667]);
		expect(found.out.map(({ key }) => key)).toEqual([true, false, false]);
		expect(found.out[0]!.decoder).toBeTruthy();
	});

test('an encoder that the browser took back while it waited is not used: another records every frame', async () => {
	const summary = await page.evaluate(async () => {
		const { load, grey } = globalThis as unknown as InPage;
		const Native = VideoEncoder;
		const made: { encoder: VideoEncoder; error: WebCodecsErrorCallback }[] = [];
		globalThis.VideoEncoder = class extends Native {
			constructor(init: VideoEncoderInit) {
				super(init);
				made.push({ encoder: this, error: init.error });
			}
		};
		try {
			const { warmEncoder } = await load<typeof encoding>('/workers/record/frame-encoder.ts');
			const { Recording } = await load<typeof recording>('/workers/record/recording.ts');
			const options = { takeId: crypto.randomUUID() as TakeId, width: 640, height: 360, fps: 30 };
			const warm = await warmEncoder(options);
			if (!warm.ok) throw new Error(warm.failure.message);
			made[0]!.encoder.close();
			made[0]!.error(new DOMException('Codec reclaimed due to inactivity.', 'QuotaExceededError'));
			const take = new Recording(options, warm.value, () => undefined);
			for (let i = 0; i < 5; i += 1) await take.push(grey(1_000_000 + i * 33_333));
			const { encodedFrames, endedBy, failure } = await take.stop('stop');
			return { encodedFrames, endedBy, failure, encoders: made.length };
		} finally {
			globalThis.VideoEncoder = Native;
		}
	});
	expect(summary).toEqual({ encodedFrames: 5, endedBy: 'stop', failure: null, encoders: 2 });
});
