import * as Comlink from 'comlink';
import type { SyncApi } from './api.ts';
import { httpHub } from './hub-client.ts';
import { attempt, hasTakesAtHub, makeAllDue, nextDue, nextDueMs, writeReviews } from './outbox-rows.ts';

/** How often the hub is asked what became of the takes it has. */
const REVIEWS_EVERY_MS = 30_000;
/** Held while something is being sent: one tab at a time, and no reload in the middle (`adapters/offline/busy.ts`). */
const LOCK = 'handloom-upload';

const hub = httpHub(self.location.origin);
let timer: ReturnType<typeof setTimeout> | undefined;
let working: Promise<void> | null = null;
let again = false;
let askedAtMs = 0;

/** Works until nothing is due. A call while it works makes it look once more. */
function work(): Promise<void> {
	if (working) again = true;
	working ??= (async () => {
		do {
			again = false;
			await sendDue();
			await askForReviews();
		} while (again);
	})().finally(async () => {
		working = null;
		await wakeLater();
	});
	return working;
}

async function sendDue(): Promise<void> {
	while (navigator.onLine && (await nextDueMs()) !== null && (await nextDue(Date.now())))
		await navigator.locks.request(LOCK, async () => {
			const row = await nextDue(Date.now());
			if (row) await attempt(row, hub);
		});
}

async function askForReviews(): Promise<void> {
	if (!navigator.onLine || Date.now() - askedAtMs < 1_000 || !(await hasTakesAtHub())) return;
	askedAtMs = Date.now();
	const answer = await hub.reviews();
	if (answer.kind === 'done') await writeReviews(answer.value);
}

async function wakeLater(): Promise<void> {
	clearTimeout(timer);
	const dueMs = await nextDueMs();
	const waits = [REVIEWS_EVERY_MS, ...(dueMs === null ? [] : [dueMs - Date.now()])];
	timer = setTimeout(() => void work(), Math.max(250, Math.min(...waits)));
}

async function kick(): Promise<void> {
	await makeAllDue();
	await work();
}

self.addEventListener('online', () => void kick());
void work();

Comlink.expose({ kick } satisfies SyncApi);
