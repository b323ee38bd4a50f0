import { type Row, renderFigure, renderTable, type Section } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { cellId, fewest, type Page } from '../page.js';
import type { ChartRow } from '../theme/charts.js';
import { bulletSpec, bulletTicks } from './bullet-chart.js';
import { markText, numberText, rateText } from './mark-text.js';
import { datasetName, renderMissing } from './missing.js';
import type { SlaComplianceRow } from './report-tables.js';
import { renderAxis } from './row-scale.js';
import { renderScopePanel } from './scopes.js';
import { seriesOf } from './series.js';
import { renderBreaches, renderDueNext, renderEscalations } from './sla-breaches.js';
import { renderHeatMap } from './sla-heat-map.js';
import { brokenClocks, clockRows, missingEvidence } from './sla-order.js';
import { rateOf } from './sla-rate.js';
import { hasSlaSignal, renderSlaTrends } from './sla-trends.js';

const anchor = 'sla';

/** Service promises: each clock against its target and the period before, by team, then the worst breaches (domain.md § 4). */
export async function renderSla(page: Page): Promise<Section> {
  const title = page.t('sla.title');
  const rows = clockRows(page.data);
  const carried = rows.filter((row) => row.due > 0 || (row.pending ?? 0) > 0 || hasHistory(page, row));
  if (carried.length === 0) {
    return {
      anchor,
      title,
      state: 'no_data',
      body: html`${renderMissing(page, ['tickets', 'revisits', 'feedback', 'complaints', 'followups'])}${homeProvince(page)}`,
    };
  }
  const idle = rows.filter((row) => !carried.includes(row));
  const body = html`${renderScopePanel(page, 'sla')}${await renderBullets(page, carried)}${withoutEvidence(page, carried)}${idleClocks(page, idle)}${undecided(page)}${homeProvince(page)}${await renderSlaTrends(page)}${renderHeatMap(page)}${renderBreaches(page)}${renderEscalations(page)}${renderDueNext(page)}`;
  const isBroken = brokenClocks(page.data).length > 0;
  return { anchor, title, state: isBroken ? 'broken' : hasSlaSignal(page) ? 'signal' : 'calm', body };
}

async function renderBullets(page: Page, rows: readonly SlaComplianceRow[]): Promise<Html> {
  const axis = renderAxis(bulletTicks, null);
  const drawings = rows.map((row, index) => ({ id: `bullet-${index}`, rows: bulletRows(page, row), label: '' }));
  const bullets = await page.draw(bulletSpec, drawings);
  const groups = [...new Set(rows.map((row) => row.clock_group))].map((group) => ({
    head: page.term('clock_group', group),
    rows: rows.flatMap((row, index) => (row.clock_group === group ? [clockRow(page, row, bullets[index])] : [])),
  }));
  const columns = [
    { head: page.t('sla.clock') },
    { head: page.t(`now.${page.data.header.kind}`), kind: 'number' as const },
    { head: html`${page.t('sla.compliance')}${axis}`, kind: 'graphic' as const },
    { head: page.t('sla.target'), kind: 'number' as const },
    { head: page.t(`before.${page.data.header.kind}`), kind: 'number' as const },
    { head: page.t('sla.met_of_due'), kind: 'number' as const },
    { head: page.t('sla.breached'), kind: 'number' as const },
    { head: page.t('sla.pending'), kind: 'number' as const },
  ];
  return renderFigure({
    anchor: 'sla-clocks',
    title: finding(page),
    note: page.t('sla.note', { before: page.say(`before.${page.data.header.kind}`) }),
    body: renderTable(page.say('sla.table'), columns, groups),
  });
}

function clockRow(page: Page, row: SlaComplianceRow, bullet: Content): Row {
  const id = (column: string) => `sla.${row.clock}.${column}`;
  const target = page.data.targets.get(id('compliance'));
  const before = previousRow(page, row);
  const count = (column: 'met' | 'due' | 'breached' | 'pending') => page.number(id(column), row[column], 'count');
  const isBroken = stateOf(page, row) === 'broken';
  return {
    cells: [
      page.term('clock', row.clock),
      html`${isBroken ? html`<strong class="broken">▲ ${rateOf(page, row)}</strong>` : rateOf(page, row)}`,
      row.compliance === null ? html`<span class="none">${page.t('sla.nothing_due')}</span>` : bullet,
      target === undefined ? html`<span class="none">—</span>` : page.target(id('compliance'), target, 'ratio'),
      before === null ? html`<span class="none">—</span>` : rateOf(page, before),
      html`<span class="nowrap">${count('met')} / ${count('due')}</span>`,
      count('breached'),
      count('pending'),
    ],
  };
}

/** The bar of a clock, or the dots of its cases. */
function bulletRows(page: Page, row: SlaComplianceRow): ChartRow[] {
  const bar = bulletRow(page, row);
  if (bar.state !== 'few') return [bar];
  return Array.from({ length: row.due }, (_, index) => ({ ...bar, place: (index + 0.5) / fewest, is_met: index < row.met }));
}

