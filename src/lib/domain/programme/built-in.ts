import type { Programme, Task } from '../../schema/programme.ts';

const NO_OTHERS = 'Nobody else, no screens and no letters in the picture';

/** Six things that people do at home, one hand or both, from five seconds to two minutes. */
const tasks: Task[] = [
	{
		id: 'move-block',
		version: 2,
		title: 'Move a small block',
		goal: 'Pick up a small block, put it down somewhere else, and let go.',
		objects: ['a block or box that fits between two fingers', 'a table'],
		startState: 'The block lies on the table. Your hand is open and away from it.',
		endState: 'The block lies in a new place. Your hand is open and away from it.',
		timeRangeS: { min: 5, max: 20 },
		dos: ['Keep all fingertips in the picture', 'Move at the speed you always move', 'You may do it twice in one take'],
		donts: [NO_OTHERS, 'Do not throw or push the block'],
		steps: [
			{ id: 'reach', title: 'Reach' },
			{ id: 'pick-up', title: 'Pick up' },
			{ id: 'carry', title: 'Carry' },
			{ id: 'put-down', title: 'Put down' },
			{ id: 'let-go', title: 'Let go' }
		],
		endChecks: [
			{ id: 'new-place', sentence: 'The block lies in a new place' },
			{ id: 'hand-away', sentence: 'The hand is open and away from it' }
		],
		hands: 'one'
	},
	{
		id: 'open-drawer',
		version: 2,
		title: 'Open and close a drawer',
		goal: 'Open a drawer, take one thing out, put it on top, and close the drawer.',
		objects: ['a drawer with a handle', 'one small thing inside it'],
		startState: 'The drawer is closed, the thing is inside.',
		endState: 'The drawer is closed, the thing lies on top.',
		timeRangeS: { min: 5, max: 30 },
		dos: ['Film from the side, so that handle and hand are seen', 'Light from the front or from above'],
		donts: [NO_OTHERS, 'Do not open it more than once'],
		steps: [
			{ id: 'reach', title: 'Reach' },
			{ id: 'open', title: 'Open the drawer' },
			{ id: 'take-out', title: 'Take the thing out' },
			{ id: 'put-on-top', title: 'Put it on top' },
			{ id: 'close', title: 'Close the drawer' }
		],
		endChecks: [
			{ id: 'closed', sentence: 'The drawer is closed' },
			{ id: 'on-top', sentence: 'The thing lies on top' }
		],
		hands: 'one'
	},
	{
		id: 'fold-shirt',
		version: 2,
		title: 'Fold a shirt',
		goal: 'Fold a shirt so that it could go into a cupboard.',
		objects: ['a shirt', 'a table or a bed'],
		startState: 'The shirt lies flat, sleeves to the sides.',
		endState: 'The shirt lies folded, no sleeve sticks out.',
		timeRangeS: { min: 10, max: 60 },
		dos: ['Keep both hands in the picture', 'Smooth the cloth as you always do'],
		donts: [NO_OTHERS, 'No names or pictures of people on the shirt'],
		steps: [
			{ id: 'smooth', title: 'Smooth it' },
			{ id: 'fold-sleeves', title: 'Fold the sleeves' },
			{ id: 'fold-up', title: 'Fold it up' },
			{ id: 'lay-down', title: 'Lay it down' }
		],
		endChecks: [
			{ id: 'folded', sentence: 'The shirt lies folded' },
			{ id: 'no-sleeve', sentence: 'No sleeve sticks out' }
		],
		hands: 'both'
	},
	{
		id: 'make-tea',
		version: 2,
		title: 'Make a cup of tea or coffee',
		goal: 'Put tea or coffee into a cup, pour water on it, and stir.',
		objects: ['a cup', 'a spoon', 'tea or coffee', 'a kettle or jug with water that is not hot'],
		startState: 'Everything stands on the table, the cup is empty.',
		endState: 'The cup is full and stirred, the spoon lies beside it.',
		timeRangeS: { min: 15, max: 90 },
		dos: ['Use water that is not hot', 'Keep cup and hands in the picture'],
		donts: [NO_OTHERS, 'No boiling water near the camera'],
		steps: [
			{ id: 'take-tea', title: 'Take tea or coffee' },
			{ id: 'put-in', title: 'Put it into the cup' },
			{ id: 'pour', title: 'Pour water' },
			{ id: 'stir', title: 'Stir' },
			{ id: 'lay-spoon', title: 'Lay the spoon down' }
		],
		endChecks: [
			{ id: 'full', sentence: 'The cup is full' },
			{ id: 'stirred', sentence: 'It is stirred' },
			{ id: 'spoon-beside', sentence: 'The spoon lies beside it' },
			{ id: 'nothing-spilled', sentence: 'Nothing is spilled' }
		],
		hands: 'both'
	},
	{
		id: 'open-jar',
		version: 2,
		title: 'Open a jar or bottle',
		goal: 'Unscrew the lid, put it down, and screw it on again.',
		objects: ['a jar or a bottle with a screw lid'],
		startState: 'The jar stands closed on the table.',
		endState: 'The jar stands closed on the table, your hands are away from it.',
		timeRangeS: { min: 5, max: 40 },
		dos: ['Keep both hands in the picture', 'Put the lid down on the table once'],
		donts: [NO_OTHERS, 'No labels with names or addresses'],
		steps: [
			{ id: 'reach', title: 'Reach' },
			{ id: 'unscrew', title: 'Unscrew the lid' },
			{ id: 'put-lid', title: 'Put the lid down' },
			{ id: 'screw-on', title: 'Screw it on again' },
			{ id: 'let-go', title: 'Let go' }
		],
		endChecks: [
			{ id: 'closed', sentence: 'The jar stands closed' },
			{ id: 'hands-away', sentence: 'Both hands are away from it' }
		],
		hands: 'both'
	},
	{
		id: 'wipe-table',
		version: 2,
		title: 'Wipe a table',
		goal: 'Wipe the table in front of you with a cloth until it is clean.',
		objects: ['a cloth or sponge', 'a table with some crumbs or water on it'],
		startState: 'The cloth lies on the table, the crumbs are seen.',
		endState: 'The table is clean, the cloth lies folded.',
		timeRangeS: { min: 8, max: 45 },
		dos: ['Keep the whole path of your hand in the picture', 'Light from the front or from above'],
		donts: [NO_OTHERS, 'No glass or knives on the table'],
		steps: [
			{ id: 'take-cloth', title: 'Take the cloth' },
			{ id: 'wipe', title: 'Wipe' },
			{ id: 'fold-cloth', title: 'Fold the cloth' },
			{ id: 'lay-down', title: 'Lay it down' }
		],
		endChecks: [
			{ id: 'clean', sentence: 'The table is clean' },
			{ id: 'cloth-folded', sentence: 'The cloth lies folded' }
		],
		hands: 'one',
		sensors: ['acceleration', 'rotation', 'orientation']
	}
];

