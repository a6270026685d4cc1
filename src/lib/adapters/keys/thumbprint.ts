import { base64Url, thumbprintInput } from '../../domain/rights/thumbprint.ts';
import type { PublicJwk } from '../../schema/submission.ts';

/** RFC 7638 thumbprint (SHA-256, base64url) of a public key: its `kid`. */
export async function thumbprint(jwk: PublicJwk): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(thumbprintInput(jwk)));
	return base64Url(new Uint8Array(digest));
}
