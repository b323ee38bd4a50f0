import { type Content, type Html, html, joined } from '../html.js';
import type { MessageKey } from '../locales/index.js';
import { fewest, type Page, type Quantity } from '../page.js';
import { overdueDays } from './action-words.js';
import { renderChange } from './change.js';
import { hasGroups } from './defect-order.js';
import { renderLastYear } from './last-year.js';
import { pointText } from './mark-text.js';
import { isRead } from './missing.js';
import type { Unit } from './report-data.js';
import { limitsOf, seriesOf } from './series.js';
import { sparklineRows, sparklineSpec } from './sparkline-chart.js';

/** One of the eight figures of the first page. */
interface Tile {
  readonly id: string;
  readonly unit: Unit;
  readonly section: string;
  /** Where the target is met: at or above it, or at or below it. */
  readonly better: 'higher' | 'lower';
  /** Counts of the rate, for the rule of small numbers. */
  readonly counts?: (page: Page) => { hits: Quantity; total: Quantity } | null;
  readonly context: (page: Page) => Html;
  /** Datasets any of which would give the tile a value. */
  readonly datasets: readonly string[];
  /** Whether there is anything to count, where a read dataset alone does not say. */
  readonly hasData?: (page: Page) => boolean;
  /** Why there may be no value though the data is there. */
  readonly empty?: MessageKey;
}

/** Figures of the first page, in reading order; limits for these series let the page tell a change from chance. */
export const tileFigures = (): string[] => tiles.map((tile) => tile.id);

export async function renderTiles(page: Page): Promise<Html> {
  const series = tiles.map((tile) => seriesOf(page.data, tile.id));
  const drawings = tiles.map((tile, index) => ({
    id: `spark-${index}`,
    rows: sparklineRows(series[index] ?? [], limitsOf(page.data, tile.id), (point) =>
      pointText(page, page.termText('tile', tile.id), tile.unit, point),
    ),
    label: page.say('tile.sparkline', { name: page.termText('tile', tile.id) }),
  }));
  const sparklines = await page.draw(sparklineSpec, drawings);
  const items = tiles.map((tile, index) => {
    const isDrawn = (series[index] ?? []).filter((point) => point.value !== null).length > 1;
    // Without earlier periods by the nature of the figure there is nothing to compare with either.
    return renderTile(page, tile, (series[index] ?? []).length === 0 ? undefined : isDrawn ? sparklines[index] : null);
  });
  return html`<ul class="tiles">
${items}</ul>
`;
}

function renderTile(page: Page, tile: Tile, sparkline: Content): Html {
  const value = page.value(tile.id);
  const name = html`<p class="tile-name"><a href="#${tile.section}">${page.term('tile', tile.id)}</a></p>`;
  if (value === null || !hasData(page, tile)) {
    return html`<li class="tile">${name}<p class="tile-value none"${page.reference(tile.id)}>—</p><p class="tile-plain">${missingText(page, tile)}</p></li>
`;
  }
  const isFew = (tile.counts?.(page)?.total.value ?? fewest) < fewest;
  const target = targetLine(page, tile, value, isFew);
  return html`<li class="tile${target.isBroken ? ' tile-broken' : ''}">${name}
<p class="tile-value">${valueText(page, tile, value)}</p>
${sparkline === undefined ? html`<div class="tile-plain">${target.line}<p>${tile.context(page)}</p></div>` : renderComparisons(page, tile, isFew, target.line, sparkline)}</li>
`;
}

/** Target, the period before, the year before; the sparkline; what the figure is made of. */
function renderComparisons(page: Page, tile: Tile, isFew: boolean, target: Html | null, sparkline: Content): Html {
  const change = isFew ? null : html`<p>${renderChange(page, tile.id, tile.unit)}</p>\n`;
  const lastYear = renderLastYear(page, tile.id, tile.unit);
  return html`<div>${target}${change}${lastYear && html`<p>${lastYear}</p>`}</div>
${sparkline}<p class="tile-context">${tile.context(page)}</p>`;
}

function valueText(page: Page, tile: Tile, value: number): Html {
  const counts = tile.counts?.(page);
  return counts ? page.rate(tile.id, value, counts.hits, counts.total) : page.number(tile.id, value, tile.unit);
}

function targetLine(page: Page, tile: Tile, value: number, isFew: boolean): { line: Html | null; isBroken: boolean } {
  const target = page.data.targets.get(tile.id);
  if (target === undefined) return { line: null, isBroken: false };
  if (isFew)
    return {
      line: html`<p>${page.t('target', { target: page.target(tile.id, target, tile.unit) })}</p>\n`,
      isBroken: false,
    };
  const isBroken = tile.better === 'higher' ? value < target : value > target;
  const verdict = isBroken
    ? html`<strong class="broken">▲ ${page.t('target.missed')}</strong>`
    : html`<strong class="kept">✓ ${page.t('target.met')}</strong>`;
  const text = page.t('target', { target: page.target(tile.id, target, tile.unit) });
  return { line: html`<p>${joined([text, verdict], ' · ')}</p>\n`, isBroken };
}

