/** Makes one synthetic take: a clip and the file with its truth. What it is told stands in `options.ts`. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chooseLook } from './looks/choose-look.ts';
import { parseCommand, USAGE, type Command } from './options.ts';
import { film } from './render/film.ts';
import { buildTruth } from './truth/build-truth.ts';
import { planTake } from './truth/plan-take.ts';

let command: Command;
try {
	command = parseCommand(process.argv.slice(2));
} catch (error) {
	console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	process.exit(2);
}
const { options, name } = command;
const out = resolve(command.out);
const plan = planTake(options);
const look = chooseLook(options, plan.look);
const count = Math.min(plan.count, command.frames ?? plan.count);
await mkdir(out, { recursive: true });
const clip = join(out, `${name}.mp4`);
const startedAt = performance.now();
const frames = await film(clip, options, plan, look, count);
const seconds = (performance.now() - startedAt) / 1000;
const text = `${JSON.stringify(buildTruth(options, plan, look.skin, frames))}\n`;
await writeFile(join(out, `${name}.json`), text);
const kb = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;
console.log(
	`${clip}: ${frames.length} frames in ${seconds.toFixed(0)} s, ${kb((await stat(clip)).size)}, truth ${kb(text.length)}`
);
