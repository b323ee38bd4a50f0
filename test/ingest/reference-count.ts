import Papa from 'papaparse';

/** How many records a text has, said by what knows nothing of the loader. */
export interface ReferenceCount {
  readonly records: number;
  /** `lines`: each physical line is a record by itself; `parser`: Papa Parse finds the text well formed; `none`: it is not. */
  readonly by: 'lines' | 'parser' | 'none';
  readonly lines: number;
}

/** The records of a delimited text, blank ones and header among them. */
export function referenceCount(text: string, delimiter: string): ReferenceCount {
  const body = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '');
  const lines = body === '' && text === '' ? [] : body.split('\n');
  if (lines.every((line) => isPlainLine(line, delimiter))) return { records: lines.length, by: 'lines', lines: lines.length };
  const { data, errors } = Papa.parse<string[]>(body, { delimiter, newline: '\n', quoteChar: '"' });
  const isWellFormed = errors.length === 0 && !hasLooseQuotes(body, delimiter);
  return { records: data.length, by: isWellFormed ? 'parser' : 'none', lines: lines.length };
}

/** Quoted fields are closed in the line, and quotes stand nowhere else. */
function isPlainLine(line: string, delimiter: string): boolean {
  if (!line.includes('"')) return true;
  const d = escaped(delimiter);
  return new RegExp(`^(?:(?:"(?:[^"]|"")*"|[^"${d}]*)(?:${d}|$))+$`).test(line);
}

/** A quote inside an unquoted field: there the rules of reading differ. */
function hasLooseQuotes(body: string, delimiter: string): boolean {
  const d = escaped(delimiter);
  return !new RegExp(`^(?:(?:"(?:[^"]|"")*"|[^"\\n${d}]*)(?:${d}|\\n|$))*$`).test(body);
}

function escaped(delimiter: string): string {
  return delimiter === '\t' ? '\\t' : delimiter.replace(/[|\\^\]-]/g, '\\$&');
}
