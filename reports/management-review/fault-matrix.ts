import { type Column, type Row, renderDataTable, renderFigure, renderTable } from '../frame.js';
import { type Html, html } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import type { FaultPairRow } from './product-tables.js';

const table = 'faults_by_model_and_fault_code';

/** Models in rows and codes in columns, at most as many as fit on A4. */
const most = { models: 12, codes: 10, pairs: 40 };

/** Faults per thousand units in service by model and fault code, emerging pairs outlined (domain.md § 7). */
export function renderMatrix(page: Page): Html | null {
  const all = page.data.tables[table] ?? [];
  const cells = all.filter((row) => row.periods_back === 0);
  if (cells.length === 0) return null;
  const models = namesByFaults(cells, 'model');
  const codes = namesByFaults(cells, 'fault_code');
  const [shownModels, shownCodes] = [models.slice(0, most.models), codes.slice(0, most.codes)];
  const columns: Column[] = [
    { head: page.t('pareto.model') },
    ...shownCodes.map((code) => ({ head: dataText(code), kind: 'number' as const })),
  ];
  const rows = shownModels.map((model) => matrixRow(page, cells, model, shownCodes));
  const isCut = models.length > shownModels.length || codes.length > shownCodes.length;
  return renderFigure({
    anchor: 'quality-matrix',
    title: finding(page, cells),
    note: html`${page.t('matrix.note')} ${isCut ? page.t('matrix.cut', { models: shownModels.length, codes: shownCodes.length }) : null}`,
    body: html`<div class="heat">${renderTable(page.say('matrix.table'), columns, [{ rows }])}</div>${renderPeriods(page, all, cells)}`,
  });
}

function matrixRow(page: Page, cells: readonly FaultPairRow[], model: string, codes: readonly string[]): Row {
  const highest = Math.max(...cells.map((cell) => cell.faults_per_thousand_units ?? 0));
  const cell = (code: string) => cells.find((candidate) => candidate.model === model && candidate.fault_code === code);
  return { cells: [dataText(model), ...codes.map((code) => matrixCell(page, cell(code), highest))] };
}

/** The rate with the number of faults below it; only the number where the units in service are not known. */
function matrixCell(page: Page, row: FaultPairRow | undefined, highest: number): Html {
  if (row === undefined) return html`<span class="heat-cell none">·</span>`;
  const isFlagged = (page.data.tables.emerging ?? []).some(
    (pair) => pair.flagged && pair.model === row.model && pair.fault_code === row.fault_code,
  );
  const mark = isFlagged ? html`<span aria-hidden="true">◆</span> ` : null;
  const outline = isFlagged ? ' flagged' : '';
  if (row.faults_per_thousand_units === null) {
    return html`<span class="heat-cell heat-few${outline}">${mark}${faults(page, row)}<small>${page.t('matrix.unrated')}</small></span>`;
  }
  const level = highest > 0 ? Math.ceil((row.faults_per_thousand_units / highest) * 5) : 0;
  return html`<span class="heat-cell heat-${level}${outline}">${mark}${rate(page, row)}<small>n ${faults(page, row)}</small></span>`;
}

/** The same pairs over the periods, in numbers of faults. */
function renderPeriods(page: Page, all: readonly FaultPairRow[], cells: readonly FaultPairRow[]): Html {
  const backs = [...new Set(all.map((row) => row.periods_back))].sort((one, other) => other - one);
  const columns: Column[] = [
    { head: page.t('emerging.pair') },
    ...backs.map((back) => ({ head: page.periodName(back), kind: 'number' as const })),
  ];
  const pairs = [...cells].sort(byFaults).slice(0, most.pairs);
  const rows = pairs.map((pair) => ({
    cells: [
      html`${dataText(pair.model)} · ${dataText(pair.fault_code)}`,
      ...backs.map((back) => {
        const row = all.find((each) => each.periods_back === back && each.model === pair.model && each.fault_code === pair.fault_code);
        return page.number(id({ ...pair, periods_back: back }, 'faults'), row?.faults ?? 0, 'count');
      }),
    ],
  }));
  return renderDataTable(page, page.say('matrix.periods'), columns, rows);
}

function finding(page: Page, cells: readonly FaultPairRow[]): Html {
  const [worst] = [...cells].sort(
    (one, other) => (other.faults_per_thousand_units ?? -1) - (one.faults_per_thousand_units ?? -1) || byFaults(one, other),
  );
  if (worst === undefined) return page.t('matrix.table');
  const values = { pair: html`${dataText(worst.model)} · ${dataText(worst.fault_code)}`, faults: faults(page, worst) };
  if (worst.faults_per_thousand_units === null) return page.t('matrix.finding_unrated', values);
  const units = page.number(id(worst, 'exposed_units'), worst.exposed_units, 'count');
  return page.t('matrix.finding', { ...values, rate: rate(page, worst), units });
}

function rate(page: Page, row: FaultPairRow): Html {
  return page.number(id(row, 'faults_per_thousand_units'), row.faults_per_thousand_units, 'points');
}

function faults(page: Page, row: FaultPairRow): Html {
  return page.number(id(row, 'faults'), row.faults, 'count');
}

function id(row: FaultPairRow, column: string): string {
  return cellId(table, { periods_back: String(row.periods_back), model: row.model, fault_code: row.fault_code }, column);
}

function namesByFaults(cells: readonly FaultPairRow[], column: 'model' | 'fault_code'): string[] {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell[column], (counts.get(cell[column]) ?? 0) + cell.faults);
  return [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([name]) => name);
}

function byFaults(one: FaultPairRow, other: FaultPairRow): number {
  return other.faults - one.faults || (`${one.model} ${one.fault_code}` < `${other.model} ${other.fault_code}` ? -1 : 1);
}
