import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from '../../src/lib/schema/zod.ts';
import { canonicalJson } from '../../src/lib/domain/rights/canonical-json.ts';
import * as hubApi from '../../src/lib/schema/hub-api.ts';
import * as programme from '../../src/lib/schema/programme.ts';
import * as submission from '../../src/lib/schema/submission.ts';

/**
 * What devices and hubs of different ages say to each other. A change that an older side would not understand needs a
 * new WIRE_VERSION; one that it would (a new field that may be left out, a new call) needs only the new hash here.
 */
const PINNED = { version: 3, sha256: 'f60232aa3beb3aaad50ecdd30010cf15faf71857ecfd2f38882a2e3de309df2c' };

describe('the wire', () => {
	it('changes only on purpose', () => {
		const all: [string, unknown][] = Object.entries({ ...hubApi, ...submission, ...programme });
		const schemas = all
			.filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType)
			.map(([name, schema]) => [name, z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })]);
		const sha256 = createHash('sha256')
			.update(canonicalJson(Object.fromEntries(schemas)))
			.digest('hex');
		expect({ version: hubApi.WIRE_VERSION, sha256 }).toEqual(PINNED);
	});
});
