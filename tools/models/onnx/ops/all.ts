import type { OpConverter } from '../op-converter.ts';
import { add } from './add.ts';
import { concatenation } from './concatenation.ts';
import { conv2d, depthwiseConv2d } from './conv.ts';
import { densify } from './densify.ts';
import { depthToSpace } from './depth-to-space.ts';
import { dequantize } from './dequantize.ts';
import { fullyConnected } from './fully-connected.ts';
import { logistic } from './logistic.ts';
import { maxPool2d } from './max-pool.ts';
import { mean } from './mean.ts';
import { pad } from './pad.ts';
import { prelu } from './prelu.ts';
import { relu } from './relu.ts';
import { reshape } from './reshape.ts';
import { resizeBilinear } from './resize-bilinear.ts';

/** Every operator that can be converted. A new one is a file beside this and a line here. */
export const OPERATORS: readonly OpConverter[] = [
	add,
	concatenation,
	conv2d,
	densify,
	depthToSpace,
	depthwiseConv2d,
	dequantize,
	fullyConnected,
	logistic,
	maxPool2d,
	mean,
	pad,
	prelu,
	relu,
	reshape,
	resizeBilinear
];
