import type { Column, Contract, TimeOrder } from '../contracts/contract.js';
import { columnOf } from '../contracts/index.js';
import { canonicalSql, filledSql, normalSql, type ReadingWords, shownSql, stage, typedSql, writtenPrecisionSql } from './column-sql.js';
import { type ExactText, exactTextsSql, sharedExactDialect } from './exact-text.js';
import { type PlainText, plainTextsSql, sharedDialect } from './plain-text.js';
import { canBeBad, filteredMark, footerPattern, noRow, type RowCheck, rowChecks, rowWarnings } from './row-checks.js';
import { shortcutSql, tidyRowSql } from './shortcut-sql.js';

export interface ValidationPlan {
  readonly contract: Contract;
  /** Query with one row per record in file order: line, structure ('', 'undecodable', 'ragged_row') and the cells c0, c1, … */
  readonly source: string;
  /** The text that `source` reads where it lies: with others alike it is read by one scan. */
  readonly plain?: PlainText;
  /** The copy that `source` reads, in the same way. */
  readonly exact?: ExactText;
  /** How many cells a record has. */
  readonly width: number;
  /** SQL expression over the cells for each contract column the file has. */
  readonly cells: ReadonlyMap<string, string>;
  /** SQL condition over the cells of the rows that the filters of a mapping keep; without one all are. */
  readonly kept?: string;
  readonly words: ReadingWords;
  /** Identifiers of more than 15 digits are damaged: they come from number cells. */
  readonly isWorkbook: boolean;
}

/** Queries of the raw rows of several small tables of one dataset, with the table's number in front: one for all texts that a single scan can read. */
export function batchRawRowsQueries(plans: readonly ValidationPlan[]): string[] {
  const scans = new Map<string, NumberedPlan[]>();
  const alone: string[] = [];
  for (const [number, plan] of plans.entries()) {
    const shape = scanShape(plan);
    if (shape !== undefined) scans.set(shape, [...(scans.get(shape) ?? []), { plan, number }]);
    else alone.push(rawRowsSql(plan, `select ${number} as table_no, * from (${plan.source})`, 'table_no, '));
  }
  const together = [...scans.values()].map((members) => scannedRowsSql(members));
  return [...together, ...alone];
}

interface NumberedPlan {
  readonly plan: ValidationPlan;
  readonly number: number;
}

/** Equal for plans that differ in nothing but the text they read. */
function scanShape({ plain, exact, cells, kept }: ValidationPlan): string | undefined {
  const dialect = plain ? sharedDialect(plain) : exact && sharedExactDialect(exact);
  return dialect === undefined ? undefined : JSON.stringify([dialect, [...cells], kept ?? '']);
}

function scannedRowsSql(members: readonly NumberedPlan[]): string {
  const [first] = members;
  if (!first) throw new Error('no texts to scan');
  const numbers = members.map(({ number }) => number).join(', ');
  const plain = members.flatMap(({ plan }) => plan.plain ?? []);
  const rows = plain.length > 0 ? plainTextsSql(plain) : exactTextsSql(members.flatMap(({ plan }) => plan.exact ?? []));
  return rawRowsSql(first.plan, `select [${numbers}][number + 1] as table_no, * exclude (number) from (${rows})`, 'table_no, ');
}

/**
 * The query that validates what one of batchRawRowsQueries gives, or a table that all of them were put into: as validationQuery, with the
 * table's number in front. Over a union of them the engine would plan and start the whole validation once for each, which takes twice as long.
 */
export function batchValidationQuery(plans: readonly ValidationPlan[], rawRows: string): string {
  const [first] = plans;
  if (!first) throw new Error('no tables to validate');
  return validated(first, rawRows, 'table_no, ');
}

/**
 * The query that reads one file in one pass. Per record: its line, a bit mask of faults (bit i = rowChecks[i]), one of
 * warnings (rowWarnings), the typed columns with the precision of times, and for faulty rows the raw cells with personal
 * data masked. Blank rows and footers are no rows: they carry `noRow` alone, so that every record can be counted; so do rows
 * that a filter leaves out, with `filteredMark` as warnings.
 */
export function validationQuery(plan: ValidationPlan): string {
  return validated(plan, rawRowsSql(plan, plan.source, ''), '');
}

/** The cells of the contract's columns as they stand in the file, and whether the record is a row at all. */
function rawRowsSql(plan: ValidationPlan, source: string, leading: string): string {
  const cells = list(plan.contract.columns, (column) => `${plan.cells.get(column.name) ?? 'null::varchar'} as ${stage.raw(column)}`);
  return `select ${leading}line::bigint as line, structure, ${cells},
  structure <> '' or ${isFilledSql(plan.width)} as is_line,
  ${plan.kept === undefined ? 'false' : `structure = '' and not (${plan.kept})`} as is_filtered
  from (${source})`;
}

