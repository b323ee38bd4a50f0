import { type Column, type Row, renderFigure, renderTable } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import type { Page } from '../page.js';
import { pointText } from './mark-text.js';
import { renderMissing } from './missing.js';
import type { Unit } from './report-data.js';
import { limitsOf, renderPoint, seriesOf } from './series.js';
import { sparklineRows, sparklineSpec } from './sparkline-chart.js';

/** Figures of one family shown together: each now, before, and over 13 periods. */
export interface Block {
  readonly key: 'service' | 'samples' | 'repairs' | 'complaints';
  readonly anchor: string;
  readonly datasets: readonly string[];
  readonly figures: readonly string[];
  /** Shown in no period with a value other than 0: no cost was exported. */
  readonly optional?: readonly string[];
}

export async function renderBlock(page: Page, block: Block): Promise<Html> {
  const title = blockTitle(page, block);
  if (!isFilled(page, block)) return renderFigure({ anchor: block.anchor, title, body: renderMissing(page, block.datasets) });
  const ids = shownFigures(page, block);
  const drawings = ids.map((id, index) => ({
    id: `${block.key}-${index}`,
    rows: sparklineRows(seriesOf(page.data, id), limitsOf(page.data, id), (point) =>
      pointText(page, page.termText('figure', id), page.data.figures.get(id)?.unit ?? 'count', point),
    ),
    label: '',
  }));
  const lines = await page.draw(sparklineSpec, drawings);
  const columns: Column[] = [
    { head: page.t('service.figure') },
    { head: page.t(`now.${page.data.header.kind}`), kind: 'number' },
    { head: page.t(`before.${page.data.header.kind}`), kind: 'number' },
    { head: page.t('service.trend'), kind: 'sparkline' },
  ];
  const rows = ids.map((id, index) => figureRow(page, id, lines[index]));
  return renderFigure({
    anchor: block.anchor,
    title,
    body: html`${renderTable(page.say(`service.${block.key}_table`), columns, [{ rows }])}${withoutValue(page, block)}`,
  });
}

/** The figures that have a value in any period. */
function shownFigures(page: Page, block: Block): string[] {
  const ids = block.figures.map((name) => `${block.key}.${name}`).filter((id) => hasValue(page, id));
  return [...ids, ...(block.optional ?? []).map((name) => `${block.key}.${name}`).filter((id) => isNonZero(page, id))];
}

/** The others, with what they need. */
function withoutValue(page: Page, block: Block): Html | null {
  const absent = block.figures.map((name) => `${block.key}.${name}`).filter((id) => !hasValue(page, id));
  if (absent.length === 0) return null;
  const names = absent.map(
    (id) => html`${page.term('figure', id)}${page.say('bracket.open')}${page.term('need', id)}${page.say('bracket.close')}`,
  );
  return html`<p class="note">${page.t('service.without_value', { figures: joined(names, page.say('list.items')) })}</p>\n`;
}

/** Fewer points make no line: the time to completion is known for three cohorts only. */
const fewestPoints = 3;

function figureRow(page: Page, id: string, line: Content): Row {
  const unit = page.data.figures.get(id)?.unit ?? 'count';
  const series = seriesOf(page.data, id);
  const isDrawn = series.filter((point) => point.value !== null).length > fewestPoints;
  const now = series.at(-1);
  const n = unit === 'ratio' && now?.n != null ? html`<span class="nowrap">n ${page.number(`${id}.n`, now.n, 'count')}</span>` : null;
  const notes = joined([n, targetText(page, id, unit)], ' · ');
  const value = unit === 'ratio' ? renderPoint(page, id, now, unit) : hoursOrFigure(page, id);
  return {
    cells: [
      html`${page.term('figure', id)}${notes.markup === '' ? null : html` <span class="sub">${notes}</span>`}`,
      value,
      renderPoint(page, id, series.at(-2), unit),
      isDrawn ? line : null,
    ],
  };
}

function targetText(page: Page, id: string, unit: Unit): Html | null {
  const target = page.data.targets.get(id);
  return target === undefined ? null : html`<span class="nowrap">${page.t('target', { target: page.target(id, target, unit) })}</span>`;
}

/** A time to completion that too few tickets have reached has no value, and says why. */
function hoursOrFigure(page: Page, id: string): Html {
  const isTime = id === 'service.median_hours' || id === 'service.p90_hours';
  const tickets = page.data.tables.completion_time_by_dimension?.find((row) => row.periods_back === 0 && row.dimension === '')?.tickets;
  if (isTime && page.value(id) === null && (tickets ?? 0) > 0) return html`<span class="none">${page.t('service.not_reached')}</span>`;
  return page.figure(id);
}

function blockTitle(page: Page, block: Block): Html {
  if (!isFilled(page, block)) return page.t(`service.${block.key}_none`);
  const figure = (name: string) => page.figure(`${block.key}.${name}`);
  if (block.key === 'service')
    return page.t('service.finding', { accepted: figure('accepted'), completed: figure('completed'), open: figure('open') });
  if (block.key === 'samples') return page.t('samples.finding', { in_hand: figure('in_hand'), untested: figure('untested') });
  if (block.key === 'repairs') return page.t('repairs.finding', { finished: figure('finished'), faults: figure('confirmed_faults') });
  return page.t('complaints.finding', { opened: figure('opened'), claim: figure('claim'), amount: figure('amount') });
}

/** Whether any period has something to show. */
export function isFilled(page: Page, block: Block): boolean {
  return block.figures.some((name) => isNonZero(page, `${block.key}.${name}`));
}

function isNonZero(page: Page, id: string): boolean {
  return seriesOf(page.data, id).some((point) => (point.value ?? 0) !== 0);
}

function hasValue(page: Page, id: string): boolean {
  return page.value(id) !== null || seriesOf(page.data, id).some((point) => point.value !== null);
}
