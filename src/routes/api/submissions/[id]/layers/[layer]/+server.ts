import { LayerPut } from '$lib/schema/hub-api.ts';
import { api, reply } from '$lib/server/http/kit-api.ts';
import { getLayer, putLayer } from '$lib/server/submissions/layers.ts';

export const GET = api(['owner', 'annotator'], async ({ hub, who, param }) => {
	const layer = await getLayer(hub, who, { submissionId: param('id'), layerId: param('layer') });
	return layer.ok ? reply(layer.value) : layer;
});

export const PUT = api(['owner', 'annotator'], async ({ hub, who, param, body }) => {
	const request = await body(LayerPut);
	if (!request.ok) return request;
	const stored = await putLayer(hub, who, { submissionId: param('id'), layerId: param('layer') }, request.value.layer);
	return stored.ok ? reply({}, stored.value.created ? 201 : 200) : stored;
});
