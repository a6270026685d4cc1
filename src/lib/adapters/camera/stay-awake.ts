/** Keeps the screen on while filming, again after the tab was hidden. Does nothing where the browser cannot. */
export function stayAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	let released = false;
	const ask = async () => {
		if (released || document.visibilityState !== 'visible' || !navigator.wakeLock) return;
		try {
			lock = await navigator.wakeLock.request('screen');
			if (released) await lock.release();
		} catch (error) {
			// Refused on low battery. The recording goes on; the screen may go dark.
			console.info('[camera] wake lock', error);
		}
	};
	document.addEventListener('visibilitychange', ask);
	void ask();
	return () => {
		released = true;
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}
