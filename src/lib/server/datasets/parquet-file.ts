import {
	asyncBufferFromFile,
	parquetMetadataAsync,
	parquetReadObjects,
	type FileMetaData,
	type SchemaElement
} from 'hyparquet';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { TabularDtype } from '../../domain/dataset/feature-table.ts';

/** A column: a dtype, once or as a list. Always three-level lists with `list` and `element`, as Arrow writes them. */
export type ColumnType = { of: TabularDtype | 'string'; list: boolean };
export type Table = Record<string, unknown[]>;

const PHYSICAL = {
	float32: { type: 'FLOAT' },
	float64: { type: 'DOUBLE' },
	int64: { type: 'INT64' },
	bool: { type: 'BOOLEAN' },
	string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }
} as const satisfies Record<ColumnType['of'], Partial<SchemaElement>>;

/** Schema elements of one column, in the order of the file. */
export function columnSchema(name: string, column: ColumnType): SchemaElement[] {
	const leaf = (leafName: string): SchemaElement => ({
		name: leafName,
		repetition_type: 'OPTIONAL',
		...PHYSICAL[column.of]
	});
	if (!column.list) return [leaf(name)];
	return [
		{ name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
		{ name: 'list', repetition_type: 'REPEATED', num_children: 1 },
		leaf('element')
	];
}

export type OpenParquet = {
	/** Appends rows as one row group. */
	append(table: Table): void;
	/** Bytes written so far. */
	readonly bytes: number;
	close(): void;
};

/** Opens a file for writing, Snappy, one row group for each `append`. Columns in the order of `columns`. */
export function openParquet(
	path: string,
	columns: Record<string, ColumnType>,
	kvMetadata: { key: string; value: string }[] = []
): OpenParquet {
	const names = Object.keys(columns);
	const schema: SchemaElement[] = [
		{ name: 'schema', num_children: names.length },
		...names.flatMap((name) => columnSchema(name, columns[name]!))
	];
	const writer = fileWriter(path);
	const parquet = new ParquetWriter({ writer, schema, kvMetadata, createdBy: 'handloom' });
	return {
		append(table) {
			const columnData = names.map((name) => {
				const data = table[name];
				if (!data) throw new RangeError(`no values for column ${name}`);
				return { name, data };
			});
			void parquet.write({ columnData, rowGroupSize: columnData[0]!.data.length });
		},
		get bytes() {
			return writer.offset;
		},
		close: () => void parquet.finish()
	};
}

export async function readParquetMetadata(path: string): Promise<FileMetaData> {
	return parquetMetadataAsync(await asyncBufferFromFile(path));
}

/** Rows `[rowStart, rowEnd)` of a file as objects; int64 as bigint. */
export async function readParquetRows(
	path: string,
	range: { rowStart?: number; rowEnd?: number; columns?: string[] } = {}
): Promise<Record<string, unknown>[]> {
	return parquetReadObjects({ file: await asyncBufferFromFile(path), ...range });
}
