import { type Column, renderFigure, renderLongTable } from '../frame.js';
import { type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import type { NonconformingSlipRow, SupplierRow } from './action-tables.js';
import { renderMissing } from './missing.js';

const suppliers = 'samples_by_supplier';
const slips = 'nonconforming_slips';
const sampleCounts = ['received', 'in_hand', 'untested', 'longest_untested_days'] as const;

/** What slips and the sample ledger say of each supplier. */
export function renderSuppliers(page: Page): Html {
  const rows = page.data.tables[suppliers] ?? [];
  if (rows.length === 0) return renderMissing(page, ['samples']);
  const columns: Column[] = [
    { head: page.t('suppliers.supplier') },
    { head: page.t('suppliers.slips'), kind: 'number' },
    { head: page.t('suppliers.important_slips'), kind: 'number' },
    { head: page.t('suppliers.nonconforming'), kind: 'number' },
    { head: page.t('suppliers.rate'), kind: 'number' },
    ...sampleCounts.map((name) => ({ head: page.t(`suppliers.${name}`), kind: 'number' as const })),
  ];
  return renderFigure({
    anchor: 'suppliers-samples',
    title: finding(page, rows),
    note: page.t('suppliers.note'),
    isLong: true,
    body: renderLongTable(
      page,
      page.say('suppliers.table'),
      columns,
      rows.map((row) => ({
        cells: [
          page.member(row.supplier),
          count(page, row, 'slips'),
          count(page, row, 'important_slips'),
          row.inspected === 0 ? html`<span class="none">—</span>` : of(page, row),
          rate(page, row),
          ...sampleCounts.map((name) => count(page, row, name)),
        ],
      })),
      { total: page.data.table_rows.get(suppliers) ?? rows.length },
    ),
  });
}

/** Rows come with the most nonconforming units first. */
function finding(page: Page, rows: readonly SupplierRow[]): Html {
  const named = rows.filter((row) => row.supplier !== '');
  const [most] = named;
  if (most === undefined) return page.t('suppliers.none_given');
  if (most.nonconforming === 0) return page.t('suppliers.finding_none', { untested: page.figure('samples.untested') });
  return page.t('suppliers.finding', { supplier: page.member(most.supplier), counts: of(page, most), slips: count(page, most, 'slips') });
}

function of(page: Page, row: SupplierRow): Html {
  return html`${count(page, row, 'nonconforming')}/${count(page, row, 'inspected')}`;
}

function rate(page: Page, row: SupplierRow): Html {
  const id = (column: keyof SupplierRow) => cellId(suppliers, { supplier: row.supplier }, column);
  const hits = { id: id('nonconforming'), value: row.nonconforming };
  return page.rate(id('nonconforming_rate'), row.nonconforming_rate, hits, { id: id('inspected'), value: row.inspected });
}

type SupplierCount = 'slips' | 'important_slips' | 'nonconforming' | 'inspected' | (typeof sampleCounts)[number];

function count(page: Page, row: SupplierRow, column: SupplierCount): Html {
  return page.number(cellId(suppliers, { supplier: row.supplier }, column), row[column], 'count');
}

/** Slips of the period with nonconforming units, and who answers for each. */
export function renderSlips(page: Page): Html {
  const rows = page.data.tables[slips] ?? [];
  if (rows.length === 0) return renderMissing(page, ['feedback']);
  const total = page.data.table_rows.get(slips) ?? rows.length;
  const columns: Column[] = [
    { head: page.t('slips.slip'), kind: 'code' },
    { head: page.t('slips.subject'), kind: 'code' },
    { head: page.t('suppliers.nonconforming'), kind: 'number' },
    { head: page.t('suppliers.rate'), kind: 'number' },
    { head: page.t('slips.class') },
    { head: page.t('suppliers.supplier') },
    { head: page.t('departments.department') },
  ];
  return renderFigure({
    anchor: 'suppliers-slips',
    title: page.t('slips.finding', { count: total }),
    note: page.t('slips.note'),
    isLong: true,
    body: renderLongTable(
      page,
      page.say('slips.table'),
      columns,
      rows.map((row) => ({ cells: slipCells(page, row) })),
      { total },
    ),
  });
}

function slipCells(page: Page, row: NonconformingSlipRow) {
  const id = (column: keyof NonconformingSlipRow) => cellId(slips, { feedback_id: row.feedback_id }, column);
  const number = (column: 'nonconforming' | 'inspected') => page.number(id(column), row[column], 'count');
  const hits = { id: id('nonconforming'), value: row.nonconforming };
  const isImportant = row.info_class === 'important';
  const infoClass = page.term('info_class', row.info_class);
  const lot = row.lot_no === null ? null : html`<br><span class="sub">${dataText(row.lot_no)}</span>`;
  return [
    html`<strong>${dataText(row.feedback_id)}</strong>`,
    html`${joined([dataText(row.model), dataText(row.fault_code)], ' · ')}${lot}`,
    html`${number('nonconforming')}/${number('inspected')}`,
    page.rate(id('rate'), row.rate, hits, { id: id('inspected'), value: row.inspected }),
    html`${page.term('class', row.class)} · ${isImportant ? html`<strong class="noted">◆ ${infoClass}</strong>` : infoClass}`,
    names(page, row.suppliers),
    names(page, row.departments),
  ];
}

function names(page: Page, listed: readonly string[]): Html {
  if (listed.length === 0) return html`<span class="none">—</span>`;
  return joined(listed.map(dataText), page.say('list.items'));
}
