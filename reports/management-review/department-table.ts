import { type Column, renderFigure, renderLongTable } from '../frame.js';
import type { Html } from '../html.js';
import { cellId, type Page } from '../page.js';
import type { DepartmentRow } from './action-tables.js';
import { renderMissing } from './missing.js';

const table = 'actions_by_department';
const counts = ['open', 'overdue', 'longest_overdue_days', 'due', 'closed_on_time', 'missing'] as const;

/** Actions by the department that answers for them (domain.md § 8 A1). */
export function renderDepartments(page: Page): Html {
  const rows = page.data.tables[table] ?? [];
  if (rows.length === 0) return renderMissing(page, ['actions']);
  const columns: Column[] = [
    { head: page.t('departments.department') },
    ...counts.map((name) => ({ head: page.t(`departments.${name}`), kind: 'number' as const })),
  ];
  return renderFigure({
    anchor: 'suppliers-departments',
    title: finding(page, rows),
    note: page.t('departments.note'),
    body: renderLongTable(
      page,
      page.say('departments.table'),
      columns,
      rows.map((row) => ({ cells: [page.member(row.department), ...counts.map((name) => count(page, row, name))] })),
    ),
  });
}

/** Rows come with the most overdue first. */
function finding(page: Page, rows: readonly DepartmentRow[]): Html | null {
  const [most] = rows;
  if (most === undefined) return null;
  if (rows.every((row) => row.department === '')) return page.t('departments.none_given');
  if (most.overdue === 0) return page.t('departments.none_overdue');
  return page.t('departments.finding', {
    department: page.member(most.department),
    overdue: count(page, most, 'overdue'),
    days: count(page, most, 'longest_overdue_days'),
  });
}

function count(page: Page, row: DepartmentRow, column: (typeof counts)[number]): Html {
  return page.number(cellId(table, { department: row.department }, column), row[column], 'count');
}
