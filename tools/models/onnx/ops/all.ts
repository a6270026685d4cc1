import type { OpConverter } from '../op-converter.ts';
import { add } from './add.ts';
import { concatenation } from './concatenation.ts';
import { conv2d, depthwiseConv2d } from './conv.ts';
import { dequantize } from './dequantize.ts';
import { maxPool2d } from './max-pool.ts';
import { pad } from './pad.ts';
import { relu } from './relu.ts';
import { reshape } from './reshape.ts';

/** Every operator that can be converted. A new one is a file beside this and a line here. */
export const OPERATORS: readonly OpConverter[] = [
	add,
	concatenation,
	conv2d,
	depthwiseConv2d,
	dequantize,
	maxPool2d,
	pad,
	relu,
	reshape
];
