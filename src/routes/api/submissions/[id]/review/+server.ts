import { ReviewRequest } from '$lib/schema/hub-api.ts';
import { api, reply } from '$lib/server/http/kit-api.ts';
import { reviewSubmission } from '$lib/server/submissions/review.ts';

export const POST = api(['owner'], async ({ hub, who, param, body }) => {
	const request = await body(ReviewRequest);
	if (!request.ok) return request;
	const reviewed = await reviewSubmission(hub, who, param('id'), request.value);
	return reviewed.ok ? reply(reviewed.value) : reviewed;
});
