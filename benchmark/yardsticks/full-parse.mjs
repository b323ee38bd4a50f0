// DuckDB alone: every cell of every file is parsed as text and hashed; nothing is kept.
// Usage: node full-parse.mjs TASK.json OUT
import { answer, openDatabase, readTask, textScan } from './task.mjs';

const { task } = readTask();
const connection = await openDatabase(':memory:');
const counts = {};
for (const { dataset, files } of task.datasets) {
  const reader = await connection.runAndReadAll(`select count(*), bit_xor(hash(cells)) from ${textScan(files)} as cells`);
  counts[`accounting.${dataset}.read`] = Number(reader.getRows()[0][0]);
}
answer(counts);
connection.closeSync();
