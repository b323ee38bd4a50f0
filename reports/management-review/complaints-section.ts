import { type Column, renderFigure, renderLongTable, type Section } from '../frame.js';
import { type Content, type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import { formatTime } from '../theme/formats.js';
import { type Block, isFilled, renderBlock } from './figure-block.js';
import type { ComplaintRecordRow } from './product-tables.js';

const anchor = 'complaints';
const records = 'complaints_by_record';

const block: Block = {
  key: 'complaints',
  anchor: 'complaints-figures',
  datasets: ['complaints'],
  figures: ['opened', 'complaint', 'batch_return', 'claim', 'amount'],
};

/** Complaints, batch returns and claims of the period with their amounts (domain.md § 8 A5). */
export async function renderComplaints(page: Page): Promise<Section> {
  const title = page.t('complaints.title');
  const body = html`${await renderBlock(page, block)}${isFilled(page, block) ? renderRecords(page) : null}`;
  const isGrave = ['batch_return', 'claim'].some((kind) => (page.value(`complaints.${kind}`) ?? 0) > 0);
  return { anchor, title, state: isFilled(page, block) ? (isGrave ? 'signal' : 'calm') : 'no_data', body };
}

function renderRecords(page: Page): Html {
  const rows = page.data.tables[records] ?? [];
  if (rows.length === 0) return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('records.none')}</p>\n`;
  const columns: Column[] = [
    { head: page.t('records.record'), kind: 'code' },
    { head: page.t('records.kind') },
    { head: page.t('records.subject') },
    { head: page.t('records.lot'), kind: 'code' },
    { head: page.t('records.opened_at') },
    { head: page.t('records.replied_at') },
    { head: page.t('records.closed_at') },
    { head: page.t('records.amount'), kind: 'number' },
  ];
  const cells = rows.map((row) => ({ cells: recordCells(page, row) }));
  return renderFigure({
    anchor: 'complaints-records',
    title: finding(page, rows),
    note: page.t('records.note'),
    body: renderLongTable(page, page.say('records.table'), columns, cells, { total: page.data.table_rows.get(records) ?? rows.length }),
  });
}

function recordCells(page: Page, row: ComplaintRecordRow): Content[] {
  return [
    dataText(row.complaint_id),
    page.term('kind', row.kind),
    subject(row),
    dataText(row.lot_no),
    time(page, row.opened_at),
    row.kind === 'complaint' ? time(page, row.replied_at) : html`<span class="none">—</span>`,
    time(page, row.closed_at),
    amount(page, row),
  ];
}

function subject(row: ComplaintRecordRow): Html {
  const parts = [row.model, row.fault_code].filter((part) => part !== null).map(dataText);
  return parts.length === 0 ? dataText(null) : joined(parts, ' · ');
}

function time(page: Page, local: string | null): Html {
  if (local === null) return html`<span class="noted">${page.t('records.not_yet')}</span>`;
  return html`<span class="nowrap">${formatTime(local)}</span>`;
}

function amount(page: Page, row: ComplaintRecordRow): Html {
  return page.number(cellId(records, { complaint_id: row.complaint_id }, 'amount'), row.amount, 'money');
}

/** The largest amount, else how many are not closed. */
function finding(page: Page, rows: readonly ComplaintRecordRow[]): Html {
  const [largest] = rows;
  if (largest !== undefined && (largest.amount ?? 0) > 0) {
    return page.t('records.finding_amount', {
      record: dataText(largest.complaint_id),
      kind: page.term('kind', largest.kind),
      amount: amount(page, largest),
      subject: largest.model === null && largest.fault_code === null ? null : html`${page.say('list.separator')}${subject(largest)}`,
      state: page.t(largest.closed_at === null ? 'records.open' : 'records.closed'),
    });
  }
  const open = page.number('complaints_by_record.open', rows.filter((row) => row.closed_at === null).length, 'count');
  return page.t('records.finding_open', { opened: page.figure('complaints.opened'), open });
}
