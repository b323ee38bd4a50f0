import { statSync } from 'node:fs';
import { literal } from '../warehouse/sql-text.js';

/** A UTF-8 text that the engine reads where it lies: a strict parser finds in it exactly the records that were scanned. */
export interface PlainText {
  readonly path: string;
  readonly delimiter: string;
  /** Cells of every record. */
  readonly width: number;
  /** Physical lines above the first record. */
  readonly linesAbove: number;
  readonly records: number;
  /** Bytes. */
  readonly longestRecord: number;
  /** Every line ends with a carriage return and a line feed. */
  readonly endsWithTwo: boolean;
}

/** A table of more bytes is validated by itself, streamed from file to file. */
export const smallTable = 8 * 1024 * 1024;

/** What texts have in common that one scan of the engine can read; undefined for a name that it takes for a pattern of names. */
export function sharedDialect({ path, delimiter, width, linesAbove, endsWithTwo }: PlainText): string | undefined {
  return isPattern(path) ? undefined : JSON.stringify([delimiter, width, linesAbove, endsWithTwo]);
}

/** Whether the engine would look for files of other names. */
export function isPattern(path: string): boolean {
  return /[*?[\]]/.test(path);
}

/** Query of the records of one text in their order: line, structure, c0, c1, … */
export function plainTextSql(text: PlainText): string {
  const names = cellNames(text.width);
  return `select row_number() over () + ${text.linesAbove} as line, '' as structure, ${names.join(', ')}
    from ${readCsvSql([text], names, `skip = ${text.linesAbove}`)}`;
}

/** The same of several texts with one shared dialect, read one after the other by one scan, with the text's number in front. */
export function plainTextsSql(texts: readonly PlainText[]): string {
  const [first] = texts;
  if (!first) throw new Error('no texts to read');
  const names = cellNames(first.width);
  const before = texts.map((_text, index) => texts.slice(0, index).reduce((sum, { records }) => sum + records, 0));
  return `select number, place - [${before.join(', ')}][number + 1] + ${first.linesAbove} as line, '' as structure, ${names.join(', ')}
    from (select *, list_position(${pathList(texts)}, path_read) - 1 as number, row_number() over () as place
      from ${readCsvSql(texts, names, `skip = ${first.linesAbove}, filename = 'path_read'`)})`;
}

/** read_csv with a dialect decided by us: nothing is left to detection. */
export function readCsvSql(
  texts: readonly Pick<PlainText, 'path' | 'delimiter' | 'longestRecord'>[],
  names: readonly string[],
  more: string,
): string {
  const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  return `read_csv(${pathList(texts)}, auto_detect = false, header = false, columns = {${columns}}, delim = ${literal(texts[0]?.delimiter ?? ',')},
    quote = '"', escape = '"', comment = '', strict_mode = true, hive_partitioning = false, ${lineLimits(texts)}, ${more})`;
}

/** Names of the cells of a record. */
export function cellNames(width: number): string[] {
  return Array.from({ length: width }, (_unused, index) => `c${index}`);
}

/** Room for the longest record. For small files the engine's own buffers of 32 MB each cost more than the reading. */
function lineLimits(texts: readonly Pick<PlainText, 'path' | 'longestRecord'>[]): string {
  const longest = Math.max(...texts.map(({ longestRecord }) => longestRecord));
  const line = Math.max(longest * 2 + 4096, 256 * 1024);
  const buffer = texts.every(({ path }) => statSync(path).size <= smallTable) ? `, buffer_size = ${line * 4}` : '';
  return `max_line_size = ${line}${buffer}`;
}

/** The files as a list in SQL. */
export function pathList(texts: readonly Pick<PlainText, 'path'>[]): string {
  return `[${texts.map(({ path }) => literal(path)).join(', ')}]`;
}
