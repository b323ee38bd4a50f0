import { type Column, renderFigure, renderTable } from '../frame.js';
import { type Html, html } from '../html.js';
import { cellId, type Page } from '../page.js';
import type { ResponsibilityRow } from './action-tables.js';
import { renderMissing } from './missing.js';

const table = 'faults_by_responsibility';
const counts = ['confirmed_faults', 'faults_before', 'out_of_box', 'batch_groups', 'important_groups'] as const;

/** Faults found in the period by what the repair put them down to, ours or not. */
export function renderResponsibilities(page: Page): Html {
  const rows = page.data.tables[table] ?? [];
  if (!rows.some((row) => row.faults > 0)) return renderMissing(page, ['repairs']);
  const columns: Column[] = [
    { head: page.t('responsible.responsibility') },
    { head: page.t('responsible.faults'), kind: 'number' },
    { head: page.t('responsible.share'), kind: 'number' },
    ...counts.map((name) => ({ head: page.t(`responsible.${name}`), kind: 'number' as const })),
    { head: page.t('responsible.cost'), kind: 'number' },
  ];
  return renderFigure({
    anchor: 'suppliers-responsibility',
    title: finding(page, rows),
    note: page.t('responsible.note'),
    body: renderTable(page.say('responsible.table'), columns, [
      {
        rows: rows.map((row) => ({
          cells: [
            nameOf(page, row),
            count(page, row, 'faults'),
            share(page, row, false),
            ...counts.map((name) => count(page, row, name)),
            page.number(cell(row, 'cost'), row.cost, 'money'),
          ],
        })),
      },
    ]),
  });
}

/** Rows come with the most faults first. */
function finding(page: Page, rows: readonly ResponsibilityRow[]): Html | null {
  const [most] = rows;
  if (most === undefined) return null;
  if (rows.every((row) => row.responsibility === '')) return page.t('responsible.none_given', { faults: count(page, most, 'faults') });
  return page.t('responsible.finding', {
    total: count(page, most, 'all_faults'),
    responsibility: nameOf(page, most),
    faults: count(page, most, 'faults'),
    share: share(page, most, true),
    before: count(page, most, 'faults_before'),
  });
}

function nameOf(page: Page, row: ResponsibilityRow): Html {
  return row.responsibility === '' ? html`${page.t('member.none')}` : page.term('responsibility', row.responsibility);
}

function share(page: Page, row: ResponsibilityRow, isInSentence: boolean): Html {
  const hits = { id: cell(row, 'faults'), value: row.faults };
  return page.rate(cell(row, 'share'), row.share, hits, { id: cell(row, 'all_faults'), value: row.all_faults }, { isInSentence });
}

function count(page: Page, row: ResponsibilityRow, column: 'faults' | 'all_faults' | (typeof counts)[number]): Html {
  return page.number(cell(row, column), row[column], 'count');
}

function cell(row: ResponsibilityRow, column: keyof ResponsibilityRow): string {
  return cellId(table, { responsibility: row.responsibility }, column);
}
