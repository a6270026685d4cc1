import type { FileMetaData, SchemaElement } from 'hyparquet';
import type { Say } from './checks.ts';

const PHYSICAL: Record<string, string> = {
	float32: 'FLOAT',
	float64: 'DOUBLE',
	int64: 'INT64',
	int32: 'INT32',
	bool: 'BOOLEAN',
	string: 'BYTE_ARRAY'
};

/** A top-level column of a file, its elements in the order of the footer. */
type Column = { name: string; elements: SchemaElement[] };

export function columnsOf(metadata: FileMetaData): Column[] {
	const columns: Column[] = [];
	let open = 0;
	for (const element of metadata.schema.slice(1)) {
		if (open === 0) columns.push({ name: element.name, elements: [] });
		else open -= 1;
		columns.at(-1)!.elements.push(element);
		open += element.num_children ?? 0;
	}
	return columns;
}

/** LR5: a column is a plain value, or a list of them in three levels. */
export function checkColumnType(file: string, column: Column, of: string, list: boolean, say: Say): void {
	const physical = PHYSICAL[of];
	const leaf = column.elements.at(-1)!;
	if (!physical) return say('LR5', file, `${column.name}: no physical type is known for ${of}`);
	if (leaf.type !== physical) say('LR5', file, `${column.name} is ${leaf.type}, not ${physical}`);
	if (of === 'string' && leaf.converted_type !== 'UTF8') say('LR5', file, `${column.name} is not UTF8`);
	if (!list) {
		if (column.elements.length !== 1) say('LR5', file, `${column.name} is no plain value`);
		return;
	}
	const [outer, middle] = column.elements;
	const threeLevels =
		column.elements.length === 3 &&
		outer!.converted_type === 'LIST' &&
		middle!.name === 'list' &&
		middle!.repetition_type === 'REPEATED' &&
		leaf.name === 'element';
	if (!threeLevels) say('LR5', file, `${column.name} is no list of three levels named list and element`);
}
