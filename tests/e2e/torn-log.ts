import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const TABLE = Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
	return value >>> 0;
});

/** CRC-32C (Castagnoli), as LevelDB's log uses it. */
function crc32c(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) crc = TABLE[(crc ^ byte) & 255]! ^ (crc >>> 8);
	return (crc ^ 0xffffffff) >>> 0;
}

/**
 * Leaves the log of a closed profile as a kill in the middle of an entry does: the first part of an entry is there, the
 * last never came. Format: google/leveldb, doc/log_format.md (masked CRC-32C, length, kind 2 = FIRST). Answers the log's path.
 */
export async function tearLog(userDataDir: string, origin: string): Promise<string> {
	const { protocol, hostname, port } = new URL(origin);
	const folder = `${protocol.slice(0, -1)}_${hostname}_${port}.indexeddb.leveldb`;
	const path = join(userDataDir, 'Default', 'IndexedDB', folder);
	const log = (await readdir(path))
		.filter((name) => name.endsWith('.log'))
		.sort()
		.at(-1);
	if (!log) throw new Error(`no log in ${path}`);
	const typed = Buffer.concat([Buffer.from([2]), Buffer.alloc(120, 7)]);
	const crc = crc32c(typed);
	const header = Buffer.alloc(6);
	header.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0, 0);
	header.writeUInt16LE(typed.length - 1, 4);
	await appendFile(join(path, log), Buffer.concat([header, typed]));
	return join(path, log);
}
