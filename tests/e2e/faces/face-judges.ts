import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import { decodeFaces, FACE_INPUT } from '../../../src/lib/domain/redaction/blazeface.ts';

/** Says whether a face can be seen. Input: RGB bytes of `width` × `height`. */
export type FaceJudge = { name: string; width: number; height: number; seesFace(rgb: Uint8Array): Promise<boolean> };

const planar = (rgb: Uint8Array, width: number, height: number): Float32Array => {
	const out = new Float32Array(3 * width * height);
	for (let i = 0; i < width * height; i++)
		for (let c = 0; c < 3; c++) out[c * width * height + i] = (rgb[i * 3 + c]! - 127) / 128;
	return out;
};

/**
 * UltraFace RFB-320, which the app does not ship: a judge that had no part in finding what to cover.
 * input  1×3×240×320, (value - 127) / 128; output scores 1×4420×2, the second is "face"
 */
export async function openUltraFace(model: string, confidence: number): Promise<FaceJudge> {
	const session = await ort.InferenceSession.create(await readFile(model), {
		executionProviders: ['wasm'],
		logSeverityLevel: 3
	});
	const [width, height] = [320, 240];
	return {
		name: 'UltraFace',
		width,
		height,
		async seesFace(rgb) {
			const input = new ort.Tensor('float32', planar(rgb, width, height), [1, 3, height, width]);
			const scores = (await session.run({ [session.inputNames[0]!]: input }))['scores']!.data as Float32Array;
			for (let i = 1; i < scores.length; i += 2) if (scores[i]! >= confidence) return true;
			return false;
		}
	};
}

/** The detector that the app uses, asked again about the finished video. */
export async function openBlazeFace(model: string, confidence: number): Promise<FaceJudge> {
	const session = await ort.InferenceSession.create(await readFile(model), {
		executionProviders: ['wasm'],
		logSeverityLevel: 3
	});
	return {
		name: 'BlazeFace',
		width: FACE_INPUT,
		height: FACE_INPUT,
		async seesFace(rgb) {
			const input = Float32Array.from(rgb, (value) => value / 127.5 - 1);
			const tensor = new ort.Tensor('float32', input, [1, FACE_INPUT, FACE_INPUT, 3]);
			const { regressors, classificators } = await session.run({ input: tensor });
			return decodeFaces(regressors!.data as Float32Array, classificators!.data as Float32Array, confidence).length > 0;
		}
	};
}
