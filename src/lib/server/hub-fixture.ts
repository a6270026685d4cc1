import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { Readable } from 'node:stream';
import { TYP } from '../domain/rights/typ.ts';
import { sha256 } from '../adapters/keys/sha256.ts';
import { signWith } from '../adapters/keys/sign-jws.ts';
import { thumbprint } from '../adapters/keys/thumbprint.ts';
import { packTrack1 } from '../domain/hands/pack-track-1.ts';
import { judgeRendition } from '../domain/quality/judge-rendition.ts';
import {
	PublicJwk,
	type CaptureFile,
	type FileRole,
	type Manifest,
	type SubmissionFile
} from '../schema/submission.ts';
import { SubmissionId } from '../schema/ids.ts';
import type { Programme } from '../schema/programme.ts';
import type { QualityReport } from '../schema/quality.ts';
import { NOTHING_DECLARED } from '../schema/quality-limits.ts';
import { ptsUs, timeMs } from '../schema/units.ts';
import type { Role } from '../schema/hub-api.ts';
import type { Identity } from './auth/identity.ts';
import { makeInvite } from './auth/invites.ts';
import { join } from './auth/join.ts';
import { createHub, type Hub } from './hub.ts';

/** For tests: a real hub in a temporary folder, real keys, real signatures. Nothing here is part of the hub. */
export const ORIGIN = 'http://localhost:4000';
export const NOW_MS = 1_800_000_000_000;

export type TestKey = { privateKey: CryptoKey; publicJwk: PublicJwk; kid: string };
export type TestPerson = { who: Identity; key: TestKey; cookie: string; setCookie: string };

export function aHub(options: { root?: string } = {}) {
	const root = options.root ?? mkdtempSync(joinPath(tmpdir(), 'handloom-hub-'));
	const clock = { nowMs: NOW_MS };
	const hub = createHub({ root, origin: ORIGIN, nowMs: () => clock.nowMs });
	return {
		hub,
		root,
		clock,
		async end() {
			await hub.close();
			await rm(root, { recursive: true, force: true });
		}
	};
}

export async function aKey(): Promise<TestKey> {
	const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
	const publicJwk = PublicJwk.parse(await crypto.subtle.exportKey('jwk', pair.publicKey));
	return { privateKey: pair.privateKey, publicJwk, kid: await thumbprint(publicJwk) };
}

export const tokenOf = (url: string): string => url.split('/').at(-1)!;

export async function joinAs(
	hub: Hub,
	token: string,
	key: TestKey,
	more: { origin?: string; atMs?: number; displayName?: string; proofToken?: string } = {}
) {
	const payload = { token: more.proofToken ?? token, origin: more.origin ?? ORIGIN, atMs: more.atMs ?? hub.nowMs() };
	const proof = await signWith(key, TYP.join, payload);
	return join(
		hub,
		{ token, displayName: more.displayName ?? 'Asha', deviceKey: key.publicJwk, proof },
		ORIGIN,
		'192.0.2.1'
	);
}

export async function aPerson(hub: Hub, role: Role, displayName = 'Asha'): Promise<TestPerson> {
	const key = await aKey();
	const joined = await joinAs(hub, tokenOf((await makeInvite(hub, ORIGIN, role, null)).url), key, { displayName });
	if (!joined.ok) throw new Error(joined.refusal.message);
	const { me, setCookies } = joined.value;
	return {
		key,
		who: { personId: me.personId, role: me.role, displayName },
		cookie: setCookies[0]!.split(';')[0]!,
		setCookie: setCookies[0]!
	};
}

export const bodyOf = (bytes: Uint8Array): AsyncIterable<Uint8Array> => Readable.from([Buffer.from(bytes)]);

const FRAMES = 2;
const CAPTURE = {
	schema: 'capture/1',
	facts: {
		width: 640, height: 360, codec: 'avc1.42001f', frameSource: 'file', totalFrames: null, deliveredFrames: null,
		discardedFrames: null, unreportedFrames: null, encodedFrames: 2, droppedFrames: 0, meanFps: 30, longestGapUs: 33333,
		p95GapUs: 33333, mirroredPreview: false, mirroredFile: false, trackedLiveFrames: null, endedBy: 'import'
	}, // prettier-ignore
	quality: null,
	maker: { model: 'm', modelSha256: 'a'.repeat(64), runtime: 'r', delegate: 'CPU', inputMirrored: false, settings: {} },
	captureTimeS: [0, 1 / 30],
	repeated: [false, false],
	imageStats: {
		min: [0, 0, 0],
		max: [1, 1, 1],
		mean: [0.5, 0.5, 0.5],
		std: [0.1, 0.1, 0.1],
		count: 100,
		quantiles: {}
	},
	redaction: { detectors: [], framesWithBoxes: 0, framesBlurredWhole: 0, holdUs: 500000 },
	disagreement: null
};

