import type { Constant, Node } from './onnx-model.ts';

/** What is needed to make `outputs`, in the order in which it was given. */
export function prune(
	nodes: readonly Node[],
	constants: readonly Constant[],
	outputs: readonly string[]
): { nodes: Node[]; constants: Constant[] } {
	const wanted = new Set(outputs);
	const kept: Node[] = [];
	// Every node stands after those that feed it, so one walk from the end finds all.
	for (const node of nodes.toReversed()) {
		if (!node.outputs.some((name) => wanted.has(name))) continue;
		kept.push(node);
		for (const name of node.inputs) wanted.add(name);
	}
	return { nodes: kept.reverse(), constants: constants.filter(({ name }) => wanted.has(name)) };
}
