import type { DateOrder } from '../config/mapping.js';
import type { Column } from '../contracts/contract.js';
import { parseTime } from '../ingest/cell-values.js';
import { orderedTime } from '../ingest/ordered-times.js';
import { type CellSettings, cellReader } from '../ingest/read-cell.js';

/** Share of the filled cells that a column understands, times in any order; null without filled cells. */
export function cellFit(column: Column, cells: readonly string[], settings: CellSettings): number | null {
  const read = cellReader(column, settings);
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0) return null;
  const isTime = column.kind === 'time' || column.kind === 'date';
  const fits = (cell: string): boolean =>
    read(cell).code === undefined || (isTime && timeOrders.some((order) => read(orderedTime(cell, order)).code === undefined));
  return filled.filter(fits).length / filled.length;
}

const timeOrders: readonly DateOrder[] = ['day_first', 'month_first', 'epoch_milliseconds'];

export interface OrderFinding {
  /** Undefined when none is needed, or the cells do not tell. */
  readonly order?: DateOrder;
  /** Some times need an order, and more than one reads them all. */
  readonly isUnclear: boolean;
}

/** The order of dates under which most of the times are understood, where they are not as they stand. */
export function findDateOrder(cells: readonly string[], zone: string): OrderFinding {
  const odd = cells.filter((cell) => cell.trim() !== '' && parseTime(cell, zone) === null);
  const understood = (order: DateOrder): number => odd.filter((cell) => parseTime(orderedTime(cell, order), zone) !== null).length;
  const counts = timeOrders.map((order) => ({ order, rows: understood(order) })).sort((left, right) => right.rows - left.rows);
  const [best, second] = counts;
  if (!best || best.rows === 0) return { isUnclear: false };
  const isTie = second?.rows === best.rows;
  // Names of months read alike in either order.
  const isNamed = isTie && odd.every((cell) => orderedTime(cell, best.order) === orderedTime(cell, second.order));
  return isTie && !isNamed ? { isUnclear: true } : { order: best.order, isUnclear: false };
}
