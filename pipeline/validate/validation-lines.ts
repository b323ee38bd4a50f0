import { printable } from '../printable.js';
import { shownPath } from '../publish/report-data.js';
import type { ValidatedTable, Validation } from '../validate-exports.js';
import { noExport } from './findings.js';
import { headerRemarks } from './header-remarks.js';

/**
 * The findings as people read them: each file with what is to be said of its headers, then one line per rejected row. No text of the
 * data begins a line of its own.
 */
export function validationLines(validation: Validation): string[] {
  return linesOf(validation).map(printable);
}

function linesOf(validation: Validation): string[] {
  return [
    ...validation.files.flatMap((table) => [rowsLine(table), ...headerLines(table)]),
    ...validation.rejects.map((row) => `${row.message} [${row.code}]`),
    ...(validation.more_rejects > 0 ? [`… and ${validation.more_rejects} more rejected rows`] : []),
    ...validation.unrecognised.map((file) => `${shownPath(file)}: ${file.reason}`),
    ...validation.bad_files.map(({ path, reason }) => `${path}: bad file: ${reason}`),
    ...validation.ignored_files.map((path) => `${path}: not an export, ignored`),
    ...validation.inputs_without_exports.map((input) => `${input}: ${noExport}`),
    validation.valid ? 'valid' : 'not valid',
  ];
}

function rowsLine(table: ValidatedTable): string {
  const codes = Object.entries(table.rejected_by_code).map(([code, rows]) => `${rows} ${code}`);
  return `${shownPath(table)}: ${table.dataset}, ${table.read} rows, ${table.rejected} rejected${codes.length > 0 ? ` (${codes.join(', ')})` : ''}, ${table.skipped_lines} lines skipped${table.filtered_rows > 0 ? `, ${table.filtered_rows} of them by the filters of its mapping` : ''}`;
}

/** All headers: this is where people look for the column they miss. */
function headerLines(table: ValidatedTable): string[] {
  return headerRemarks(table).map(
    ({ said, headers }) => `${shownPath(table)}: ${said}${headers.map((header) => `"${header}"`).join(', ')}`,
  );
}
