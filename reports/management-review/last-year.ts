import { type Html, html } from '../html.js';
import { fewest, type Page } from '../page.js';
import { intervalsOverlap } from './change.js';
import type { ReportData, Unit } from './report-data.js';
import { renderPoint, seriesOf } from './series.js';

/**
 * The figure in the same month of the year before, as recomputed from today's exports; null where it is not known. A week
 * has none: the same week of a year ago lies beyond the thirteen periods that are computed. The two values stand side by
 * side without a word of change, except that intervals which do not overlap are said to be apart.
 */
export function renderLastYear(page: Page, id: string, unit: Unit): Html | null {
  if (page.data.header.kind !== 'month') return null;
  const series = seriesOf(page.data, id);
  const [now, before] = [series.at(-1), series.find((point) => point.periods_back === monthsOfYear)];
  if (!now || !before || before.value === null || !isRecorded(page.data, monthsOfYear)) return null;
  const n =
    before.n !== null && before.n >= fewest ? page.t('tile.last_year_n', { n: page.number(`${id}.n`, before.n, 'count', back) }) : null;
  const value = html`${renderPoint(page, id, before, unit, true)}${n}`;
  return page.t(intervalsOverlap(now, before) === false ? 'tile.last_year_apart' : 'tile.last_year', { value });
}

const monthsOfYear = 12;
const back = { periodsBack: monthsOfYear };

/** Whether anything was recorded in a period: before the first export a count is 0 for want of data. */
function isRecorded(data: ReportData, periodsBack: number): boolean {
  return ['service.accepted', 'repairs.finished', 'complaints.opened'].some((id) =>
    seriesOf(data, id).some((point) => point.periods_back === periodsBack && (point.value ?? 0) > 0),
  );
}
