import { cellNames, isPattern, type PlainText, pathList, readCsvSql } from './plain-text.js';

/** A copy of the exact path: the line and what is wrong with the structure of each record in front of its cells. */
export type ExactText = Pick<PlainText, 'path' | 'delimiter' | 'width' | 'longestRecord'>;

/** What copies have in common that one scan of the engine can read; undefined for a name that it takes for a pattern of names. */
export function sharedExactDialect({ path, delimiter, width }: ExactText): string | undefined {
  return isPattern(path) ? undefined : JSON.stringify(['exact', delimiter, width]);
}

/** Query of the records of one copy in their order: line, structure, c0, c1, … */
export function exactTextSql(text: ExactText): string {
  return `select ${columnsSql(text)} from ${readExactSql([text], '')}`;
}

/** The same of several copies with one shared dialect, read one after the other by one scan, with the copy's number in front. */
export function exactTextsSql(texts: readonly ExactText[]): string {
  const [first] = texts;
  if (!first) throw new Error('no copies to read');
  return `select list_position(${pathList(texts)}, path_read) - 1 as number, ${columnsSql(first)} from ${readExactSql(texts, ", filename = 'path_read'")}`;
}

function columnsSql({ width }: ExactText): string {
  return `line::bigint as line, coalesce(structure, '') as structure, ${cellNames(width).join(', ')}`;
}

function readExactSql(texts: readonly ExactText[], more: string): string {
  return readCsvSql(texts, ['line', 'structure', ...cellNames(texts[0]?.width ?? 0)], `new_line = '\\n'${more}`);
}
