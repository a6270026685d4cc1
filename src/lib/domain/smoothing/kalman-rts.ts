/** Room for one run of `n` samples with `channels` coordinates, used again for every landmark. */
export type RtsRoom = ReturnType<typeof rtsRoom>;

export function rtsRoom(n: number, channels: number) {
	const column = () => new Float64Array(n);
	return {
		channels,
		/** Covariance after each sample, shared by all channels: place, place-speed, speed. */
		p: [column(), column(), column()] as const,
		place: Array.from({ length: channels }, column),
		speed: Array.from({ length: channels }, column)
	};
}

export type RtsRun = {
	n: number;
	/** Seconds from the sample before; the first is not read. */
	dtS: Float64Array;
	/** Variance of each sample's noise; Infinity where nothing was measured. */
	noise: Float64Array;
	/** Density of the white acceleration that may act before each sample. */
	drive: Float64Array;
	/**
	 * Squared distance of each sample from its prediction, in its own variance, beyond which its noise is taken to be as
	 * much larger (Huber): the first two channels are one point of the plane. Infinity switches it off.
	 */
	gate: Float64Array;
	/** `values[c][i]`; not read where the noise is Infinity. */
	values: readonly Float64Array[];
};

/** Seconds for which the first sample's freedom has acted when a run begins: a hand at rest begins at rest. */
const BEFORE_S = 1;

/**
 * Kalman filter of constant speed forwards, Rauch-Tung-Striebel smoother backwards: each place from all samples before
 * and after it, so that nothing lags. The first sample must be measured. Smoothed places are left in `room.place`.
 * source  Rauch, Tung, Striebel, AIAA Journal 3(8), 1965; Huber's weight on the innovation as in Masreliez, Martin, 1977
 */
export function smoothRts(run: RtsRun, room: RtsRoom): void {
	const { n, dtS, noise, drive, gate, values } = run;
	const { channels, p, place, speed } = room;
	const [pp, pv, vv] = p;
	let [a, b, d] = [noise[0]!, 0, (drive[1] ?? 0) * BEFORE_S];
	pp[0] = a;
	pv[0] = b;
	vv[0] = d;
	for (let c = 0; c < channels; c++) {
		place[c]![0] = values[c]![0]!;
		speed[c]![0] = 0;
	}
	for (let i = 1; i < n; i++) {
		const dt = dtS[i]!;
		const q = drive[i]!;
		a += dt * (2 * b + dt * d) + (q * dt ** 3) / 3;
		b += dt * d + (q * dt ** 2) / 2;
		d += q * dt;
		let r = noise[i]!;
		if (r !== Infinity && gate[i] !== Infinity) {
			let far = 0;
			for (let c = 0; c < 2; c++) far += (values[c]![i]! - place[c]![i - 1]! - dt * speed[c]![i - 1]!) ** 2;
			const excess = far / (a + r) / gate[i]!;
			if (excess > 1) r *= excess;
		}
		const k = r === Infinity ? 0 : a / (a + r);
		const kv = r === Infinity ? 0 : b / (a + r);
		for (let c = 0; c < channels; c++) {
			const coasted = place[c]![i - 1]! + dt * speed[c]![i - 1]!;
			const off = k === 0 ? 0 : values[c]![i]! - coasted;
			place[c]![i] = coasted + k * off;
			speed[c]![i] = speed[c]![i - 1]! + kv * off;
		}
		d -= kv * b;
		b -= k * b;
		a -= k * a;
		pp[i] = a;
		pv[i] = b;
		vv[i] = d;
	}
	for (let i = n - 2; i >= 0; i--) {
		const dt = dtS[i + 1]!;
		const q = drive[i + 1]!;
		const [fa, fb, fd] = [pp[i]!, pv[i]!, vv[i]!];
		// Covariance of the prediction for the sample after, and its inverse.
		const ga = fa + dt * (2 * fb + dt * fd) + (q * dt ** 3) / 3;
		const gb = fb + dt * fd + (q * dt ** 2) / 2;
		const gd = fd + q * dt;
		const det = ga * gd - gb * gb;
		const [ia, ib, id] = [gd / det, -gb / det, ga / det];
		// Gain: filtered covariance × transition transposed × inverse of the predicted one.
		const [m00, m01, m10, m11] = [fa + dt * fb, fb, fb + dt * fd, fd];
		const [c00, c01] = [m00 * ia + m01 * ib, m00 * ib + m01 * id];
		const [c10, c11] = [m10 * ia + m11 * ib, m10 * ib + m11 * id];
		for (let c = 0; c < channels; c++) {
			const x = place[c]!;
			const v = speed[c]!;
			const dx = x[i + 1]! - x[i]! - dt * v[i]!;
			const dv = v[i + 1]! - v[i]!;
			x[i] = x[i]! + c00 * dx + c01 * dv;
			v[i] = v[i]! + c10 * dx + c11 * dv;
		}
	}
}
