import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { nameBelow } from '../name-below.js';
import { shownPath } from '../publish/report-data.js';
import type { CheckedExports, ValidatedTable, Validation } from '../validate-exports.js';
import { type CellPlace, cellPlaces } from './cell-places.js';
import { type FindingKind, isRejectionCode } from './finding-kinds.js';
import { headerRemarks } from './header-remarks.js';

/** `error`: `validate` fails by it; `warning`: it does not, but something is not read; `note`: for completeness. */
export type FindingLevel = 'error' | 'warning' | 'note';

export interface Finding {
  readonly kind: FindingKind;
  readonly level: FindingLevel;
  /** File as `validate` shows it, with the sheet of a workbook. */
  readonly file: string;
  /** Relative to the working folder where the file lies below it, else to its input folder; with `/`. */
  readonly path: string;
  readonly sheet: string;
  /** '' for a file that gave no table. */
  readonly dataset: string;
  /** Line of a text file, row of a sheet or table; null for the file as a whole. */
  readonly line: number | null;
  /** Where the first cell at fault begins in the line, from 1; null where that is not known. */
  readonly column: number | null;
  readonly message: string;
}

export interface Findings {
  readonly validation: Validation;
  /** By file in export order, then by line; files as a whole last. */
  readonly listed: readonly Finding[];
  /** Rejected rows counted but not listed. */
  readonly unlisted: number;
}

export interface FindingOptions {
  readonly inputs: readonly string[];
  readonly workingFolder: string;
}

/** Characters of a message; what is beyond is cut. */
const longestMessage = 1000;
/** Headers of one file that are named. */
const mostHeaders = 10;

/** The findings of `validate` with their places in the files, for reports that other programs read. */
export async function findingsOf(checked: CheckedExports, options: FindingOptions): Promise<Findings> {
  const { validation } = checked;
  const listed = [
    ...(await rowFindings(checked, options)),
    ...validation.files.flatMap((table) => headerFindings(table, options)),
    ...fileFindings(validation, options),
  ];
  return {
    validation,
    listed: listed.map((finding) => ({ ...finding, message: cut(finding.message) })),
    unlisted: validation.more_rejects,
  };
}

async function rowFindings(checked: CheckedExports, options: FindingOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const table of checked.validation.files) {
    const file = shownPath(table);
    const rows = checked.validation.rejects.filter((row) => row.file === file);
    const places = await placesIn(table, rows, checked.positions.get(file), options);
    const level = checked.failedDatasets.includes(table.dataset) ? 'error' : 'warning';
    for (const { code, line, message } of rows) {
      if (!isRejectionCode(code)) throw new Error(`${code} is no code of rejection`);
      const place = places.get(line) ?? { line, column: null };
      findings.push({ kind: code, level, ...aboutTable(table, options), ...place, message: withoutPlace(message, `${file}:${line}: `) });
    }
  }
  return findings;
}

/** The place stands in fields of its own. */
function withoutPlace(message: string, place: string): string {
  return message.startsWith(place) ? message.slice(place.length) : message;
}

/** Only text files have lines and columns: packed files, workbooks and Parquet have rows. */
async function placesIn(
  { path, sheet, encoding, delimiter }: ValidatedTable,
  rows: Validation['rejects'],
  positions: ReadonlyMap<string, number> | undefined,
  { inputs }: FindingOptions,
): Promise<ReadonlyMap<number, CellPlace>> {
  const onDisk = fileBelow(path, inputs);
  if (sheet !== '' || !/\.(csv|tsv)$/i.test(path) || onDisk === undefined) return new Map();
  const wanted = rows.flatMap(({ line, columns: [first = ''] }) => {
    const position = positions?.get(first);
    return position === undefined ? [] : [[line, position] as const];
  });
  return wanted.length === 0 ? new Map() : cellPlaces(onDisk, { encoding, delimiter }, new Map(wanted));
}

function headerFindings(table: ValidatedTable, options: FindingOptions): Finding[] {
  const about = { level: 'warning', ...aboutTable(table, options), line: null, column: null } as const;
  return headerRemarks(table).map(({ kind, said, headers }) => ({ ...about, kind, message: `${said}${named(headers)}` }));
}

/** What is said of an input. */
export const noExport = 'no file in it is an export; one of another system needs the mapping that fieldreview map FILE proposes';

function fileFindings(validation: Validation, options: FindingOptions): Finding[] {
  const { bad_files, unrecognised, ignored_files, inputs_without_exports } = validation;
  const whole = (kind: FindingKind, level: FindingLevel, path: string, sheet: string, message: string): Finding => {
    const place = { path: pathForOthers(path, options), sheet, dataset: '', line: null, column: null };
    return { kind, level, file: shownPath({ path, sheet }), ...place, message };
  };
  return [
    ...bad_files.map(({ path, reason }) => whole('bad_file', 'error', path, '', reason)),
    ...unrecognised.map(({ path, sheet, reason }) => whole('unrecognised', 'warning', path, sheet, reason)),
    ...ignored_files.map((path) => whole('ignored_file', 'note', path, '', 'not an export, ignored')),
    ...inputs_without_exports.map((input): Finding => {
      const path = nameBelow(options.workingFolder, resolve(input)) || basename(resolve(input));
      // Beside another input that has exports it does not fail the check.
      const level = validation.files.length === 0 ? 'error' : 'warning';
      return { kind: 'no_export', level, file: path, path, sheet: '', dataset: '', line: null, column: null, message: noExport };
    }),
  ];
}

function aboutTable(table: ValidatedTable, options: FindingOptions): Pick<Finding, 'file' | 'path' | 'sheet' | 'dataset'> {
  return { file: shownPath(table), path: pathForOthers(table.path, options), sheet: table.sheet, dataset: table.dataset };
}

/** Other programs know files by their path below the folder they work in, such as the checkout of a repository. */
function pathForOthers(path: string, { inputs, workingFolder }: FindingOptions): string {
  const file = fileBelow(path, inputs);
  return (file === undefined ? undefined : nameBelow(workingFolder, file)) ?? path;
}

/** The file an input gave under that path; the path of a file that was named is its base name. */
function fileBelow(path: string, inputs: readonly string[]): string | undefined {
  const folders = inputs.map((input) =>
    statSync(input, { throwIfNoEntry: false })?.isDirectory() ? resolve(input) : dirname(resolve(input)),
  );
  return folders.map((folder) => join(folder, path)).find((file) => existsSync(file));
}

function named(headers: readonly string[]): string {
  const more = headers.length > mostHeaders ? ` and ${headers.length - mostHeaders} more` : '';
  return `${headers
    .slice(0, mostHeaders)
    .map((header) => `"${cut(header, 60)}"`)
    .join(', ')}${more}`;
}

function cut(text: string, longest = longestMessage): string {
  const characters = [...text.slice(0, 2 * longest)];
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text;
}
