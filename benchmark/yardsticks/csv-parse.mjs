// csv-parse + zod + DuckDB's appender. Usage: node csv-parse.mjs TASK.json OUT
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { review } from './review.mjs';

await review((file) => createReadStream(file).pipe(parse({ relax_column_count: true, skip_empty_lines: true })));
