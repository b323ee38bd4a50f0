// DuckDB alone: every column of every file as text into a table of its own file. No types, no checks, no reasons, no versions.
// Usage: node bare-load.mjs TASK.json OUT
import { join } from 'node:path';
import { answer, openDatabase, readTask, textScan } from './task.mjs';

const { task, out } = readTask();
const connection = await openDatabase(join(out, 'bare.duckdb'));
const counts = {};
for (const { dataset, files } of task.datasets) {
  await connection.run(`create table "${dataset}" as select * from ${textScan(files)}`);
  const reader = await connection.runAndReadAll(`select count(*) from "${dataset}"`);
  counts[`accounting.${dataset}.read`] = Number(reader.getRows()[0][0]);
}
answer(counts);
connection.closeSync();
