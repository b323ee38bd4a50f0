import type { Figure } from '../../reports/management-review/report-data.js';
import type { Database, Row } from '../warehouse/database.js';
import { identifier } from '../warehouse/sql-text.js';
import { compareCodePoints } from './code-points.js';
import { accountingFamily, type FigureFamily, figureFamilies, labelsOf, measureExpression } from './figure-families.js';

/** Every figure of the report by id, in the order of figures.json (code points). */
export async function readFigures(database: Database): Promise<Map<string, Figure>> {
  return readFamilies(database, [accountingFamily, ...figureFamilies]);
}

/** The figures of some families, in the same order. */
export async function readFamilies(database: Database, families: readonly FigureFamily[]): Promise<Map<string, Figure>> {
  const figures: [string, Figure][] = [];
  for (const family of families) figures.push(...(await familyFigures(database, family)));
  return inOrder(figures);
}

/** Whether a figure, by its id, is of one of the families. */
export function isOfFamilies(families: readonly FigureFamily[]): (id: string) => boolean {
  const patterns = families.map((family) => {
    const measures = Object.keys(family.measures).map((measure) => measure.replaceAll('.', '\\.'));
    const stem = family.id.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^.[]+');
    return new RegExp(`^${stem}\\.(?:${measures.join('|')})(?:\\[|$)`);
  });
  return (id) => patterns.some((pattern) => pattern.test(id));
}

/** `[team=甲组]`: brackets, equals sign and backslash are escaped in values. */
export function dimensionSuffix(dimension: string, member: string): string {
  return dimension === '' ? '' : `[${dimension}=${member.replace(/[[\]=\\]/g, '\\$&')}]`;
}

function inOrder(figures: readonly [string, Figure][]): Map<string, Figure> {
  return new Map([...figures].sort(([left], [right]) => compareCodePoints(left, right)));
}

async function familyFigures(database: Database, family: FigureFamily): Promise<[string, Figure][]> {
  const measures = Object.entries(family.measures);
  const values = measures.map(([measure]) => `${measureExpression(family, measure)} as ${identifier(`value ${measure}`)}`);
  const labels = [...labelsOf(family), ...(family.isByDimension ? ['dimension', 'member'] : [])];
  const rows = await database.rows(`select ${[...labels, ...values].join(', ')} from ${identifier(family.metric)} where ${family.where}`);
  return rows.flatMap((row) =>
    measures.map(([measure, unit]): [string, Figure] => [
      `${fillId(family.id, row)}.${measure}${family.isByDimension ? dimensionSuffix(String(row.dimension), String(row.member)) : ''}`,
      { value: numberOrNull(row, `value ${measure}`), unit },
    ]),
  );
}

function fillId(pattern: string, row: Row): string {
  return pattern.replace(/\{(\w+)\}/g, (_all, column: string) => String(row[column]));
}

function numberOrNull(row: Row, column: string): number | null {
  const value = row[column];
  if (value === null || typeof value === 'number') return value;
  throw new Error(`column ${column} gives no number: ${JSON.stringify(value)}`);
}
