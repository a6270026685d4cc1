import { z } from '../../schema/zod.ts';
import { unpackTrack1 } from '../../domain/hands/pack-track-1.ts';
import { fail, messageOf, ok, type Outcome } from '../../failure/failure.ts';
import { AnnotationSnapshot } from '../../schema/annotation.ts';
import {
	ExportMade,
	HubOverview,
	Invite,
	People,
	SubmissionView,
	type InviteRequest,
	type ReviewRequest
} from '../../schema/hub-api.ts';
import { CaptureFile, type FileRole } from '../../schema/submission.ts';
import type { TrackFrame } from '../../schema/track.ts';
import { askHub } from './ask-hub.ts';

const at = (id: string): string => `/api/submissions/${encodeURIComponent(id)}`;

export const fetchOverview = (): Promise<Outcome<HubOverview>> => askHub('/api/overview', HubOverview);
export const fetchSubmissions = (): Promise<Outcome<SubmissionView[]>> =>
	askHub('/api/submissions', z.array(SubmissionView));
export const fetchSubmission = (id: string): Promise<Outcome<SubmissionView>> => askHub(at(id), SubmissionView);
export const sendReview = (id: string, review: ReviewRequest): Promise<Outcome<SubmissionView>> =>
	askHub(`${at(id)}/review`, SubmissionView, { method: 'POST', body: review });

/** Address of a file of a submission: a video element plays it, `fetch` reads it. Null where the submission has none. */
export function fileAddress(view: SubmissionView, role: FileRole): string | null {
	const file = view.manifest.files.find((one) => one.role === role);
	return file ? `${at(view.submissionId)}/files/${file.name}` : null;
}
export const fetchCapture = (view: SubmissionView): Promise<Outcome<CaptureFile>> =>
	askHub(fileAddress(view, 'capture') ?? at('none'), CaptureFile);
export const fetchAnnotation = (view: SubmissionView): Promise<Outcome<AnnotationSnapshot>> =>
	askHub(fileAddress(view, 'annotation') ?? at('none'), AnnotationSnapshot);

/** Landmarks of every slot of the rendition, in its space. fails `hub_unreachable`, `hub_refused`, `object_corrupt` */
export async function fetchLandmarks(view: SubmissionView): Promise<Outcome<TrackFrame[]>> {
	try {
		const response = await fetch(fileAddress(view, 'landmarks') ?? at('none'));
		if (!response.ok)
			return fail('hub_refused', `landmarks answered ${response.status}`, { context: { status: response.status } });
		return ok(unpackTrack1(await response.arrayBuffer()));
	} catch (error) {
		return error instanceof RangeError
			? fail('object_corrupt', messageOf(error))
			: fail('hub_unreachable', messageOf(error), { retry: 'now' });
	}
}

export const fetchPeople = (): Promise<Outcome<People>> => askHub('/api/people', People);
export const makeInvite = (role: InviteRequest['role']): Promise<Outcome<Invite>> =>
	askHub('/api/invites', Invite, { method: 'POST', body: { role } });

export const makeExport = (signal: AbortSignal): Promise<Outcome<ExportMade>> =>
	askHub('/api/export', ExportMade, { method: 'POST', body: {}, signal });
export const exportAddress = (exportId: string): string => `/api/export/${exportId}`;
