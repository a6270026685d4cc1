import { betterOfEach, fastestEngine, sawHands, type Trial } from '../../domain/pass/pick-engine.ts';
import { sameMaker, TRIAL_PREFIX } from '../../domain/pass/resume.ts';
import { fail, ok, type Failure, type Outcome } from '../../failure/failure.ts';
import type { TrackMaker } from '../../schema/track.ts';
import { PassEngineId, readEngineChoice, saveEngineChoice } from '../store/pass-engine.ts';
import { deviceKey, enginesHere, openPassEngine, type PassEngine } from './pass-engines.ts';

export type ChosenEngine = {
	engine: PassEngine;
	/** Names the engine and what trials measured to anybody who reads the track. */
	maker(by: TrackMaker): TrackMaker;
	/** It is the engine that made the stored part, with the same settings. */
	goesOn: boolean;
};

export type ChooseOptions = {
	inputMirrored: boolean;
	/** What made the part that is stored; null: nothing is. */
	stored: TrackMaker | null;
	/** Middle of the clip: where to try when the first frames have no hand. */
	middleUs: number;
	onTrial(): void;
	signal: AbortSignal;
};

const WARM_UP_FRAMES = 3;
const TRIAL_FRAMES = 20;
/** An engine this many times as slow as the best one so far is let go early. */
const HOPELESS = 2;

/**
 * The engine of a pass: the one that made the stored part, else the fastest of earlier trials on this device, else the
 * fastest on frames of this clip. It is open; whoever asked closes it. null: aborted.
 * fails as the engines do, where none can be opened
 */
export async function choosePassEngine(blob: Blob, options: ChooseOptions): Promise<Outcome<ChosenEngine | null>> {
	const { stored, inputMirrored } = options;
	const key = await deviceKey();
	const kept = await readEngineChoice();
	const known = kept?.key === key ? kept : null;
	const before = PassEngineId.safeParse(stored?.settings['engine']).data;
	if (stored && before) {
		const opened = await open(before, inputMirrored, known?.trials ?? []);
		if (opened.ok && sameMaker(opened.value.maker, stored)) return ok({ ...opened.value.chosen, goesOn: true });
		if (opened.ok) opened.value.chosen.engine.close();
	}
	if (options.signal.aborted) return ok(null);
	if (known) {
		const opened = await open(known.engine, inputMirrored, known.trials);
		if (opened.ok) return ok(opened.value.chosen);
	}
	options.onTrial();
	return tryAll(blob, key, options);
}

type Opened = { chosen: ChosenEngine; maker: TrackMaker };

async function open(
	id: PassEngineId,
	inputMirrored: boolean,
	trials: readonly Trial<PassEngineId>[]
): Promise<Outcome<Opened>> {
	const engine = openPassEngine(id, inputMirrored);
	const made = await engine.init();
	if (!made.ok) {
		engine.close();
		return made;
	}
	const maker = tagged(id, trials);
	return ok({ chosen: { engine, maker, goesOn: false }, maker: maker(made.value) });
}

const tagged =
	(id: PassEngineId, trials: readonly Trial<PassEngineId>[]) =>
	(by: TrackMaker): TrackMaker => ({ ...by, settings: { ...by.settings, ...settingsOf(id, trials) } });

/** `trialMediapipeCpuMs: 31.2`, one for each engine that was timed. */
function settingsOf(engine: PassEngineId, trials: readonly Trial<PassEngineId>[]): TrackMaker['settings'] {
	const named = trials.flatMap(({ engine: id, ms }) => {
		const name = id.replace(/(^|-)(.)/g, (_, _dash, letter: string) => letter.toUpperCase());
		return ms === null ? [] : [[`${TRIAL_PREFIX}${name}Ms`, Math.round(ms * 10) / 10] as const];
	});
	return { engine, ...Object.fromEntries(named) };
}

/**
 * All engines on the same frames, one at a time, there and back again: what else the device does for a moment must not
 * decide, so the better of an engine's two medians counts.
 */
async function tryAll(blob: Blob, key: string, options: ChooseOptions): Promise<Outcome<ChosenEngine | null>> {
	let failure: Failure | null = null;
	const opened: Opened[] = [];
	for (const id of enginesHere()) {
		const one = await open(id, options.inputMirrored, []);
		if (one.ok) opened.push(one.value);
		else failure = one.failure;
	}
	const close = (but: PassEngineId | null) => {
		for (const { chosen } of opened) if (chosen.engine.id !== but) chosen.engine.close();
	};
	let trials: Trial<PassEngineId>[] = [];
	for (const fromUs of [0, options.middleUs]) {
		const rounds: Trial<PassEngineId>[] = [];
		for (const { chosen } of [...opened, ...opened.toReversed()]) {
			if (options.signal.aborted) {
				close(null);
				return ok(null);
			}
			const tried = await tryOne(chosen.engine, blob, fromUs, bestMs(rounds));
			if (tried.ok) rounds.push(tried.value);
			else failure = tried.failure;
		}
		trials = betterOfEach(rounds);
		if (sawHands(trials)) break;
	}
	const fastest = fastestEngine(trials) ?? trials[0]?.engine ?? null;
	close(fastest);
	if (!fastest) return failure ? { ok: false, failure } : fail('tracker_failed', 'no engine could be tried');
	// An engine that could not be fetched now may win another day. Where the choice cannot be saved it is tried again with
	// the next take: slower, and nothing else.
	if (sawHands(trials) && failure?.code !== 'model_missing')
		await saveEngineChoice({ key, engine: fastest, trials, triedAtMs: Date.now() });
	const { engine } = opened.find(({ chosen }) => chosen.engine.id === fastest)!.chosen;
	return ok({ engine, maker: tagged(fastest, trials), goesOn: false });
}

const bestMs = (trials: readonly Trial<PassEngineId>[]): number | null =>
	trials.reduce<number | null>((best, { ms }) => (ms !== null && (best === null || ms < best) ? ms : best), null);

async function tryOne(
	engine: PassEngine,
	blob: Blob,
	fromUs: number,
	best: number | null
): Promise<Outcome<Trial<PassEngineId>>> {
	const tried = await engine.trial(blob, {
		warmUpFrames: WARM_UP_FRAMES,
		frames: TRIAL_FRAMES,
		fromUs,
		hopelessMs: best === null ? null : best * HOPELESS
	});
	if (!tried.ok) return tried;
	return ok({ engine: engine.id, ms: tried.value.medianMs, frames: tried.value.frames, hands: tried.value.hands });
}
