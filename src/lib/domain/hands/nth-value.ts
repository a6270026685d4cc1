/**
 * The value that would stand at place `nth` if `values` were in order; NaN where there is none. Changes their order: an array
 * of ten thousands is not put in order for the sake of one value.
 * values  without NaN
 * source  Hoare, CACM 4 (7), 1961, algorithm 65
 */
export function nthValue(values: Float32Array, nth: number): number {
	let [low, high] = [0, values.length - 1];
	while (low < high) {
		const pivot = values[(low + high) >> 1]!;
		let [i, j] = [low, high];
		while (i <= j) {
			while (values[i]! < pivot) i++;
			while (values[j]! > pivot) j--;
			if (i > j) break;
			const swapped = values[i]!;
			values[i++] = values[j]!;
			values[j--] = swapped;
		}
		if (nth <= j) high = j;
		else if (nth >= i) low = i;
		else break;
	}
	return values[nth] ?? NaN;
}
