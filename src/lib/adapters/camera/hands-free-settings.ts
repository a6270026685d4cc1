import { messageOf } from '../../failure/failure.ts';
import { HandsFreeSettings } from '../../schema/hands-free.ts';

const KEY = 'handloom-hands-free';

/** As it was left on this device, else the defaults. */
export function readHandsFree(): HandsFreeSettings {
	let kept: unknown = {};
	try {
		kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
	} catch (error) {
		console.warn('[camera] hands free', messageOf(error));
	}
	return HandsFreeSettings.parse(typeof kept === 'object' && kept ? kept : {});
}

/** A full disk only means that it is not remembered. */
export function keepHandsFree(settings: HandsFreeSettings): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(settings));
	} catch (error) {
		console.warn('[camera] hands free', messageOf(error));
	}
}
