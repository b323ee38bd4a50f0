import type { Unit } from '../../reports/management-review/report-data.js';
import { UserError } from '../errors.js';
import { didYouMean, nearestName } from '../nearest-name.js';
import { printable } from '../printable.js';
import { explainedTables } from '../publish/cell-rows.js';
import type { FiguresFile } from '../publish/published-periods.js';
import type { Row } from '../warehouse/database.js';
import type { Plain } from '../warehouse/plain-value.js';
import { type Cell, fullId, parseSubject, type Subject } from './subject.js';

/** A figure or cell as figures.json has it. */
export interface Published {
  readonly id: string;
  readonly subject: Subject;
  readonly value: Plain;
  readonly unit: Unit | null;
  /** The whole row, for a cell. */
  readonly record: Row | null;
}

/** Finds what an id names in a published period; throws UserError with the nearest id where there is none. */
export function findPublished(published: FiguresFile, text: string): Published {
  const id = fullId(text);
  const figure = published.figures.find((each) => each.id === id);
  const subject = parseSubject(id);
  if (figure && subject) return { id, subject, value: figure.value, unit: figure.unit, record: null };
  if (subject?.cell) return { id, subject, unit: null, ...findCell(published, subject.cell) };
  throw new UserError(
    `${published.period} has no figure "${printable(text)}"; did you mean "${printable(nearestId(published, text))}"? All ids are in its figures.json, and on the page as data-figure.`,
  );
}

/** Of a long name the end may be all that is wrong: figures of the same beginning come first. */
function nearestId({ figures }: FiguresFile, text: string): string {
  const ids = figures.map(({ id }) => id);
  const [plain = ''] = text.split('[');
  const family = ids.filter((id) => id.split('[')[0] === plain);
  return nearestName(text, family.length > 0 ? family : ids) ?? '';
}

function findCell(published: FiguresFile, { table, key, column }: Cell): { value: Plain; record: Row } {
  const rows = published.tables[table];
  const all = Array.isArray(rows) ? rows : [];
  const [record, other] = all.filter((row) => Object.entries(key).every(([name, value]) => String(row[name] ?? '') === value));
  const named = Object.values(key).join(' ');
  if (!record) {
    const cut = published.tables.truncated === true ? ' figures.json holds 10,000 rows of each table; the rest is in tables/.' : '';
    const names = all.map((row) =>
      Object.keys(key)
        .map((name) => String(row[name] ?? ''))
        .join(' '),
    );
    throw new UserError(
      `${published.period}: table ${table} has no row "${printable(named)}"${printable(didYouMean(named, names) || '.')}${cut}`,
    );
  }
  if (other) {
    const more = explainedTables.find((each) => each.table === table)?.key.filter((name) => !Object.hasOwn(key, name)) ?? [];
    throw new UserError(
      `${published.period}: table ${table} has several rows "${printable(named)}"; name one by adding [${more[0]}=${printable(String(record[more[0] ?? '']))}]`,
    );
  }
  if (!Object.hasOwn(record, column)) {
    throw new UserError(
      `table ${table} has no column "${column}"${didYouMean(column, Object.keys(record)) || '.'} Its columns are ${Object.keys(record).join(', ')}.`,
    );
  }
  return { value: record[column] ?? null, record };
}
