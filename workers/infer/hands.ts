import { fail, messageOf, ok, type Outcome } from '../../src/lib/failure/failure.ts';
import type { HandFinderOptions, HandsApi } from './api.ts';
import { openOrtHandFinder, type OrtHandFinder } from './ort-hand-finder.ts';
import { readBox } from './read-box.ts';

/*
 * closed ──initHands, findHands, landmarksInBox──► open ──initHands with other options──► open
 * Calls wait for each other: a session runs one input at a time.
 */
let options: HandFinderOptions = {};
let opening: Promise<Outcome<OrtHandFinder>> | null = null;
let lastUs = Number.NEGATIVE_INFINITY;
let queue: Promise<unknown> = Promise.resolve();
/** Pictures that were asked about so far. */
let asked = 0;

/** Rounds of both networks until the browser has compiled what they run on for speed: calls were slow up to the eighth, of four runs each. */
const WARM_ROUNDS = 16;
const BLANK = { width: 8, height: 8, data: new Uint8ClampedArray(8 * 8 * 4) };
const BLANK_REGION = { x: 4, y: 4, side: 8, rotation: 0 };

async function open(): Promise<Outcome<OrtHandFinder>> {
	opening ??= openOrtHandFinder(options);
	const opened = await opening;
	if (!opened.ok) opening = null;
	return opened;
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
	const result = queue.then(work);
	queue = result.catch(() => undefined);
	return result;
}

/** The worker's part that finds hands. Owns its pictures: each is closed when it was looked at. */
export const hands: HandsApi = {
	initHands: (wanted = {}) =>
		inTurn(async () => {
			if (opening && JSON.stringify(wanted) !== JSON.stringify(options)) {
				const before = await opening;
				if (before.ok) before.value.close();
				opening = null;
			}
			options = wanted;
			lastUs = Number.NEGATIVE_INFINITY;
			const opened = await open();
			return opened.ok ? ok(opened.value.maker) : opened;
		}),
	async warmHands() {
		const before = asked;
		let rounds = 0;
		for (; rounds < WARM_ROUNDS && asked === before; rounds += 1) {
			const done = await inTurn(async () => {
				const opened = await open();
				if (!opened.ok) return opened;
				const { networks } = opened.value;
				try {
					await networks.findPalms(BLANK, BLANK_REGION);
					await networks.readHand(BLANK, BLANK_REGION);
					return ok(null);
				} catch (error) {
					return fail('tracker_failed', `warming up: ${messageOf(error)}`, { retry: 'now' });
				}
			});
			if (!done.ok) return done;
			// A run holds the thread and ends in a microtask: without this no picture's message is heard before the last round.
			await new Promise((heard) => setTimeout(heard));
		}
		return ok(rounds);
	},
	findHands(picture, ptsUs) {
		asked += 1;
		return inTurn(async () => {
			try {
				if (ptsUs <= lastUs) return fail('pts_not_increasing', `${ptsUs} after ${lastUs}`);
				const opened = await open();
				if (!opened.ok) return opened;
				const found = await opened.value.detect(picture, ptsUs);
				if (found.ok) lastUs = ptsUs;
				return found;
			} finally {
				picture.close();
			}
		});
	},
	restartHands: () =>
		inTurn(async () => {
			lastUs = Number.NEGATIVE_INFINITY;
			const opened = await opening;
			return opened?.ok ? opened.value.restart() : ok(null);
		}),
	landmarksInBox(picture, box) {
		asked += 1;
		return inTurn(async () => {
			try {
				const opened = await open();
				if (!opened.ok) return opened;
				const { networks, pixels } = opened.value;
				return ok(await readBox(networks, await pixels.read(picture), box));
			} catch (error) {
				return fail('tracker_failed', `box: ${messageOf(error)}`, { retry: 'now' });
			} finally {
				picture.close();
			}
		});
	}
};
