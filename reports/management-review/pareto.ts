import { type Column, type Row, renderFigure, renderTable } from '../frame.js';
import { type Content, type Html, html } from '../html.js';
import { cellId, dataText, fewest, type Page } from '../page.js';
import { paretoSpec } from './pareto-chart.js';
import type { ParetoRow } from './report-tables.js';

const pareto = 'pareto_by_subject';

/** The ten most frequent fault codes and models, each with its share and the share of all down to it. */
export async function renderPareto(page: Page): Promise<Html> {
  const figures: Html[] = [];
  for (const subject of ['fault_code', 'model'] as const) {
    const rows = (page.data.tables[pareto] ?? []).filter((row) => row.subject === subject);
    if (rows.length > 0) figures.push(await renderSubject(page, subject, rows));
  }
  return html`<div class="pair">${figures}</div>\n`;
}

async function renderSubject(page: Page, subject: 'fault_code' | 'model', rows: readonly ParetoRow[]): Promise<Html> {
  const drawings = rows.map((row, index) => ({
    id: `pareto-${subject}-${index}`,
    rows: [{ zero: 0, share: row.occurrences / (rows[0]?.occurrences ?? 1) }],
    label: '',
  }));
  const bars = await page.draw(paretoSpec, drawings);
  const columns: Column[] = [
    { head: page.t(`pareto.${subject}`) },
    { head: page.t('pareto.bar'), kind: 'sparkline' },
    { head: page.t('pareto.faults'), kind: 'number' },
    { head: page.t('pareto.share'), kind: 'number' },
    { head: page.t('pareto.cumulative'), kind: 'number' },
  ];
  return renderFigure({
    anchor: `quality-${subject}`,
    title: finding(page, subject, rows),
    note: restText(page, rows),
    body: renderTable(page.say(`pareto.${subject}_table`), columns, [
      { rows: rows.map((row, index) => paretoRow(page, row, bars[index])) },
    ]),
  });
}

function paretoRow(page: Page, row: ParetoRow, bar: Content): Row {
  const cumulative = isFew(page) ? html`<span class="none">—</span>` : number(page, row, 'cumulative_share');
  return { cells: [memberName(page, row), bar, number(page, row, 'occurrences'), share(page, row), cumulative] };
}

function finding(page: Page, subject: 'fault_code' | 'model', rows: readonly ParetoRow[]): Html | null {
  const [most] = rows;
  if (most === undefined) return null;
  return page.t(most.members === 1 ? 'pareto.finding_only' : `pareto.finding_${subject}`, {
    member: memberName(page, most),
    faults: number(page, most, 'occurrences'),
    share: share(page, most, true),
    total: page.figure(total),
  });
}

/** What the members beyond the tenth come to. */
function restText(page: Page, rows: readonly ParetoRow[]): Html | null {
  const last = rows.at(-1);
  if (last === undefined || last.members <= rows.length || isFew(page)) return null;
  const rest = page.number(cellId(pareto, { subject: last.subject }, 'rest'), 1 - last.cumulative_share, 'ratio');
  return page.t('pareto.rest', { members: last.members - rows.length, share: rest });
}

/** What the shares are shares of. */
const total = 'repairs.confirmed_faults';

function isFew(page: Page): boolean {
  return (page.value(total) ?? fewest) < fewest;
}

function share(page: Page, row: ParetoRow, isInSentence = false): Html {
  const key = { subject: row.subject, member: row.member };
  const hits = { id: cellId(pareto, key, 'occurrences'), value: row.occurrences };
  return page.rate(cellId(pareto, key, 'share'), row.share, hits, { id: total, value: page.value(total) }, { isInSentence });
}

function number(page: Page, row: ParetoRow, column: 'occurrences' | 'cumulative_share'): Html {
  const id = cellId(pareto, { subject: row.subject, member: row.member }, column);
  return page.number(id, row[column], column === 'occurrences' ? 'count' : 'ratio');
}

function memberName(page: Page, row: ParetoRow): Html {
  return row.member === '' ? page.t('member.none') : dataText(row.member);
}
