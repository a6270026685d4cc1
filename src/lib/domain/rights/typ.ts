/** `typ` of each signed record. A signature under one name is never taken for another record. */
export const TYP = {
	join: 'handloom-join+jws',
	consent: 'handloom-consent+jws',
	manifest: 'handloom-manifest+jws',
	receipt: 'handloom-receipt+jws',
	layer: 'handloom-layer+jws'
} as const;
export type Typ = (typeof TYP)[keyof typeof TYP];

/** Payload that proves the possession of a device key when joining by an invite link. */
export type JoinProof = { token: string; origin: string; atMs: number };
