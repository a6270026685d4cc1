import { openAnnotation, type AnnotationDoc } from '../../../src/lib/adapters/annotation/open-annotation.ts';
import { runOp, type Op } from '../../builders/edit-sequences.ts';

/** One tab: the document as the studio opens it, over the browser's own database. */
type Call =
	| { id: number; name: 'open'; docId: string }
	| { id: number; name: 'run'; op: Op }
	| { id: number; name: 'state' | 'close' };

let document: AnnotationDoc | null = null;

async function answer(call: Call): Promise<unknown> {
	if (call.name === 'open') {
		const opened = await openAnnotation(call.docId);
		if (!opened.ok) throw new Error(opened.failure.message);
		document = opened.value;
		return null;
	}
	if (!document) throw new Error('not open');
	if (call.name === 'run') return runOp(document, call.op, (attempted) => postMessage({ id: call.id, attempted }));
	if (call.name === 'close') return document.close();
	const { done, undone } = document.history;
	const names = (plans: typeof done) => plans.map(({ planId }) => planId);
	return { snapshot: document.snapshot(), done: names(done), undone: names(undone) };
}

addEventListener('message', (event: MessageEvent<Call>) => {
	const { id } = event.data;
	answer(event.data).then(
		(value) => postMessage({ id, value }),
		(error: unknown) => postMessage({ id, error: String(error) })
	);
});
