import Papa from 'papaparse';

/** A cell of a CSV file. Text is defused; numbers stay numbers, also those written out already because a double cannot hold them. */
export type CsvCell = string | number | bigint | boolean | null | { readonly number: string };

/** What makes spreadsheets read a cell as a formula, and the full-width forms that East Asian versions read alike. */
const formulaStarts = /^[=+\-@\t\r\n＝＋－＠]/;

/** A text that no spreadsheet takes for a formula: an apostrophe goes before one that begins like it. */
export function defuse(text: string): string {
  return formulaStarts.test(text) ? `'${text}` : text;
}

/** Lines of CSV quoted after RFC 4180, each with its line end. Null is an empty cell. */
export function defusedCsvLines(rows: readonly (readonly CsvCell[])[]): string {
  if (rows.length === 0) return '';
  return `${Papa.unparse(
    rows.map((row) => row.map(plainCell)),
    { newline: '\n' },
  )}\n`;
}

/** Tells spreadsheets that the file is UTF-8: Excel takes it for the encoding of the system otherwise. */
export const byteOrderMark = '\u{feff}';

function plainCell(cell: CsvCell): string | number | bigint | boolean | null {
  if (typeof cell === 'string') return defuse(cell);
  return typeof cell === 'object' && cell !== null ? cell.number : cell;
}
