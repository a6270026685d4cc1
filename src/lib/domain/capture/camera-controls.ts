/** What a camera can be asked for, read from `MediaStreamTrack.getCapabilities()`. */
export type CameraControls = {
	/** Heights of 16:9 pictures that it offers, pixels, rising. One or none: nothing to choose. */
	heights: number[];
	/** It can hold exposure or focus as they are now. */
	exposureLock: boolean;
	focusLock: boolean;
};

type Capabilities = {
	width?: { max?: number };
	height?: { max?: number };
	exposureMode?: string[];
	focusMode?: string[];
};

/** The sizes that are offered to a person: 720p and 1080p. */
export const HEIGHTS = [720, 1080] as const;
export const widthFor = (height: number): number => Math.round((height * 16) / 9 / 2) * 2;

/** Nothing is offered where the browser does not tell. A lock needs a way back to automatic. */
export function controlsOf(capabilities: Capabilities): CameraControls {
	const [width, height] = [capabilities.width?.max ?? 0, capabilities.height?.max ?? 0];
	const locks = (modes: string[] | undefined) =>
		(modes?.includes('manual') ?? false) && (modes?.includes('continuous') ?? false);
	return {
		heights: HEIGHTS.filter((each) => height >= each && width >= widthFor(each)),
		exposureLock: locks(capabilities.exposureMode),
		focusLock: locks(capabilities.focusMode)
	};
}
