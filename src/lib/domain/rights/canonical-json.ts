import canonicalize from 'canonicalize';
import { InvariantError } from '../../failure/failure.ts';

/**
 * RFC 8785 canonical JSON: the one spelling of a value that is signed and hashed.
 * Throws InvariantError for what JSON cannot say (undefined, NaN): a payload of ours never holds that.
 */
export function canonicalJson(value: unknown): string {
	const text = canonicalize(value);
	if (text === undefined) throw new InvariantError('a signed payload is a JSON value');
	return text;
}

/** The same as UTF-8 bytes. */
export const canonicalBytes = (value: unknown): Uint8Array<ArrayBuffer> =>
	new TextEncoder().encode(canonicalJson(value)) as Uint8Array<ArrayBuffer>;
