import { type Column, renderDataTable, renderFigure, renderTable } from '../frame.js';
import { type Content, type Html, html } from '../html.js';
import { cellId, fewest, type Page } from '../page.js';
import { formatNumber } from '../theme/formats.js';
import { renderMissing } from './missing.js';
import type { ProductionMonthRow } from './product-tables.js';
import { monthEnds, productionRows, productionSpec } from './production-months-chart.js';

const table = 'faults_by_production_month_and_age';

/** Earlier months below which "higher than all before" says nothing. */
const fewestEarlier = 3;

/** Faults per thousand units by months in service, one line a production month, compared at equal age alone (domain.md § 7). */
export async function renderProductionMonths(page: Page): Promise<Html> {
  const rows = page.data.tables[table] ?? [];
  if (rows.length === 0) return renderAbsent(page);
  const recent = monthEnds(rows);
  const [drawing] = await page.draw(productionSpec(page, rows), [
    { id: 'production', rows: productionRows(page, rows), label: summary(page, recent) },
  ]);
  return renderFigure({
    anchor: 'quality-production',
    title: finding(page, recent),
    note: page.t('months.note'),
    body: html`<div class="pair"><div class="chart">${drawing}</div>${renderRecent(page, recent)}</div>${renderData(page, rows)}`,
  });
}

/** Lots may be there, but without a day of production. */
function renderAbsent(page: Page): Html {
  const hasLots = page.data.accounting.datasets.some((row) => row.dataset === 'lots' && row.read > 0);
  if (!hasLots) return renderMissing(page, ['lots']);
  return html`<p class="missing"><span aria-hidden="true">—</span> ${page.t('months.no_production')}</p>\n`;
}

/** The recent months at their own age beside those before at the same age. */
function renderRecent(page: Page, recent: readonly ProductionMonthRow[]): Html {
  const columns: Column[] = (['month', 'age', 'units', 'faults', 'rate', 'earlier'] as const).map((name) => ({
    head: page.t(`months.${name}`),
    kind: name === 'month' ? 'text' : 'number',
  }));
  const rows = recent.map((row) => ({
    cells: [
      row.produced_in.slice(0, 7),
      page.number(id(row, 'age_months'), row.age_months, 'count'),
      page.number(id(row, 'shipped_units'), row.shipped_units, 'count'),
      page.number(id(row, 'faults'), row.faults, 'count'),
      isAbove(row) ? html`<strong class="noted">◆ ${rate(page, row)}</strong>` : rate(page, row),
      earlier(page, row),
    ],
  }));
  return renderTable(page.say('months.table'), columns, [{ rows }]);
}

function earlier(page: Page, row: ProductionMonthRow): Content {
  if (row.earlier_lowest === null || row.earlier_highest === null) return html`<span class="none">—</span>`;
  const bound = (column: 'earlier_lowest' | 'earlier_highest') => page.number(id(row, column), row[column], 'points', { digits: 1 });
  return html`<span class="nowrap">${bound('earlier_lowest')} – ${bound('earlier_highest')}</span>`;
}

/** Ages the data behind the drawing is told for. */
const toldAges = [1, 2, 3, 6, 9, 12, 18, 24, 36];

function renderData(page: Page, rows: readonly ProductionMonthRow[]): Html {
  const months = [...new Set(rows.map((row) => row.produced_in))];
  const ages = toldAges.filter((age) => rows.some((row) => row.age_months === age));
  const columns: Column[] = [
    { head: page.t('months.month') },
    { head: page.t('months.units'), kind: 'number' },
    ...ages.map((age) => ({ head: page.t('months.at_age', { age }), kind: 'number' as const })),
  ];
  const data = months.map((month) => {
    const own = rows.filter((row) => row.produced_in === month);
    const [first] = own;
    const cells = ages.map((age) => own.find((row) => row.age_months === age)).map((row) => (row === undefined ? null : rate(page, row)));
    return { cells: [month.slice(0, 7), first ? page.number(id(first, 'shipped_units'), first.shipped_units, 'count') : null, ...cells] };
  });
  return renderDataTable(page, page.say('months.data'), columns, data);
}

/** The recent month that lies furthest above every earlier one at its age. */
function finding(page: Page, recent: readonly ProductionMonthRow[]): Html {
  if (!recent.some((row) => row.earlier_months >= fewestEarlier)) return page.t('months.finding_unjudged');
  const [worst] = recent
    .filter(isAbove)
    .sort((one, other) => excess(other) - excess(one) || (one.produced_in < other.produced_in ? 1 : -1));
  if (worst === undefined) return page.t('months.finding_none', { count: recent.length });
  return page.t('months.finding_above', {
    month: worst.produced_in.slice(0, 7),
    age: page.number(id(worst, 'age_months'), worst.age_months, 'count'),
    rate: rate(page, worst),
    faults: page.number(id(worst, 'faults'), worst.faults, 'count'),
    units: page.number(id(worst, 'shipped_units'), worst.shipped_units, 'count'),
    highest: page.number(id(worst, 'earlier_highest'), worst.earlier_highest, 'points', { digits: 1 }),
    months: page.number(id(worst, 'earlier_months'), worst.earlier_months, 'count'),
  });
}

function isAbove(row: ProductionMonthRow): boolean {
  return row.shipped_units >= fewest && row.earlier_months >= fewestEarlier && excess(row) > 0;
}

function excess(row: ProductionMonthRow): number {
  return (row.faults_per_thousand_units ?? 0) - (row.earlier_highest ?? 0);
}

function rate(page: Page, row: ProductionMonthRow): Html {
  return page.number(id(row, 'faults_per_thousand_units'), row.faults_per_thousand_units, 'points', { digits: 1 });
}

function id(row: ProductionMonthRow, column: string): string {
  return cellId(table, { produced_in: row.produced_in, age_months: String(row.age_months) }, column);
}

function summary(page: Page, recent: readonly ProductionMonthRow[]): string {
  const lines = recent.map((row) =>
    page.say('months.summary_line', {
      month: row.produced_in.slice(0, 7),
      age: row.age_months,
      rate: row.faults_per_thousand_units === null ? '—' : formatNumber(row.faults_per_thousand_units, 'points', page.locale, 1),
    }),
  );
  return page.say('months.summary', { lines: lines.join(page.say('list.items')) });
}
