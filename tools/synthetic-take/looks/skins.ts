/** Skin from light to dark: colour under white light, and how much paler the palm is (0 = as the back of the hand). */
export const SKINS = [
	{ colour: '#e3b89d', palm: 0.05 },
	{ colour: '#d3a082', palm: 0.08 },
	{ colour: '#c98d70', palm: 0.12 },
	{ colour: '#a96f4e', palm: 0.22 },
	{ colour: '#7d4f36', palm: 0.38 },
	{ colour: '#553423', palm: 0.5 }
] as const;
