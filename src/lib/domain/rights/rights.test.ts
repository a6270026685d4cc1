import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ConsentEvent, PublicJwk } from '../../schema/submission.ts';
import { canonicalJson } from './canonical-json.ts';
import { grantedPurposes, mayBeSubmitted } from './consent.ts';
import { base64Url, thumbprintInput } from './thumbprint.ts';

describe('canonical json', () => {
	it('sorts keys and drops spaces, so that equal values have equal bytes', () => {
		expect(canonicalJson({ b: [1, 2.5], a: 'é' })).toBe('{"a":"é","b":[1,2.5]}');
	});
	it('refuses what JSON cannot say', () => {
		expect(() => canonicalJson(undefined)).toThrow();
	});
});

describe('thumbprint', () => {
	// RFC 8037 appendix A.3: this key, this thumbprint.
	const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', ext: true } as PublicJwk;
	it('is that of RFC 8037, other members left out', () => {
		const hash = createHash('sha256').update(thumbprintInput(jwk)).digest();
		expect(base64Url(hash)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
	});
});

describe('consent', () => {
	const event = { programmeId: 'p', purposes: { train: true, publish: false } } as unknown as ConsentEvent;
	it('counts only what is on', () => expect(grantedPurposes(event)).toEqual(['train']));
	it('of another programme, or none, or all off, allows nothing', () => {
		expect(mayBeSubmitted(event, 'p')).toBe(true);
		expect(mayBeSubmitted(event, 'q')).toBe(false);
		expect(mayBeSubmitted(null, 'p')).toBe(false);
		expect(mayBeSubmitted({ ...event, purposes: { train: false } }, 'p')).toBe(false);
	});
});
