import { isDeepStrictEqual } from 'node:util';
import { formatNumber, type Locale } from '../../reports/theme/formats.js';
import { alignedLines } from '../aligned-lines.js';
import type { ClockVersion } from '../config/policy.js';
import { printable } from '../printable.js';
import type { Plain } from '../warehouse/plain-value.js';
import type { ExplainedClock, Explanation } from './explanation.js';

/** An explanation as people read it on a terminal; the definition in their language comes first. */
export function explanationLines(explanation: Explanation, locale: Locale): string[] {
  const { figure, period, as_of, provisional, notes, formula } = explanation;
  return [
    printable(figure),
    `${period}, as of ${as_of}${provisional ? ', provisional' : ''}`,
    ...section('Value', [valueLine(explanation)]),
    ...section('Record', recordLines(explanation)),
    ...section('Note', notes.map(printable)),
    ...section('Definition', definitionLines(explanation.definition, locale)),
    ...(explanation.clock ? section('Clock', clockLines(explanation.clock, locale)) : []),
    ...section('Formula', [formula.file, ...indented(alignedLines(formula.models.map(({ file, grain }) => [file, grain])))]),
    ...section('Parameters', alignedLines(Object.entries(explanation.parameters).map(([name, value]) => [name, parameterText(value)]))),
    ...section('Inputs', inputLines(explanation)),
    ...section('SQL', [explanation.sql]),
    ...section('Rows', rowLines(explanation)),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title.toUpperCase(), ...lines];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

/** As figures.json has it, and as the page prints it. */
function valueLine({ value, unit }: Explanation): string {
  if (unit === null) return parameterText(value);
  if (typeof value !== 'number') return `none (${unit})`;
  const shown = formatNumber(value, unit, 'en').replaceAll('\u00a0', ' ');
  return shown === String(value) ? `${value} (${unit})` : `${value} (${unit}: ${shown})`;
}

function recordLines({ record }: Explanation): string[] {
  return record === null ? [] : alignedLines(Object.entries(record).map(([name, value]) => [name, parameterText(value)]));
}

function definitionLines(definition: Explanation['definition'] | ExplainedClock['definition'], locale: Locale): string[] {
  const languages: readonly Locale[] = locale === 'en' ? ['en', 'zh-CN'] : ['zh-CN', 'en'];
  return languages.flatMap((language) => (definition[language] ? [definition[language]] : []));
}

function clockLines({ name, definition, record, start, stop, source, versions }: ExplainedClock, locale: Locale): string[] {
  return [
    name,
    ...definitionLines(definition, locale),
    `${record}: ${start} → ${stop ?? 'whatever happens next'}${source.length === 0 ? '' : `; source ${source.join(' ')}`}`,
    ...versions.map(versionLine),
  ];
}

function versionLine(version: ClockVersion): string {
  const { validFrom, validUntil, target, unit, due, targetsByPriority, when } = version;
  const dates = [...(validFrom === null ? [] : [`from ${validFrom}`]), ...(validUntil === null ? [] : [`before ${validUntil}`])];
  const priorities = Object.entries(targetsByPriority).map(([priority, hours]) => `${priority} ${hours}`);
  return [
    `target ${unit === 'field' ? `the record's ${due}` : `${target} ${unit.replace('_', ' ')}`}`,
    ...priorities,
    ...dates,
    ...(Object.keys(when).length === 0 ? [] : [`when ${JSON.stringify(when)}`]),
    ...(version.isPausable ? ['stands still in pauses'] : []),
    ...(version.rollsToWorkingDay ? ['moves on to a working day'] : []),
  ].join(', ');
}

function inputLines({ inputs }: Explanation): string[] {
  return alignedLines(
    inputs.map(({ dataset, path, sheet, sha256, read, since_published: since }) => [
      dataset,
      sha256,
      `${read} rows`,
      printable(sheet === '' ? path : `${path}[${sheet}]`),
      since === null ? '' : `(${since} since the period was published)`,
    ]),
  );
}

function rowLines({ rows, value }: Explanation): string[] {
  const { total, first, written_to: writtenTo } = rows;
  return [
    `${rows.grain} (${rows.file})`,
    ...rowValueLines(rows.value, value),
    ...(writtenTo === null ? tableLines(first) : []),
    writtenTo === null
      ? `${first.length} of ${total} rows${first.length < total ? '; all of them with --rows FILE' : ''}`
      : `${total} rows written to ${printable(writtenTo)}`,
  ];
}

function rowValueLines(value: Explanation['rows']['value'], published: Plain): string[] {
  if (value === null) return ['the value is no plain count, sum or share of these rows: the SQL above computes it from them'];
  return [
    `from these rows: ${value.expression} = ${parameterText(value.value)}${isDeepStrictEqual(value.value, published) ? ', as published' : ''}`,
  ];
}

function parameterText(value: unknown): string {
  if (value === null) return '—';
  return printable(Array.isArray(value) ? value.join(' ') : String(value));
}

/** Columns that are empty in all rows shown are left out. */
function tableLines(rows: Explanation['rows']['first']): string[] {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first).filter((column) => rows.some((row) => row[column] !== null));
  return alignedLines([columns, ...rows.map((row) => columns.map((column) => cellText(row[column] ?? null)))]);
}

/** Longest piece of a cell that is shown, in characters. */
const longestCell = 40;

function cellText(value: Plain): string {
  if (value === null) return '—';
  if (Array.isArray(value)) return value.map(cellText).join(' ');
  if (typeof value === 'object') return printable(JSON.stringify(value));
  const characters = [...printable(String(value).replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 '))];
  return characters.length > longestCell ? `${characters.slice(0, longestCell).join('')}…` : characters.join('');
}
