import { chromium } from '@playwright/test';
import { writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { packTrack } from '/root/w/i/src/lib/domain/hands/pack-track.ts';
import { openBlank, serveSources } from '/root/w/i/tests/browser/source-server.ts';
import { chromiumPath } from '/root/w/i/tests/e2e/launch.ts';
import { passOver } from '/root/w/i/tests/bench/hand-pass.ts';
mkdirSync('/root/logs/I-dumps',{recursive:true});
const clips = process.argv.slice(2);
const server = await serveSources();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const page = await browser.newPage();
const names = Object.fromEntries(clips.map((c)=>[c.split('/').at(-1)!, c]));
await openBlank(page, server, names);
for (const n of Object.keys(names)) {
  const pass = await passOver(page, `/media/${n}`, 'full');
  writeFileSync(`/root/logs/I-dumps/${n}.bin`, new Uint8Array(packTrack(pass.frames)));
  console.log(n, pass.frames.length, pass.seconds.toFixed(1));
}
await browser.close(); await server.close(); process.exit(0);
