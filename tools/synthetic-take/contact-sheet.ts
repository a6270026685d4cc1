/** Two pictures of each take of a folder on one sheet: `node tools/synthetic-take/contact-sheet.ts DIR SHEET.jpg` (needs ffmpeg). */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [folder, sheet] = process.argv.slice(2).map((path) => resolve(path));
if (!folder || !sheet) throw new Error('The folder of the takes and the name of the sheet are needed.');
const takes = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.sort()
	.map((file) => {
		const { frames } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { frames: { t: number }[] };
		return { clip: join(folder, file.replace('.json', '.mp4')), seconds: frames.at(-1)!.t };
	});
/** Shares of the take at which something can be seen in each of them. */
const shares = [0.36, 0.66];
const inputs = takes.flatMap(({ clip, seconds }) =>
	shares.flatMap((share) => ['-ss', `${share * seconds}`, '-i', clip])
);
const cells = takes.length * shares.length;
const small = Array.from({ length: cells }, (_, k) => `[${k}]trim=end_frame=1,scale=240:180[c${k}]`).join(';');
const places = Array.from({ length: cells }, (_, k) => `${(k % 4) * 240}_${Math.floor(k / 4) * 180}`).join('|');
const all = Array.from({ length: cells }, (_, k) => `[c${k}]`).join('');
const filter = `${small};${all}xstack=inputs=${cells}:layout=${places}`;
execFileSync(
	'ffmpeg',
	['-loglevel', 'error', '-y', ...inputs, '-filter_complex', filter, '-frames:v', '1', '-q:v', '4', sheet],
	{ stdio: 'inherit' }
);
