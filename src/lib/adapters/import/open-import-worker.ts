import type { ImportApi } from '../../../../workers/import/api.ts';
import { openWorkerPort, type WorkerPort } from '../../../../workers/shared/port.ts';

/** A fresh worker that reads and copies video files. Close it when done, or to cancel. */
export function openImportWorker(): WorkerPort<ImportApi> {
	return openWorkerPort<ImportApi>(
		new Worker(new URL('../../../../workers/import/import.worker.ts', import.meta.url), {
			type: 'module',
			name: 'import'
		})
	);
}