function validated(plan: ValidationPlan, rawRows: string, leading: string): string {
  const { contract, words } = plan;
  const { columns } = contract;
  const times = columns.filter((column) => column.kind === 'time');
  const faults = rowChecks(contract).map((check) => faultSql(plan, check));
  const warnings = rowWarnings.map((warning) => warningSql(plan, warning));
  return `with raw as (${rawRows}),
tidied as (select *, ${tidyRowSql(columns)} as row_is_tidy from raw),
shortened as (select *, ${list(columns, (column) => `${shortcutSql(column, words)} as ${stage.shortcut(column)}`)} from tidied),
normal as (select *, ${list(columns, (column) => `${unlessShort(column, 'null', normalSql(column))} as ${stage.normal(column)}`)} from shortened),
filled as (select *, ${list(columns, (column) => `${unlessShort(column, stage.raw(column), filledSql(column, words))} as ${stage.filled(column)}`)} from normal),
canonical as (select *, ${list(columns, (column) => `${unlessShort(column, isTime(column) ? 'null' : stage.shortcut(column), canonicalSql(column, words))} as ${stage.canonical(column)}`)} from filled),
typed as (select *, ${list(columns, (column) => `${typedSql(column, plan.isWorkbook)} as ${column.name}`)}${times
    .map(
      (column) => `,
  case when ${column.name} is not null then ${writtenPrecisionSql(column)} end as ${stage.precision(column)}`,
    )
    .join('')} from canonical),
judged as (select *, case when is_line and not is_filtered then ${bitMask(faults)} else ${noRow}::ubigint end as faults, ${bitMask(warnings)} as possible_warnings from typed)
select ${leading}line, faults, case when faults = 0 then possible_warnings when is_line and is_filtered then ${filteredMark}::ubigint else 0::ubigint end as warnings,
  ${list(columns, (column) => column.name)},${times.map((column) => ` ${stage.precision(column)},`).join('')}
  case when faults not in (0, ${noRow}) then [${list(columns, shownSql)}] end as raw_cells
from judged`;
}

/** Whether the shortcut gives the value instead of a text. */
function isTime({ kind }: Column): boolean {
  return kind === 'time' || kind === 'date';
}

function list(columns: readonly Column[], render: (column: Column) => string): string {
  return columns.map(render).join(',\n  ');
}

/** The general reading, but for cells the shortcut has answered or that are empty. */
function unlessShort(column: Column, short: string, general: string): string {
  return `case when ${stage.shortcut(column)} is not null then ${short} when ${stage.raw(column)} is not null then ${general} end`;
}

/** Whether anything is in the cells and the first of it begins no footer. A first cell that begins with a digit or capital letter needs no closer look. */
function isFilledSql(width: number): string {
  const cells = Array.from({ length: width }, (_unused, index) => `c${index}`).join(', ');
  const first = `list_filter([${cells}], lambda cell: cell_text(cell) <> '')[1]`;
  return `case when c0 >= '0' and c0 < '[' then true else coalesce(not regexp_matches(cell_text(${first}), '${footerPattern}'), false) end`;
}

function bitMask(conditions: readonly string[]): string {
  const bits = conditions.map((condition, bit) => `(coalesce(${condition}, false)::ubigint << ${bit})`);
  return `(${bits.join('\n  | ')})`;
}

function faultSql(plan: ValidationPlan, check: RowCheck): string {
  if (check.column === '') return `structure = '${check.code}'`;
  const column = columnOf(plan.contract, check.column);
  const isWhole = `structure = ''`;
  switch (check.code) {
    case 'missing_required':
      return `${isWhole} and ${stage.filled(column)} is null`;
    case 'bad_type':
    case 'bad_enum':
      return badCellSql(column);
    case 'out_of_range':
      return rangeSql(column);
    default:
      return isBeforeSql(plan.contract, { column: check.column, notBefore: check.other ?? '' });
  }
}

function badCellSql(column: Column): string {
  return `${stage.filled(column)} is not null and ${column.name} is null`;
}

function rangeSql(column: Column): string {
  const conditions = [
    ...(column.minimum === undefined ? [] : [`${column.name} < ${column.minimum}`]),
    ...(column.maximum === undefined ? [] : [`${column.name} > ${column.maximum}`]),
    ...(column.atMost === undefined ? [] : [`${column.name} > ${column.atMost}`]),
  ];
  return conditions.map((condition) => `coalesce(${condition}, false)`).join(' or ');
}

function isBeforeSql(contract: Contract, order: TimeOrder): string {
  const cell = (name: string): string => `${name}, ${columnOf(contract, name).kind === 'date' ? '2::utinyint' : `${name}_precision`}`;
  return `is_before(${cell(order.column)}, ${cell(order.notBefore)})`;
}

function warningSql(plan: ValidationPlan, warning: (typeof rowWarnings)[number]): string {
  const { contract } = plan;
  switch (warning) {
    case 'bad_value_ignored': {
      const bad = contract.columns.filter((column) => column.descriptive && canBeBad(column)).map((column) => `(${badCellSql(column)})`);
      return bad.join(' or ') || 'false';
    }
    case 'time_suspect':
      return (contract.timeSuspect ?? []).map((order) => `coalesce(${isBeforeSql(contract, order)}, false)`).join(' or ') || 'false';
    case 'completed_without_time':
      return contract.dataset === 'tickets' ? `status = 'completed' and completed_at is null` : 'false';
  }
}