function hasData(page: Page, tile: Tile): boolean {
  return tile.hasData?.(page) ?? tile.datasets.some((dataset) => isRead(page.data, dataset));
}

function missingText(page: Page, tile: Tile): Html {
  if (hasData(page, tile)) return page.t(tile.empty ?? 'tile.no_value');
  const names = tile.datasets.filter((dataset) => !isRead(page.data, dataset)).map((dataset) => page.term('dataset', dataset));
  return page.t('tile.missing', { datasets: joined(names, page.say('list.items')) });
}

function slaTile(clock: string): Tile {
  const id = (column: string) => `sla.${clock}.${column}`;
  return {
    id: id('compliance'),
    unit: 'ratio',
    section: 'sla',
    better: 'higher',
    counts: (page) => ({ hits: quantity(page, id('met')), total: quantity(page, id('due')) }),
    context: (page) => page.t('tile.sla_note', { due: page.figure(id('due')), breached: page.figure(id('breached')) }),
    datasets: ['tickets'],
    empty: 'sla.nothing_due',
  };
}

function quantity(page: Page, id: string): Quantity {
  return { id, value: page.value(id) };
}

const overall = 'satisfaction.effect';

const tiles: readonly Tile[] = [
  {
    id: 'defects.important',
    unit: 'count',
    section: 'defects',
    better: 'lower',
    context: (page) => page.t('tile.important_note', { total: page.figure('defects.total_important') }),
    datasets: ['lots', 'feedback'],
    hasData: hasGroups,
  },
  {
    id: 'defects.batch',
    unit: 'count',
    section: 'defects',
    better: 'lower',
    context: (page) =>
      page.t('tile.batch_note', { confirmed: page.figure('defects.batch_confirmed'), uncertain: page.figure('defects.batch_uncertain') }),
    datasets: ['lots', 'feedback'],
    hasData: hasGroups,
  },
  slaTile('first_response'),
  slaTile('quality_resolution'),
  {
    id: `${overall}.csat`,
    unit: 'ratio',
    section: 'satisfaction',
    better: 'higher',
    counts: satisfiedCounts,
    context: csatContext,
    datasets: ['revisits'],
    empty: 'satisfaction.no_scores',
  },
  {
    id: 'repairs.repeat_repair_rate',
    unit: 'ratio',
    section: 'service',
    better: 'lower',
    counts: repeatCounts,
    context: repeatContext,
    datasets: ['repairs'],
    empty: 'tile.repeat_empty',
  },
  {
    id: 'service.open_age.over_30',
    unit: 'count',
    section: 'service',
    better: 'lower',
    context: (page) => page.t('tile.open_note', { open: page.figure('service.open') }),
    datasets: ['tickets'],
  },
  {
    id: 'actions.overdue',
    unit: 'count',
    section: 'actions',
    better: 'lower',
    context: actionsContext,
    datasets: ['actions'],
  },
];

/** How long the latest action is overdue, and how many are open or gone from the register. */
function actionsContext(page: Page): Html {
  const latest = page.data.tables.actions?.find((action) => action.is_overdue);
  const parts = [
    page.t('tile.actions_note', { open: page.figure('actions.open') }),
    latest ? page.t('tile.actions_longest', { days: overdueDays(page, latest) }) : null,
    (page.value('actions.missing') ?? 0) > 0 ? page.t('tile.actions_missing', { missing: page.figure('actions.missing') }) : null,
  ];
  return joined(parts, html`<br>`);
}

function satisfiedCounts(page: Page): { hits: Quantity; total: Quantity } | null {
  const row = page.data.tables.satisfaction_by_measure_and_dimension?.find(
    (candidate) => candidate.periods_back === 0 && candidate.dimension === '' && candidate.measure === 'effect',
  );
  if (!row) return null;
  return { hits: { id: `${overall}.csat.hits`, value: row.score_4 + row.score_5 }, total: { id: `${overall}.n`, value: row.n } };
}

function repeatCounts(page: Page): { hits: Quantity; total: Quantity } | null {
  const row = repairsNow(page);
  if (row === undefined) return null;
  return {
    hits: { id: 'repairs.repeat_repair_rate.hits', value: null },
    total: { id: 'repairs.decided_faults', value: row.decided_faults },
  };
}

function csatContext(page: Page): Html {
  const n = page.figure(`${overall}.n`);
  if ((page.value(`${overall}.n`) ?? 0) < fewest) return page.t('tile.n_note', { n });
  return page.t('tile.csat_note', { n, low: page.figure(`${overall}.csat_low`), high: page.figure(`${overall}.csat_high`) });
}

function repeatContext(page: Page): Html {
  return page.t('tile.n_note', { n: page.number('repairs.decided_faults', repairsNow(page)?.decided_faults ?? null, 'count') });
}

function repairsNow(page: Page) {
  return page.data.tables.repairs_by_dimension?.find((row) => row.periods_back === 0 && row.dimension === '');
}
