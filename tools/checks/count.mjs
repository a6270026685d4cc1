/** Adds up what the runners counted. `line` is the closing line of a test run. */
export function sum(results) {
	const total = { passed: 0, failed: 0, skipped: 0 };
	for (const result of results) for (const key of Object.keys(total)) total[key] += result[key];
	return { ...total, line: `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped` };
}

/** A check that has one answer. */
export const single = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
