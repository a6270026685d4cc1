import { chromium } from '@playwright/test';
import { mkdtemp } from 'node:fs/promises';
import { openBlank, serveSources } from '../browser/source-server.ts';
import { chromiumPath } from '../e2e/launch.ts';
const server = await serveSources();
const profile = await mkdtemp('/tmp/handloom-exp-');
const context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), headless: true, args: ['--no-sandbox'] });
const page = context.pages()[0]!;
await openBlank(page, server);
console.log(await page.evaluate(async () => {
	const { db } = await import(/* @vite-ignore */ `${location.origin}/src/lib/adapters/store/db.ts`);
	const t = db().trackChunks;
	const noise=(n:number)=>{ const b=new Uint8Array(n); for(let at=0;at<n;at+=65536) crypto.getRandomValues(b.subarray(at,Math.min(n,at+65536))); return b.buffer; };
	const out:string[]=[];
	const variants:[string,number,number,string][]=[['60x318k blob',60,318000,'blob'],['6x3.2M blob',6,3180000,'blob'],['60x318k buffer',60,318000,'buf'],['6x3.2M buf',6,3180000,'buf'],['60x159k blob',60,159000,'blob'],['5x1.9M blob',5,1900000,'blob'],['20x1M blob',20,954000,'blob']];
	for(let round=0;round<5;round++) for(const [name,n,size,kind] of variants){
		const bufs=Array.from({length:n},()=>noise(size));
		const id=crypto.randomUUID();
		let a=performance.now(); const hs=await Promise.all(bufs.map(b=>crypto.subtle.digest('SHA-256',b))); const hash=performance.now()-a;
		a=performance.now(); const rows=bufs.map((b,seq)=>({takeId:id,layer:'model',seq,sha:hs[seq],blob: kind==='blob'? new Blob([b]):b})); const mk=performance.now()-a;
		a=performance.now(); await t.bulkPut(rows); const put=performance.now()-a;
		a=performance.now(); const got=await t.where('[takeId+layer+seq]').between([id,'model',0],[id,'model',Infinity]).toArray(); const g=performance.now()-a;
		a=performance.now(); const bb=await Promise.all(got.map((r:any)=>kind==='blob'?r.blob.arrayBuffer():r.blob)); const rd=performance.now()-a;
		await t.where('takeId').equals(id).delete();
		await new Promise(d=>setTimeout(d,300));
		out.push(`${round} ${name} hash ${hash.toFixed(1)} mk ${mk.toFixed(1)} put ${put.toFixed(1)} get ${g.toFixed(1)} read ${rd.toFixed(1)}`);
	}
	return out.join('\n');
}));
await context.close(); await server.close(); process.exit(0);
