// What every yardstick in JavaScript is given and how it answers.
import { mkdirSync, readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

/** TASK.json: the period, and for each dataset its files in order of export and its columns as the contract has them. */
export function readTask() {
  const [taskFile, out] = process.argv.slice(2);
  mkdirSync(out, { recursive: true });
  return { task: JSON.parse(readFileSync(taskFile, 'utf8')), out };
}

/** One JSON object on standard output, from figure id to value, as figures.json names them. */
export function answer(figures) {
  console.log(JSON.stringify(figures));
}

export async function openDatabase(path) {
  const instance = await DuckDBInstance.create(path);
  return instance.connect();
}

/** All cells as text; a record with too many or too few cells is read as far as it goes, as the strictest setting would drop it. */
export function textScan(files) {
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(', ');
  return `read_csv([${list}], all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', null_padding = true, strict_mode = false, union_by_name = true)`;
}
