import { expect, test, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CaptureFile } from '../../src/lib/schema/submission.ts';
import { decodeFrames } from './faces/decode-frames.ts';
import { openBlazeFace, openUltraFace, type FaceJudge } from './faces/face-judges.ts';
import { coveredShare, psnrOutside } from './faces/psnr.ts';
import { importClip, makeRendition, waitUntilChecked } from './importing.ts';
import { hasShared, NO_SHARED, sharedFile } from './media.ts';
import { launchPrepared } from './prepared.ts';
import { renditionFiles } from './rendition-files.ts';

const FPS = 30;
const SECONDS = 5;
/** The detectors look at every fifth frame: those beside it say the same. */
const EVERY = 5;
const SIZE = { width: 960, height: 540 };

/** Imports a file, waits until it is checked and its rendition made. The take's id. */
async function toSubmitPage(page: Page, file: string): Promise<string> {
	const takeId = await importClip(page, file);
	await waitUntilChecked(page, takeId);
	await makeRendition(page, takeId);
	return takeId;
}

async function framesWithFace(judge: FaceJudge, file: string, crop: string): Promise<number> {
	const { width, height } = judge;
	const fit = `scale=${width}:${height}:force_original_aspect_ratio=decrease,pad=${width}:${height}:-1:-1`;
	let seen = 0;
	const every = `select='not(mod(n,${EVERY}))',`;
	for (const frame of decodeFrames(file, `${every}${crop}${fit}`, judge, 'rgb24'))
		if (await judge.seesFace(frame)) seen++;
	return seen;
}

test('a face is gone from what would leave, and the rest of the picture is not', async () => {
	test.skip(!hasShared, NO_SHARED);
	test.setTimeout(600_000);
	const folder = await mkdtemp(join(tmpdir(), 'handloom-faces-'));
	const studio = await launchPrepared('used');
	try {
		// The first five seconds, encoded again: a copy would begin before its first key frame.
		const source = join(folder, 'face.mp4');
		const input = sharedFile('media/clips/face-standing-608x1080.mp4');
		const encode = ['-an', '-c:v', 'libx264', '-crf', '12', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
		execFileSync('ffmpeg', ['-v', 'error', '-i', input, '-frames:v', String(FPS * SECONDS), ...encode, source]);

		const takeId = await toSubmitPage(studio.page, source);
		const files = await renditionFiles(studio.page, takeId);
		const video = join(folder, 'video.mp4');
		await writeFile(video, files.get('video.mp4')!);
		const capture = CaptureFile.parse(JSON.parse(files.get('capture.json')!.toString('utf8')));
		const picture = capture.picture!;
		const frames = FPS * SECONDS;
		expect(capture.captureTimeS).toHaveLength(frames);

		const models = resolve(import.meta.dirname, '../../static/models');
		const blazeFace = readdirSync(models).find((name) => /^face_detection_short_range.*\.onnx$/.test(name))!;
		const judges = [
			await openUltraFace(sharedFile('models/onnx/version-RFB-320.onnx'), 0.5),
			await openBlazeFace(join(models, blazeFace), 0.5)
		];
		const inPicture = `crop=${picture.width}:${picture.height}:${picture.left}:${picture.top},`;
		for (const judge of judges) {
			expect(await framesWithFace(judge, source, ''), `${judge.name} on the source`).toBeGreaterThanOrEqual(
				(frames / EVERY) * 0.95
			);
			expect(await framesWithFace(judge, video, ''), `${judge.name} on the rendition`).toBe(0);
			expect(await framesWithFace(judge, video, inPicture), `${judge.name} on its picture`).toBe(0);
		}

		// Blurring everything does not pass: outside what was covered, the picture is the source's.
		const place = `${SIZE.width}:${SIZE.height}:${picture.left}:${picture.top}`;
		const scaled = `scale=${picture.width}:${picture.height}:flags=bicubic,pad=${place}`;
		const before = decodeFrames(source, scaled, SIZE, 'gray');
		const after = decodeFrames(video, 'null', SIZE, 'gray');
		expect(after).toHaveLength(frames);
		const inside = [picture.left, picture.top, picture.width, picture.height];
		const covered: number[] = [];
		for (const [slot, frame] of after.entries()) {
			const holes = capture.redaction.covered![slot]!;
			const shown = before[Math.round(capture.captureTimeS[slot]! * FPS)]!;
			expect(psnrOutside(shown, frame, SIZE.width, inside, holes), `slot ${slot}`).toBeGreaterThanOrEqual(30);
			covered.push(coveredShare(holes, inside));
		}
		covered.sort((a, b) => a - b);
		console.log(
			`covered: median ${covered[frames / 2]!.toFixed(2)}, most ${covered.at(-1)!.toFixed(2)} of the picture`
		);
		expect(covered[frames / 2]).toBeLessThan(0.4);
		expect(covered.at(-1)).toBeLessThan(0.95);
	} finally {
		await studio.close();
		await rm(folder, { recursive: true, force: true });
	}
});
