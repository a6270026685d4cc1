import type { Quaternion } from '../geometry/quaternion.ts';
import type { Vector } from '../geometry/vector.ts';

export type Side = 'left' | 'right';
export type RestJoint = { name: string; at: Vector; turn: Quaternion };

/**
 * The open hand of `left.glb` and `right.glb` in `dist/profiles/generic-hand` of @webxr-input-profiles/assets 1.0.20
 * (Copyright 2019 Amazon, MIT License): 25 joints in the wrist's own frame, metres, −z towards the fingertips, +y out
 * of the back of the hand. The two are not exact mirrors: the left index knuckle lies 3.4 mm elsewhere.
 */
export const REST: Record<Side, readonly RestJoint[]> = {
	left: [
		{ name: 'wrist', at: [0, 0, 0], turn: [0, 0, 0, 1] },
		{
			name: 'thumb-metacarpal',
			at: [0.028028, -0.019158, -0.035958],
			turn: [-0.000364, -0.369162, -0.598187, 0.711261]
		},
		{
			name: 'thumb-phalanx-proximal',
			at: [0.044956, -0.034308, -0.059219],
			turn: [0.083362, -0.368668, -0.532432, 0.757398]
		},
		{
			name: 'thumb-phalanx-distal',
			at: [0.066913, -0.043712, -0.083123],
			turn: [0.123774, -0.443476, -0.573899, 0.677237]
		},
		{ name: 'thumb-tip', at: [0.077899, -0.048912, -0.091678], turn: [0.121117, -0.44216, -0.579041, 0.674194] },
		{
			name: 'index-finger-metacarpal',
			at: [0.009492, -0.005488, -0.036404],
			turn: [-0.025551, -0.09788, 0.015884, 0.994743]
		},
		{
			name: 'index-finger-phalanx-proximal',
			at: [0.023551, -0.007316, -0.091996],
			turn: [-0.041387, 0.018199, -0.030758, 0.998504]
		},
		{
			name: 'index-finger-phalanx-intermediate',
			at: [0.022022, -0.01055, -0.133754],
			turn: [-0.044901, 0.028862, -0.004134, 0.998566]
		},
		{
			name: 'index-finger-phalanx-distal',
			at: [0.020692, -0.012769, -0.15792],
			turn: [0.023335, 0.055664, 0.002932, 0.998173]
		},
		{ name: 'index-finger-tip', at: [0.019425, -0.012159, -0.169417], turn: [0.028124, 0.051021, 0.005888, 0.998284] },
		{
			name: 'middle-finger-metacarpal',
			at: [0.003259, -0.005706, -0.029106],
			turn: [-0.013713, -0.004654, 0.055861, 0.998334]
		},
		{
			name: 'middle-finger-phalanx-proximal',
			at: [0.001726, -0.002543, -0.091647],
			turn: [-0.050471, 0.04461, 0.008309, 0.997694]
		},
		{
			name: 'middle-finger-phalanx-intermediate',
			at: [-0.00264, -0.007021, -0.138116],
			turn: [-0.047951, 0.052457, 0.018845, 0.997293]
		},
		{
			name: 'middle-finger-phalanx-distal',
			at: [-0.005686, -0.009793, -0.165356],
			turn: [0.046416, 0.084673, 0.046792, 0.994227]
		},
		{ name: 'middle-finger-tip', at: [-0.007302, -0.008763, -0.177408], turn: [0.04554, 0.068345, 0.050604, 0.995336] },
		{
			name: 'ring-finger-metacarpal',
			at: [-0.008266, -0.005706, -0.026991],
			turn: [-0.023858, 0.104291, 0.132938, 0.985333]
		},
		{
			name: 'ring-finger-phalanx-proximal',
			at: [-0.017465, -0.006529, -0.084694],
			turn: [-0.049713, 0.121436, 0.054308, 0.989865]
		},
		{
			name: 'ring-finger-phalanx-intermediate',
			at: [-0.026761, -0.010885, -0.126314],
			turn: [-0.052018, 0.131717, 0.087142, 0.986079]
		},
		{
			name: 'ring-finger-phalanx-distal',
			at: [-0.033192, -0.014169, -0.151888],
			turn: [-0.028527, 0.106346, 0.092952, 0.989564]
		},
		{ name: 'ring-finger-tip', at: [-0.035523, -0.014942, -0.163572], turn: [-0.02367, 0.093631, 0.085998, 0.991603] },
		{
			name: 'pinky-finger-metacarpal',
			at: [-0.022999, -0.00942, -0.034074],
			turn: [-0.039129, 0.144149, 0.205035, 0.96729]
		},
		{
			name: 'pinky-finger-phalanx-proximal',
			at: [-0.035054, -0.013691, -0.073896],
			turn: [-0.057855, 0.129105, 0.121462, 0.982462]
		},
		{
			name: 'pinky-finger-phalanx-intermediate',
			at: [-0.042367, -0.018117, -0.107403],
			turn: [-0.044312, 0.173795, 0.153659, 0.97171]
		},
		{
			name: 'pinky-finger-phalanx-distal',
			at: [-0.048955, -0.020972, -0.126403],
			turn: [-0.011769, 0.122859, 0.151305, 0.980752]
		},
		{ name: 'pinky-finger-tip', at: [-0.051931, -0.021762, -0.137907], turn: [-0.012339, 0.11659, 0.153291, 0.981202] }
	],
	right: [
		{ name: 'wrist', at: [0, 0, 0], turn: [0, 0, 0, 1] },
		{ name: 'thumb-metacarpal', at: [-0.028029, -0.019158, -0.035958], turn: [0.006965, 0.374588, 0.629553, 0.680661] },
		{
			name: 'thumb-phalanx-proximal',
			at: [-0.044956, -0.034308, -0.059219],
			turn: [0.080701, 0.37184, 0.534162, 0.754913]
		},
		{
			name: 'thumb-phalanx-distal',
			at: [-0.066913, -0.043712, -0.083123],
			turn: [0.123179, 0.440509, 0.576898, 0.676733]
		},
		{ name: 'thumb-tip', at: [-0.077899, -0.048912, -0.091678], turn: [0.117308, 0.446306, 0.57496, 0.675626] },
		{
			name: 'index-finger-metacarpal',
			at: [-0.010163, -0.007064, -0.029213],
			turn: [-0.004357, 0.062729, 0.020995, 0.9978]
		},
		{
			name: 'index-finger-phalanx-proximal',
			at: [-0.023551, -0.007316, -0.088549],
			turn: [-0.047158, -0.007923, 0.031726, 0.998352]
		},
		{
			name: 'index-finger-phalanx-intermediate',
			at: [-0.022022, -0.01055, -0.133755],
			turn: [-0.046302, -0.025637, 0.004015, 0.99859]
		},
		{
			name: 'index-finger-phalanx-distal',
			at: [-0.020692, -0.012769, -0.15792],
			turn: [0.027534, -0.051621, -0.007155, 0.998261]
		},
		{
			name: 'index-finger-tip',
			at: [-0.019425, -0.012159, -0.169417],
			turn: [0.027092, -0.062578, -0.008101, 0.997639]
		},
		{
			name: 'middle-finger-metacarpal',
			at: [-0.003427, -0.006054, -0.029106],
			turn: [-0.005944, 0.022196, -0.057319, 0.998091]
		},
		{
			name: 'middle-finger-phalanx-proximal',
			at: [-0.001726, -0.002543, -0.091647],
			turn: [-0.053051, -0.049382, -0.009335, 0.997326]
		},
		{
			name: 'middle-finger-phalanx-intermediate',
			at: [0.00264, -0.007021, -0.138115],
			turn: [-0.047514, -0.070116, -0.018392, 0.996237]
		},
		{
			name: 'middle-finger-phalanx-distal',
			at: [0.005686, -0.009793, -0.165356],
			turn: [0.047273, -0.067307, -0.047235, 0.995492]
		},
		{
			name: 'middle-finger-tip',
			at: [0.007302, -0.008763, -0.177408],
			turn: [0.046439, -0.061023, -0.049584, 0.995822]
		},
		{
			name: 'ring-finger-metacarpal',
			at: [0.008098, -0.006054, -0.026991],
			turn: [-0.011728, -0.066485, -0.126452, 0.989673]
		},
		{
			name: 'ring-finger-phalanx-proximal',
			at: [0.017465, -0.006529, -0.084694],
			turn: [-0.052272, -0.118, -0.051565, 0.990295]
		},
		{
			name: 'ring-finger-phalanx-intermediate',
			at: [0.026761, -0.010885, -0.126314],
			turn: [-0.052038, -0.139387, -0.084676, 0.985238]
		},
		{
			name: 'ring-finger-phalanx-distal',
			at: [0.033192, -0.014169, -0.151888],
			turn: [-0.024428, -0.097883, -0.088763, 0.990931]
		},
		{
			name: 'ring-finger-tip',
			at: [0.035523, -0.014942, -0.163572],
			turn: [-0.025825, -0.097325, -0.092427, 0.990615]
		},
		{
			name: 'pinky-finger-metacarpal',
			at: [0.022999, -0.00942, -0.034074],
			turn: [-0.025927, -0.134129, -0.20952, 0.968214]
		},
		{
			name: 'pinky-finger-phalanx-proximal',
			at: [0.035054, -0.013691, -0.073896],
			turn: [-0.058224, -0.114439, -0.120929, 0.984322]
		},
		{
			name: 'pinky-finger-phalanx-intermediate',
			at: [0.042367, -0.018117, -0.107403],
			turn: [-0.043145, -0.169925, -0.1536, 0.972456]
		},
		{
			name: 'pinky-finger-phalanx-distal',
			at: [0.048955, -0.020972, -0.126403],
			turn: [-0.013335, -0.124952, -0.150167, 0.980642]
		},
		{
			name: 'pinky-finger-tip',
			at: [0.051931, -0.021762, -0.137907],
			turn: [-0.018136, -0.153405, -0.151624, 0.976293]
		}
	]
};
