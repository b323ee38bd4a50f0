import { cellId } from '../../reports/page.js';
import { printableLiteral } from '../printable.js';
import { type ExplainedTable, explainedTables } from '../publish/cell-rows.js';
import { accountingFamily, type FigureFamily, figureFamilies, measureExpression } from '../publish/figure-families.js';
import { type MeasureRows, rowsOfMeasure } from '../publish/figure-rows.js';
import { identifier } from '../warehouse/sql-text.js';

/** What is explained: a figure, or a cell of a table of figures.json. */
export interface Subject {
  /** Relation under queries/ or of the test results that it is read from, the expression, and the conditions on it. */
  readonly relation: string;
  readonly expression: string;
  readonly conditions: readonly string[];
  readonly rows: MeasureRows;
  /** Conditions on the rows besides those of `rows`. */
  readonly rowConditions: readonly string[];
  /** What braces in `rows` stand for, such as the clock. */
  readonly labels: Readonly<Record<string, string>>;
  /** Where it stands in figures.json, for a cell. */
  readonly cell: Cell | null;
}

export interface Cell {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  readonly column: string;
}

/**
 * The parts of an id: `sla.first_response.due[team=甲组]`, `tables.defects[group_id=lot:L1:E1].rate`, or the name of a defect
 * group alone, which stands for its rate. Undefined for any other text.
 */
export function parseSubject(id: string): Subject | undefined {
  return cellSubject(id) ?? figureSubject(id);
}

/** The id of a cell for the name of a defect group; any other id as it is. */
export function fullId(id: string): string {
  return /^(lot|slip):/.test(id) ? cellId('tables.defects', { group_id: id }, 'rate') : id;
}

/** A name in brackets: `\` stands before `[ ] = \` (interface.md). */
const escapedName = String.raw`(?:[^[\]=\\]|\\.)*`;
const bracket = String.raw`\[(\w+)=(${escapedName})\]`;
const dimensionPattern = new RegExp(`${bracket}$`, 'su');
const cellPattern = new RegExp(String.raw`^tables\.(\w+)((?:\[\w+=${escapedName}\])+)\.(\w+)$`, 'su');

function unescaped(name: string): string {
  return name.replaceAll(/\\(.)/gsu, '$1');
}

function figureSubject(id: string): Subject | undefined {
  const [all = '', dimension = '', escaped = ''] = dimensionPattern.exec(id) ?? [];
  const plain = id.slice(0, id.length - all.length);
  for (const family of [accountingFamily, ...figureFamilies]) {
    for (const measure of Object.keys(family.measures)) {
      const labels = matchId(`${family.id}.${measure}`, plain);
      if (labels && (dimension === '' || family.isByDimension)) return ofFigure(family, measure, labels, dimension, unescaped(escaped));
    }
  }
  return undefined;
}

/** What `{name}` of a pattern stands for in an id. */
function matchId(pattern: string, id: string): Record<string, string> | undefined {
  const source = pattern.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>\\w+)');
  const found = new RegExp(`^${source}$`).exec(id);
  return found ? { ...found.groups } : undefined;
}

function ofFigure(family: FigureFamily, measure: string, labels: Record<string, string>, dimension: string, member: string): Subject {
  const rows = rowsOfMeasure(family.id, measure);
  if (!rows) throw new Error(`no rows are declared for ${family.id}.${measure}`);
  // A family that is about one clock names it in its condition.
  const [, clock] = /\bclock = '(\w+)'/.exec(family.where) ?? [];
  return {
    relation: family.metric,
    expression: measureExpression(family, measure),
    conditions: [
      ...(family.where === 'true' ? [] : [family.where]),
      ...equalities(labels),
      ...(family.isByDimension ? equalities({ dimension, member }) : []),
    ],
    rows,
    rowConditions: dimension === '' ? [] : equalities({ [dimension]: member }),
    labels: clock === undefined ? labels : { clock, ...labels },
    cell: null,
  };
}

function cellSubject(id: string): Subject | undefined {
  const [, name, brackets = '', column = ''] = cellPattern.exec(id) ?? [];
  const table = explainedTables.find((each) => each.table === name);
  if (!table) return undefined;
  const pairs = [...brackets.matchAll(new RegExp(bracket, 'gsu'))].map(([, key = '', value = '']) => [key, unescaped(value)] as const);
  const key = Object.fromEntries(pairs);
  return pairs.every(([part]) => table.key.includes(part)) ? ofCell(table, key, column) : undefined;
}

function ofCell(table: ExplainedTable, key: Record<string, string>, column: string): Subject {
  const [where, value] = Object.hasOwn(table.columns, column) ? (table.columns[column] ?? ['true', null]) : ['true', null];
  const conditions = equalities(key);
  return {
    relation: table.relation,
    expression: identifier(column),
    conditions,
    rows: { ...table.rows, where, value },
    rowConditions: conditions,
    labels: key,
    cell: { table: table.table, key, column },
  };
}

function equalities(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name} = ${printableLiteral(value)}`);
}
