import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Field, RecordBatch, RecordBatchFileWriter, Schema } from 'apache-arrow';
import type { Column, ColumnChunk } from '../warehouse/column-chunks.js';
import { arrowColumn, arrowType, structOf } from './arrow-columns.js';

/** Rows of a record batch: the engine hands out 2048 at a time, and readers do better with more. */
const batchRows = 32 * 2048;

/** Writes a table in the Arrow IPC file format, made from columns; returns how many rows it has. */
export async function writeArrowFile(chunks: AsyncIterable<ColumnChunk>, file: string): Promise<number> {
  const writer = new RecordBatchFileWriter();
  const [rows] = await Promise.all([feed(writer, chunks), pipeline(Readable.from(writer), createWriteStream(file))]);
  return rows;
}

async function feed(writer: RecordBatchFileWriter, chunks: AsyncIterable<ColumnChunk>): Promise<number> {
  try {
    let rows = 0;
    for await (const stretch of inStretches(chunks)) {
      const batch = recordBatch(stretch);
      rows += batch.numRows;
      writer.write(batch);
    }
    writer.finish();
    return rows;
  } catch (error) {
    writer.abort(error);
    throw error;
  }
}

async function* inStretches(chunks: AsyncIterable<ColumnChunk>): AsyncGenerator<ColumnChunk[]> {
  let stretch: ColumnChunk[] = [];
  let rows = 0;
  for await (const chunk of chunks) {
    stretch.push(chunk);
    rows += chunk.rows;
    if (rows < batchRows) continue;
    yield stretch;
    [stretch, rows] = [[], 0];
  }
  if (stretch.length > 0) yield stretch;
}

function recordBatch(stretch: readonly ColumnChunk[]): RecordBatch {
  const columns = stretch[0]?.columns ?? [];
  const fields = columns.map((column) => new Field(column.name, arrowType(column), true));
  const rows = stretch.reduce((total, chunk) => total + chunk.rows, 0);
  const children = columns.map((_, index) => arrowColumn(partsOf(stretch, index), rows));
  return new RecordBatch(new Schema(fields), structOf(fields, rows, children));
}

function partsOf(stretch: readonly ColumnChunk[], index: number): Column[] {
  return stretch.flatMap(({ columns }) => columns[index] ?? []);
}
