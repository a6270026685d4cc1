/** 720p30 for 60 s with tracking and without, in one run: where every frame went. `--minutes 10` records that long with tracking and measures memory instead. */
import { parseArgs } from 'node:util';
import { startHub } from '../e2e/hub.ts';
import { meanIn } from './process-memory.ts';
import { accountOf, recordPainted, type PaintedRecording } from './record-painted.ts';
import { close, printTable } from './table.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seconds: { type: 'string' } } });
const seconds = Number(values.seconds ?? 60);

const shareOf = ({ facts }: PaintedRecording) => facts.encodedFrames / (facts.totalFrames ?? NaN);
const trackedOf = ({ facts }: PaintedRecording) =>
	(facts.trackedLiveFrames ?? 0) / (facts.encodedFrames / facts.meanFps);
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

/** What does not add up; empty where everything does. */
function faultsOf({ facts, counters, rowsSound, timesUs, decoded, unlisted, untrue }: PaintedRecording): string[] {
	const told = (name: string) => Number(facts[name] ?? NaN);
	const { totalFrames, deliveredFrames, discardedFrames, unreportedFrames, encodedFrames, droppedFrames } = facts;
	const onTheWay =
		Number(deliveredFrames) - told('passedOverFrames') - droppedFrames - told('unstoredFrames') - encodedFrames;
	const checks: [string, boolean][] = [
		[
			'total = delivered + discarded + unreported',
			totalFrames === deliveredFrames! + discardedFrames! + unreportedFrames!
		],
		// At the stop a frame or two are between the counters and the recorder.
		[`delivered = stored + passed over + dropped (${onTheWay} on the way)`, Math.abs(onTheWay) <= 3],
		[
			'painted source frames = recorded + missing in listed gaps',
			counters.sourceFrames === counters.frames + (facts.gaps?.missing ?? NaN)
		],
		[
			`every gap where the take says (${unlisted.length + untrue.length} are not)`,
			unlisted.length + untrue.length === 0
		],
		[
			'no frame double, out of order or unreadable',
			counters.duplicates + counters.reordered + counters.unreadable === 0
		],
		['every frame listed is in the file', timesUs.length === decoded && decoded === encodedFrames],
		['every row sound', rowsSound]
	];
	return checks.filter(([, holds]) => !holds).map(([name]) => name);
}

const hub = await startHub();
if (values.minutes) await longRecording(Number(values.minutes));
else await bothWays();

async function bothWays(): Promise<never> {
	const on = await recordPainted(hub.url, { seconds, tracking: true });
	const off = await recordPainted(hub.url, { seconds, tracking: false });
	await hub.close();
	const accountOff = accountOf(off);
	const rows = accountOf(on).map(([name, value], i) => [name, value, accountOff[i]![1]]);
	const faults = [on, off].map(faultsOf);
	const both = (value: (made: PaintedRecording) => string | number) => [value(on), value(off)];
	printTable([
		[`720p30 for ${seconds} s`, 'tracking', 'no tracking'],
		...rows,
		['recorded of all', ...both((made) => percent(shareOf(made)))],
		['frames a second', ...both((made) => made.facts.meanFps.toFixed(2))],
		['tracked live a second', ...both((made) => trackedOf(made).toFixed(1))],
		['gap p95 / longest, ms', ...both(({ facts }) => `${facts.p95GapUs / 1000} / ${facts.longestGapUs / 1000}`)],
		[
			'tasks over 50 ms, longest',
			...both(({ tasks }) => `${tasks.length}, ${Math.round(Math.max(0, ...tasks.map((task) => task.ms)))} ms`)
		],
		['does not add up', ...faults.map((list) => list.length)]
	]);
	faults.forEach((list, i) =>
		list.forEach((fault) => console.log(`${i === 0 ? 'tracking' : 'no tracking'}: not so: ${fault}`))
	);
	[on, off].forEach(({ unlisted, untrue }, i) => {
		if (unlisted.length + untrue.length === 0) return;
		console.log(`${i === 0 ? 'tracking' : 'no tracking'}: painted ${unlisted.join(', ')}; told ${untrue.join(', ')}`);
	});
	const met =
		shareOf(on) >= 0.97 &&
		trackedOf(on) >= 8 &&
		shareOf(off) >= 0.99 &&
		faults.flat().length === 0 &&
		on.tasks.length + off.tasks.length === 0;
	close(
		'capture',
		`${percent(shareOf(on))} recorded with ${trackedOf(on).toFixed(1)} tracked a second, ${percent(shareOf(off))} without`,
		'97 % at 8 a second, 99 %, all accounted for, no task over 50 ms',
		met
	);
}

/** Memory of a long recording: what each kind of process held at the end against the end of the first minute. */
async function longRecording(minutes: number): Promise<never> {
	// A recording ends by itself after ten minutes.
	const wanted = Math.min(minutes * 60, 595);
	const made = await recordPainted(hub.url, { seconds: wanted, tracking: true });
	await hub.close();
	const endMs = made.memory.at(-1)!.atMs;
	// The count-down takes three seconds; the last ones are those of saving.
	const at = (kind: string, fromMs: number) => meanIn(made.memory, kind, fromMs, fromMs + 20_000);
	const kinds = [...new Set(made.memory.flatMap(({ mb }) => Object.keys(mb)))];
	const lastMs = endMs - 30_000;
	const total = (fromMs: number) => kinds.reduce((sum, kind) => sum + at(kind, fromMs), 0);
	const growth = total(lastMs) - total(63_000);
	printTable([
		['memory held, MB', 'after a minute', 'half way', 'at the end'],
		...kinds.map((kind) => [
			kind,
			at(kind, 63_000).toFixed(1),
			at(kind, (63_000 + lastMs) / 2).toFixed(1),
			at(kind, lastMs).toFixed(1)
		])
	]);
	console.log();
	printTable([[`720p30 for ${wanted} s`, 'tracking'], ...accountOf(made), ['recorded of all', percent(shareOf(made))]]);
	close('capture', `grew by ${growth.toFixed(1)} MB after the first minute`, 'at most 50 MB', growth <= 50);
}