const LANDMARKS = new Uint8Array(
	packTrack1(Array.from({ length: FRAMES }, (_, i) => ({ ptsUs: ptsUs(i * 33333), hands: [] })))
);

/** What the rules say of two frames without a hand, of the first task. */
const reportOf = (programme: Programme): QualityReport =>
	judgeRendition({
		landmarks: new Uint8Array(LANDMARKS).buffer,
		capture: CAPTURE,
		spec: programme.rendition,
		programme,
		task: programme.tasks[0]!,
		declared: NOTHING_DECLARED,
		stillLook: null
	});

/** `capture.json` as `aSubmission` sends it, with its report; `change` is made after the report was. */
export const captureOf = (hub: Hub, change: (capture: CaptureFile) => object = (capture) => capture): Uint8Array =>
	new TextEncoder().encode(
		JSON.stringify(change(structuredClone({ ...CAPTURE, quality: reportOf(hub.programme) }) as unknown as CaptureFile))
	);

export type TestSubmission = { manifest: Manifest; jws: string; objects: Map<string, Uint8Array> };

/** A submission that the hub accepts, unless `change` spoils it. The video's second object is what `video` says. */
export async function aSubmission(
	hub: Hub,
	person: TestPerson,
	change: {
		purposes?: Record<string, boolean>;
		consentKey?: TestKey;
		consent?: object;
		manifest?: Partial<Manifest>;
		signer?: TestKey;
		contents?: Partial<Record<FileRole, Uint8Array>>;
	} = {}
): Promise<TestSubmission> {
	const text = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
	const purposes = change.purposes ?? Object.fromEntries(hub.programme.purposes.map(({ id }) => [id, id === 'train']));
	const consent = await signWith(change.consentKey ?? person.key, TYP.consent, {
		schema: 'consent-event/1',
		programmeId: hub.programme.id,
		programmeVersion: hub.programme.version,
		termsVersion: hub.programme.terms.version,
		termsSha256: await sha256(hub.programme.terms.text),
		locale: 'en',
		atMs: NOW_MS,
		purposes,
		...change.consent
	});
	const contents: Record<FileRole, Uint8Array> = {
		video: text('\0\0\0\u0018ftypisom and some more bytes that stand for a film'),
		landmarks: LANDMARKS,
		annotation: text({ schema: 'annotation/1', trim: null, segments: [], corrections: [] }),
		capture: captureOf(hub),
		consent: text(consent),
		...change.contents
	};
	const objects = new Map<string, Uint8Array>();
	const files: SubmissionFile[] = [];
	for (const [role, bytes] of Object.entries(contents) as [FileRole, Uint8Array][]) {
		const pieces = role === 'video' ? [bytes.subarray(0, 20), bytes.subarray(20)] : [bytes];
		const refs = [];
		for (const piece of pieces) {
			const oid = await sha256(Uint8Array.from(piece));
			objects.set(oid, piece);
			refs.push({ oid, size: piece.byteLength });
		}
		const [name, mediaType] = { video: ['video.mp4', 'video/mp4'], landmarks: ['landmarks.bin', 'application/octet-stream'], annotation: ['annotation.json', 'application/json'], capture: ['capture.json', 'application/json'], consent: ['consent.jws', 'application/jose'] }[role] as [string, string]; // prettier-ignore
		files.push({
			role,
			name,
			mediaType,
			byteLength: bytes.byteLength,
			sha256: await sha256(Uint8Array.from(bytes)),
			objects: refs
		});
	}
	const manifest: Manifest = {
		schema: 'manifest/1',
		submissionId: SubmissionId.parse(crypto.randomUUID()),
		programmeId: hub.programme.id,
		programmeVersion: hub.programme.version,
		taskId: hub.programme.tasks[0]!.id,
		taskVersion: 1,
		takeNumber: 1,
		createdAtMs: timeMs(NOW_MS),
		deviceKey: person.key.publicJwk,
		purposes,
		rendition: hub.programme.rendition,
		frames: FRAMES,
		files,
		...change.manifest
	};
	return { manifest, jws: await signWith(change.signer ?? person.key, TYP.manifest, manifest), objects };
}

export async function sendObjects(
	hub: Hub,
	personId: string,
	submission: TestSubmission,
	except: string[] = []
): Promise<void> {
	for (const [oid, bytes] of submission.objects) {
		if (except.includes(oid)) continue;
		const stored = await hub.objects.put(personId, oid, bodyOf(bytes));
		if (!stored.ok) throw new Error(stored.refusal.message);
	}
}
