import { type Column, type Row, renderFigure, renderTable } from '../frame.js';
import { type Content, type Html, html } from '../html.js';
import { cellId, dataText, fewest, type Page } from '../page.js';
import { isolated } from '../theme/mark-label.js';
import { markText, numberText, rateText } from './mark-text.js';
import { paretoSpec } from './pareto-chart.js';
import type { ParetoRow } from './report-tables.js';

const pareto = 'pareto_by_subject';

/** What is counted by each subject: the figure that is its total, and the section it stands in. */
const totals = {
  fault_code: 'repairs.confirmed_faults',
  model: 'repairs.confirmed_faults',
  part: 'repairs.confirmed_faults',
  responsibility: 'repairs.confirmed_faults',
  category: 'service.accepted',
  channel: 'service.accepted',
} as const;

export type ParetoSubject = keyof typeof totals;

/** The ten most frequent members of each subject, with the share of each and of all down to it, side by side. */
export async function renderPareto(page: Page, subjects: readonly ParetoSubject[]): Promise<Html | null> {
  const figures: Html[] = [];
  for (const subject of subjects) {
    const rows = (page.data.tables[pareto] ?? []).filter((row) => row.subject === subject);
    if (rows.length > 0) figures.push(await renderSubject(page, subject, rows));
  }
  return figures.length === 0 ? null : html`<div class="pair">${figures}</div>\n`;
}

async function renderSubject(page: Page, subject: ParetoSubject, rows: readonly ParetoRow[]): Promise<Html> {
  const drawings = rows.map((row, index) => ({
    id: `pareto-${subject}-${index}`,
    rows: [{ zero: 0, share: row.occurrences / (rows[0]?.occurrences ?? 1), says: barSays(page, subject, row) }],
    label: '',
  }));
  const bars = await page.draw(paretoSpec, drawings);
  const columns: Column[] = [
    { head: page.t(`pareto.${subject}`) },
    { head: page.t('pareto.bar'), kind: 'sparkline' },
    { head: page.t(isOfTickets(subject) ? 'pareto.tickets' : 'pareto.faults'), kind: 'number' },
    { head: page.t('pareto.share'), kind: 'number' },
    { head: page.t('pareto.cumulative'), kind: 'number' },
  ];
  return renderFigure({
    anchor: `pareto-${subject}`,
    title: finding(page, subject, rows),
    note: restText(page, subject, rows),
    body: renderTable(page.say(`pareto.${subject}_table`), columns, [
      { rows: rows.map((row, index) => paretoRow(page, subject, row, bars[index])) },
    ]),
  });
}

function paretoRow(page: Page, subject: ParetoSubject, row: ParetoRow, bar: Content): Row {
  const cumulative = isFew(page, subject) ? html`<span class="none">—</span>` : number(page, row, 'cumulative_share');
  return { cells: [memberName(page, row), bar, number(page, row, 'occurrences'), share(page, subject, row), cumulative] };
}

function finding(page: Page, subject: ParetoSubject, rows: readonly ParetoRow[]): Html | null {
  const [most] = rows;
  if (most === undefined) return null;
  const only = isOfTickets(subject) ? 'pareto.only_tickets' : 'pareto.finding_only';
  return page.t(most.members === 1 ? only : `pareto.finding_${subject}`, {
    member: memberName(page, most),
    faults: number(page, most, 'occurrences'),
    share: share(page, subject, most, true),
    total: page.figure(totals[subject]),
  });
}

function barSays(page: Page, subject: ParetoSubject, row: ParetoRow): string {
  const name = row.member === '' ? page.say('member.none') : isolated(wordOf(page, row));
  const total = page.value(totals[subject]);
  return markText(page, name, [numberText(page, row.occurrences, 'count'), rateText(page, row.share, total, row.occurrences)]);
}

/** What the members beyond the tenth come to. */
function restText(page: Page, subject: ParetoSubject, rows: readonly ParetoRow[]): Html | null {
  const last = rows.at(-1);
  if (last === undefined || last.members <= rows.length || isFew(page, subject)) return null;
  const rest = page.number(cellId(pareto, { subject: last.subject }, 'rest'), 1 - last.cumulative_share, 'ratio');
  return page.t('pareto.rest', { members: last.members - rows.length, share: rest });
}

function isOfTickets(subject: ParetoSubject): boolean {
  return totals[subject] === 'service.accepted';
}

function isFew(page: Page, subject: ParetoSubject): boolean {
  return (page.value(totals[subject]) ?? fewest) < fewest;
}

function share(page: Page, subject: ParetoSubject, row: ParetoRow, isInSentence = false): Html {
  const total = totals[subject];
  const key = { subject: row.subject, member: row.member };
  const hits = { id: cellId(pareto, key, 'occurrences'), value: row.occurrences };
  return page.rate(cellId(pareto, key, 'share'), row.share, hits, { id: total, value: page.value(total) }, { isInSentence });
}

function number(page: Page, row: ParetoRow, column: 'occurrences' | 'cumulative_share'): Html {
  const id = cellId(pareto, { subject: row.subject, member: row.member }, column);
  return page.number(id, row[column], column === 'occurrences' ? 'count' : 'ratio');
}

function memberName(page: Page, row: ParetoRow): Html {
  return row.member === '' ? page.t('member.none') : dataText(wordOf(page, row));
}

/** Responsibilities and categories are codes with words of their own. */
function wordOf(page: Page, { subject, member }: ParetoRow): string {
  if (subject === 'responsibility') return page.termText('responsibility', member);
  return subject === 'category' ? page.termText('category', member) : member;
}
