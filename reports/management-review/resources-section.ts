import { type Column, renderFigure, renderLongTable, type Section } from '../frame.js';
import { type Html, html, joined } from '../html.js';
import { cellId, type Page } from '../page.js';
import { renderMissing } from './missing.js';
import type { WorkloadRow } from './review-tables.js';
import { renderTechnicians } from './technician-table.js';

const anchor = 'resources';

/** Who carries how much: tickets and obligations by team and person (ISO 9001:2015 9.3.2 d). */
export function renderResources(page: Page): Section {
  const title = page.t('resources.title');
  const rows = page.data.tables.workload_by_person ?? [];
  if (rows.length === 0) return { anchor, title, state: 'no_data', body: renderMissing(page, ['tickets']) };
  return { anchor, title, state: 'calm', body: html`${renderWorkload(page, rows)}${renderTechnicians(page)}` };
}

const counts = ['accepted', 'completed', 'open', 'open_over_30', 'due', 'breached', 'escalated'] as const;

function renderWorkload(page: Page, rows: readonly WorkloadRow[]): Html {
  const columns: Column[] = [
    { head: page.t('resources.person') },
    { head: page.t('resources.team') },
    ...counts.map((name) => ({ head: page.t(`resources.${name}`), kind: 'number' as const })),
  ];
  return renderFigure({
    anchor: 'resources-workload',
    title: finding(page, rows),
    note: page.t('resources.note'),
    isLong: true,
    body: renderLongTable(
      page,
      page.say('resources.table'),
      columns,
      rows.map((row) => ({
        cells: [page.member(row.owner), page.member(row.team), ...counts.map((name) => workload(page, row, name))],
      })),
      { total: page.data.table_rows.get('workload_by_person') ?? rows.length },
    ),
  });
}

/** Rows come with the most open tickets first. */
function finding(page: Page, [most]: readonly WorkloadRow[]): Html {
  if (most === undefined || most.open === 0) return page.t('resources.none_open');
  return page.t('resources.finding', {
    person: joined([page.member(most.owner), page.member(most.team)], ' · '),
    open: workload(page, most, 'open'),
    total: page.figure('service.open'),
  });
}

function workload(page: Page, row: WorkloadRow, name: (typeof counts)[number]): Html {
  return page.number(cellId('workload_by_person', { team: row.team, owner: row.owner }, name), row[name], 'count');
}