const terms = `You film your own hands while you do everyday tasks at home. Everything you film stays on your device until you press Submit on a take.
What leaves is the part you kept, without sound, with faces blurred, together with the hand points and your labels.
Your team may use it only for the purposes that you switch on. You can switch a purpose off at any time; clips you submit afterwards do not carry it.
You may ask your team to take back any clip you submitted. Copies that were already given to others under a purpose you had allowed are told of it.
Film only yourself, in a place where you may film. Stop and erase when somebody walks in.`;

/** The programme that comes with the app, so that a person can start before any team has made one. */
export const builtInProgramme: Programme = {
	schema: 'programme/1',
	id: 'household-hands',
	version: 2,
	title: 'Hands at home',
	collector: 'The team that runs this hub',
	terms: { version: 1, text: terms },
	purposes: [
		{
			id: 'train',
			sentence: 'My team may train robots and computer programs with my clips.',
			meaning: 'Clips, hand points and labels are used by the people who run this hub to teach machines how hands move.'
		},
		{
			id: 'share',
			sentence: 'My team may give my clips to partner labs that train with them.',
			meaning: 'A partner gets a copy and must keep to the same purposes. You can see in My clips who got one.'
		},
		{
			id: 'publish',
			sentence: 'My clips may become part of a dataset that anyone can download.',
			meaning:
				'Published clips can be copied by anyone. Taking them back later stops new copies, not those already made.'
		},
		{
			id: 'show',
			sentence: 'My team may show my clips in talks, papers and on its web pages.',
			meaning: 'Single pictures or short pieces may be shown to explain the work. Faces stay blurred.'
		},
		{
			id: 'study',
			sentence: 'My clips may be used to study how people move.',
			meaning: 'Researchers may measure movements, for instance speed and reach. No one is told who you are.'
		}
	],
	tasks,
	rendition: { width: 960, height: 540, fps: 30, bitrate: 2_500_000, gop: 15 },
	capture: { width: 1280, height: 720, fps: 30, minimum: { height: 360, fps: 15 } }
};

/** The task of this id, or undefined where the programme has none. */
export const taskOf = (programme: Programme, taskId: string): Task | undefined =>
	programme.tasks.find((task) => task.id === taskId);
