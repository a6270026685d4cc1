import { decodeJwt } from 'jose';
import { Manifest } from '../../schema/submission.ts';
import type { OutboxRow } from '../store/db.ts';

export type SentFile = { name: string; bytes: number };

/** What a submission's signed manifest names: the files that the hub has, or will have. Our own row: the signature is not checked again. */
export function sentFiles(row: OutboxRow | null): SentFile[] {
	if (!row) return [];
	try {
		const { files } = Manifest.parse(decodeJwt(row.manifest));
		return files.map((file) => ({ name: file.name, bytes: file.objects.reduce((sum, each) => sum + each.size, 0) }));
	} catch (error) {
		console.warn(`[outbox] manifest of take ${row.takeId}`, error);
		return [];
	}
}