function bulletRow(page: Page, row: SlaComplianceRow) {
  const before = previousRow(page, row);
  const target = page.data.targets.get(`sla.${row.clock}.compliance`) ?? null;
  const name = page.termText('clock', row.clock);
  const says = (other: SlaComplianceRow) => rateText(page, other.compliance, other.due, other.met);
  return {
    // Both ends of the scale, for the bars to start and stop at.
    zero: 0,
    one: 1,
    compliance: row.compliance,
    target,
    previous: before !== null && before.due >= fewest ? before.compliance : null,
    state: stateOf(page, row),
    says: markText(page, name, [says(row)]),
    previous_says: before === null ? '' : markText(page, `${name} · ${page.say(`before.${page.data.header.kind}`)}`, [says(before)]),
    target_says: page.say('mark.target', { name, target: numberText(page, target, 'ratio') }),
  };
}

function stateOf(page: Page, row: SlaComplianceRow): 'few' | 'broken' | 'kept' {
  if (row.due < fewest) return 'few';
  if (missingEvidence(page.data, row.clock) !== null) return 'kept';
  const target = page.data.targets.get(`sla.${row.clock}.compliance`);
  return target !== undefined && row.compliance !== null && row.compliance < target ? 'broken' : 'kept';
}

function previousRow(page: Page, row: SlaComplianceRow): SlaComplianceRow | null {
  const rows = page.data.tables.sla_compliance_by_clock_and_dimension ?? [];
  return rows.find((other) => other.clock === row.clock && other.dimension === '' && other.periods_back === 1) ?? null;
}

function hasHistory(page: Page, row: SlaComplianceRow): boolean {
  return seriesOf(page.data, `sla.${row.clock}.due`).some((point) => (point.value ?? 0) > 0);
}

/** A rate of 0 says nothing where the export with what was done is missing. */
function withoutEvidence(page: Page, rows: readonly SlaComplianceRow[]): Html | null {
  const found = rows.flatMap(({ clock, due }) => {
    const dataset = missingEvidence(page.data, clock);
    return dataset === null || due === 0
      ? []
      : [html`${page.term('clock', clock)}${page.say('bracket.open')}${datasetName(page, dataset)}${page.say('bracket.close')}`];
  });
  if (found.length === 0) return null;
  return html`<p class="missing"><span aria-hidden="true">—</span> ${page.t('sla.no_evidence', { clocks: joined(found, page.say('list.items')) })}</p>\n`;
}

function idleClocks(page: Page, idle: readonly SlaComplianceRow[]): Html | null {
  if (idle.length === 0) return null;
  const names = joined(
    idle.map((row) => page.term('clock', row.clock)),
    page.say('list.items'),
  );
  return html`<p class="note">${page.t('sla.idle', { clocks: names })}</p>\n`;
}

/** Obligations that began where the calendar of working days has not reached yet, or no longer: they are in no figure. */
function undecided(page: Page): Html | null {
  const table = 'sla_undecided_by_clock';
  const rows = page.data.tables[table] ?? [];
  if (rows.length === 0) return null;
  const clocks = rows.map(
    (row) =>
      html`<span class="nowrap">${page.term('clock', row.clock)} ${page.number(cellId(table, { clock: row.clock }, 'obligations'), row.obligations, 'count')}</span>`,
  );
  return html`<p class="missing"><span aria-hidden="true">—</span> ${page.t('sla.undecided', { clocks: joined(clocks, page.say('list.items')), key: html`<code>calendar</code>` })}</p>\n`;
}

function homeProvince(page: Page): Html | null {
  if (page.data.settings.home_province !== null) return null;
  return html`<p class="missing"><span aria-hidden="true">—</span> ${page.t('sla.home_province', { key: html`<code>home_province</code>` })}</p>\n`;
}

/** The promises missed most: below target by name, or the clock with the most breaches. */
function finding(page: Page): Html {
  const broken = brokenClocks(page.data);
  const [worst] = broken;
  if (!worst) return page.t('sla.finding_kept');
  if (worst.target === null) {
    return page.t('sla.finding_most', {
      clock: page.term('clock', worst.row.clock),
      breached: page.number(`sla.${worst.row.clock}.breached`, worst.row.breached, 'count'),
      due: page.number(`sla.${worst.row.clock}.due`, worst.row.due, 'count'),
    });
  }
  const named = broken.slice(0, 3).map(({ row, target }) =>
    page.t('sla.below', {
      clock: page.term('clock', row.clock),
      rate: rateOf(page, row),
      target: page.target(`sla.${row.clock}.compliance`, target ?? 0, 'ratio'),
    }),
  );
  const key = broken.length > named.length ? 'sla.finding_below_more' : 'sla.finding_below';
  return page.t(key, { clocks: joined(named, page.say('list.items')), count: broken.length });
}
