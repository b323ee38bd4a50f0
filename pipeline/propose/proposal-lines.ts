import { stringify } from 'yaml';
import { readPreset } from '../config/presets.js';
import { enumerationOf } from '../contracts/accepted-words.js';
import { contractOf } from '../contracts/index.js';
import { printable, printableJson, printableLines } from '../printable.js';
import type { MappedFile, MappedTable } from './map-file.js';

/** Words of one column that are listed. */
const shownWords = 12;
const shownRejects = 5;

/** The proposals as YAML to paste into the configuration; all that is said of them stands in comments. */
export function proposalLines({ file, rival, tables, unrecognised }: MappedFile): string[] {
  return [
    `# Proposed from ${printable(file)}. Check it against the export before use; see "fieldreview validate".`,
    ...(rival === null ? [] : [`# files names the folder: ${printable(rival)} has other columns under a name of the same pattern.`]),
    ...(tables.length > 0 ? ['mappings:'] : []),
    ...tables.flatMap(tableLines),
    ...unrecognised.map(
      (sheet) =>
        `# ${printable(sheet === '' ? file : `sheet "${sheet}"`)}: no row among the first 20 looks like a header of a known dataset`,
    ),
  ];
}

function tableLines(table: MappedTable): string[] {
  const { mapping, columns } = table;
  const confidence = new Map(columns.map(({ column, confidence: known }) => [column, known]));
  const lines = Object.entries(mapping).flatMap(([key, value]) => {
    if (typeof value !== 'object' || value === null) return [`${key}: ${scalar(value)}`];
    const entries = Object.entries(value as Record<string, unknown>);
    return [
      `${key}:`,
      ...entries.map(([name, entry]) => `  ${name}: ${entryText(entry)}${key === 'columns' ? `  # ${confidence.get(name)}` : ''}`),
    ];
  });
  return [
    ...lines.map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`),
    ...remarks(table).map((remark) => `    # ${printable(remark)}`),
  ];
}

function remarks(table: MappedTable): string[] {
  const preset = table.preset === null ? undefined : readPreset(table.preset);
  return [
    ...(preset ? [`preset: ${preset.title}`, ...preset.notes.map((note) => `  ${note}`)] : []),
    ...Object.entries('constants' in table.mapping ? (table.mapping.constants as object) : {}).map(
      ([column, value]) => `no column found for ${column}: every row is "${value}"; name a column if there is one`,
    ),
    ...(table.missing.length > 0
      ? [`NOT FOUND, and required: ${table.missing.join(', ')}; name their columns under columns or computed`]
      : []),
    ...(table.is_date_order_unclear ? ['dates such as 10/8/2026: add date_order: day_first or month_first'] : []),
    ...Object.entries(table.unknown_words).map(([column, words]) => {
      const more = words.length > shownWords ? ` and ${words.length - shownWords} more` : '';
      return `${column}: say under values which of ${acceptedValues(table.dataset, column).join(', ')} these are, else their rows are rejected: ${words.slice(0, shownWords).join(' | ')}${more}`;
    }),
    ...(table.unmapped.length > 0 ? [`not used: ${table.unmapped.map(oneLine).join(' | ')}`] : []),
    ...checkLines(table),
  ];
}

function acceptedValues(dataset: string, name: string): string[] {
  const column = contractOf(dataset).columns.find((each) => each.name === name);
  return Object.keys((column && enumerationOf(column)) ?? {});
}

function checkLines({ check }: MappedTable): string[] {
  if ('bad' in check) return [`with this mapping the file cannot be read: ${check.bad}`];
  const codes = Object.entries(check.rejected_by_code).map(([code, rows]) => `${rows} ${code}`);
  return [
    `with this mapping: ${check.read} rows read, ${check.rejected} rejected${codes.length > 0 ? ` (${codes.join(', ')})` : ''}, ${check.filtered_rows} filtered`,
    ...check.messages.slice(0, shownRejects).map((message) => `  ${oneLine(message)}`),
  ];
}

/** A scalar in a flow or block: quoted where YAML would read it as something else, and in one line of what can be printed. */
function scalar(value: unknown): string {
  if (typeof value === 'string' && printable(value) !== value) return printableJson(value);
  return stringify(value, { lineWidth: 0 }).trim();
}

function entryText(entry: unknown): string {
  return typeof entry === 'object' ? printableLines(JSON.stringify(entry)) : scalar(entry);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
