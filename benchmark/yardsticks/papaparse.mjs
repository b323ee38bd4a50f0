// papaparse + zod + DuckDB's appender. Usage: node papaparse.mjs TASK.json OUT
import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { review } from './review.mjs';

await review((file) => createReadStream(file, { encoding: 'utf8' }).pipe(Papa.parse(Papa.NODE_STREAM_INPUT, { skipEmptyLines: true })));
