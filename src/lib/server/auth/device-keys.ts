import type { Hub } from '../hub.ts';

/** Whether the key with this thumbprint is one of the person's devices. */
export async function ownsKey(hub: Hub, personId: string, kid: string): Promise<boolean> {
	const row = await hub.db
		.selectFrom('device_key')
		.select('kid')
		.where('kid', '=', kid)
		.where('person_id', '=', personId)
		.executeTakeFirst();
	return row !== undefined;
}
