/** Painted frame counters read back from a recording of 20 s: no frame double, none out of order, gaps exactly those that the take lists. */
import { startHub } from '../e2e/hub.ts';
import { accountOf, recordPainted } from './record-painted.ts';
import { close, printTable } from './table.ts';

const hub = await startHub();
const made = await recordPainted(hub.url, { seconds: 20, tracking: true });
await hub.close();

/** The first few, and how many there are. */
const some = (gaps: string[]) => (gaps.length === 0 ? 'none' : `${gaps.length}: ${gaps.slice(0, 3).join('; ')}`);
const { counters, facts, unlisted, untrue } = made;
printTable([
	['recorded with tracking', 'value'],
	['seconds', made.seconds.toFixed(1)],
	...accountOf(made),
	['gaps that the take does not list', some(unlisted)],
	['listed gaps without a missing frame', some(untrue)],
	['gaps by length in frames (<0.5 1.5 2.5 3.5 5.5 10.5 30.5 more)', facts.gaps?.counts.join(' ') ?? 'none'],
	['times listed, frames decoded', `${made.timesUs.length}, ${made.decoded}`],
	['every row sound', made.rowsSound ? 'yes' : 'no']
]);
const whole =
	counters.duplicates + counters.reordered + counters.unreadable === 0 &&
	made.timesUs.length === made.decoded &&
	made.rowsSound;
close(
	'frames',
	`${counters.frames} of ${counters.sourceFrames} frames, ${counters.duplicates} double, ${counters.reordered} out of order, ${unlisted.length + untrue.length} gaps told wrongly`,
	'none double, out of order or told wrongly',
	whole && unlisted.length + untrue.length === 0
);
