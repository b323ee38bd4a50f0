import { type Column, renderFigure, renderTable } from '../frame.js';
import { type Html, html } from '../html.js';
import { cellId, type Page } from '../page.js';
import { formatHours } from '../theme/formats.js';
import { curveDays, curveRows, curveSpec } from './completion-curve-chart.js';

const risk = 'completion_at_risk_by_cohort_and_day';
const steps = 'completion_curve_by_cohort';
const times = 'completion_time_by_dimension';

/** The reported cohort, and the last one that shares no ticket with it. */
const cohorts = [0, 3] as const;

/** How long tickets take, with those still open censored: Kaplan–Meier curves with the number at risk (domain.md § 6). */
export async function renderCompletionCurves(page: Page): Promise<Html | null> {
  const rows = page.data.tables[steps] ?? [];
  if (!rows.some((row) => row.periods_back === 0)) return null;
  const days = curveDays(rows);
  const [drawing] = await page.draw(curveSpec(page, days), [{ id: 'curve', rows: curveRows(page, rows, days), label: summary(page) }]);
  return renderFigure({
    anchor: 'service-completion',
    title: finding(page),
    note: page.t('curve.note', { tickets: time(page, 0, 'tickets') }),
    body: html`<div class="chart">${drawing}</div>${renderMarks(page, days)}`,
  });
}

/** At marked days: the share not completed, and how many tickets it rests on. */
function renderMarks(page: Page, days: number): Html {
  const marks = (page.data.tables[risk] ?? []).filter((row) => row.periods_back === 0 && row.days <= days).map((row) => row.days);
  const columns: Column[] = [{ head: page.t('curve.days') }, ...marks.map((mark) => ({ head: String(mark), kind: 'number' as const }))];
  const rows = cohorts
    .filter((cohort) => (page.data.tables[steps] ?? []).some((row) => row.periods_back === cohort))
    .flatMap((cohort) => [
      { cells: [page.term('cohort', `open_${cohort}`), ...marks.map((mark) => shareOpen(page, cohort, mark))] },
      { cells: [page.term('cohort', `risk_${cohort}`), ...marks.map((mark) => atRisk(page, cohort, mark))] },
    ]);
  return renderTable(page.say('curve.table'), columns, [{ rows }]);
}

function shareOpen(page: Page, cohort: number, day: number): Html {
  const reached = (page.data.tables[steps] ?? []).filter((row) => row.periods_back === cohort && row.hours <= day * 24);
  const id = cellId(steps, { periods_back: String(cohort), days: String(day) }, 'survival');
  return page.number(id, reached.at(-1)?.survival ?? 1, 'ratio', { digits: 0 });
}

function atRisk(page: Page, cohort: number, day: number): Html {
  const row = page.data.tables[risk]?.find((candidate) => candidate.periods_back === cohort && candidate.days === day);
  return page.number(cellId(risk, { periods_back: String(cohort), days: String(day) }, 'at_risk'), row?.at_risk ?? null, 'count');
}

/** Half and nine tenths of the tickets, now and in the earlier cohort. */
function finding(page: Page): Html {
  const [median, p90] = [page.value('service.median_hours'), page.value('service.p90_hours')];
  if (median === null) return page.t('curve.finding_none');
  const earlier = timesOf(page, 3)?.median_hours == null ? null : page.t('curve.earlier', { median: time(page, 3, 'median_hours') });
  return page.t(p90 === null ? 'curve.finding_median' : 'curve.finding', {
    median: page.figure('service.median_hours'),
    p90: page.figure('service.p90_hours'),
    earlier,
  });
}

function time(page: Page, cohort: number, column: 'tickets' | 'median_hours'): Html {
  const value = timesOf(page, cohort)?.[column] ?? null;
  const id = cellId(times, { periods_back: String(cohort) }, column);
  return page.number(id, value, column === 'tickets' ? 'count' : 'hours');
}

function timesOf(page: Page, cohort: number) {
  return page.data.tables[times]?.find((row) => row.periods_back === cohort && row.dimension === '');
}

function summary(page: Page): string {
  const text = (hours: number | null | undefined) => (hours == null ? page.say('service.not_reached') : formatHours(hours, page.locale));
  const now = timesOf(page, 0);
  return page.say('curve.summary', { median: text(now?.median_hours), p90: text(now?.p90_hours) });
}
