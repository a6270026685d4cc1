import type { PublicJwk } from '../../schema/submission.ts';
import { canonicalJson } from './canonical-json.ts';

/** Only the members that RFC 7638 (and RFC 8037 for OKP keys) name, so that equal keys are equal values. */
export const publicHalf = (jwk: PublicJwk): PublicJwk => ({ crv: jwk.crv, kty: jwk.kty, x: jwk.x });

/** What is hashed (SHA-256) for a key's thumbprint, its `kid` everywhere. */
export const thumbprintInput = (jwk: PublicJwk): string => canonicalJson(publicHalf(jwk));

/** Base64url without padding. */
export const base64Url = (bytes: Uint8Array): string =>
	btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replaceAll('=', '');
