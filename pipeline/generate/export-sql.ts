import { enumerationOf } from '../contracts/accepted-words.js';
import type { Column } from '../contracts/contract.js';
import { chineseHeaders } from '../ingest/headers.js';
import { literal } from '../warehouse/sql-text.js';
import { faultCells, faultKindSql, repetitions } from './faulty-rows.js';
import { type Recipe, recipeSql } from './recipe.js';

/** Statement for `lines`: every line of a recipe, with what was done to it. */
export function makeLines(recipe: Recipe, dirty: number): string {
  return `create or replace temp table lines as ${linesSql(recipe, dirty)}`;
}

/** Statement that writes the `lines` of one month to a CSV file, below the header. */
export function copyMonth(recipe: Recipe, month: string, file: string): string {
  const header = recipe.contract.columns.map((column) => headerOf(recipe, column)).join(',');
  // A cell holds no comma, quote or line break, so a line is written as it is; the delimiter never occurs.
  return `copy (
  select line from (
    select -1::bigint as row_no, 1 as version, ${literal(header)} as line
    union all select row_no, version, line from lines where export_month = ${literal(month)}
  ) order by row_no, version
) to ${literal(file)} (format csv, header false, quote '', delimiter '\u0001')`;
}

/**
 * Query of the lines of a recipe: export_month, row_no, version, fault_kind, identity, line. A row that is repeated has a version
 * 0 before its own, 1.
 */
export function linesSql(recipe: Recipe, dirty: number): string {
  const { contract } = recipe;
  const [key = ''] = contract.key;
  const rows =
    dirty === 0 ? `select *, null::varchar as fault_kind, 1 as version from (${recipeSql(recipe)})` : withVersions(recipe, dirty);
  const cells = contract.columns.map((column) =>
    dirty === 0 ? cellSql(recipe, column) : faultCells(recipe, column, cellSql(recipe, column)),
  );
  const ending = dirty === 0 ? '' : ` || case when fault_kind = 'ragged_row' then ',多出的一格' else '' end`;
  return `select export_month, row_no, version, fault_kind, ${key} as identity, concat_ws(',', ${cells.join(', ')})${ending} as line from (${rows})`;
}

function withVersions(recipe: Recipe, dirty: number): string {
  return `select *, unnest(case when fault_kind in (${repetitions.map(literal).join(', ')}) then [0, 1] else [1] end) as version
    from (select *, ${faultKindSql(recipe, dirty)} as fault_kind from (${recipeSql(recipe)}))`;
}

function cellSql({ columns, language }: Recipe, column: Column): string {
  if (columns[column.name] === undefined) return `''`;
  const words = language === 'chinese' ? enumerationOf(column) : undefined;
  if (words === undefined) return `coalesce(${column.name}::varchar, '')`;
  const cases = Object.entries(words).map(([canonical, [first]]) => `when ${literal(canonical)} then ${literal(first ?? canonical)}`);
  return `case ${column.name}::varchar ${cases.join(' ')} else '' end`;
}

function headerOf({ language }: Recipe, { name }: Column): string {
  return language === 'chinese' ? (chineseHeaders.get(name)?.[0] ?? name) : name;
}
