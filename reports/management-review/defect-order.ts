import { worstShown } from '../frame.js';
import { type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import { isRead } from './missing.js';
import type { DefectGroupRow } from './report-tables.js';

/** Groups of the opened rest: beyond it a reader filters the exported table instead. */
export const restShown = 1000;
/** All that the page may list. */
export const mostListedGroups = worstShown + restShown;
/** SQL of `isListed`. */
export const listedGroups = `(info_class = 'important' or class = 'batch')`;

/** The groups that have a fact sheet, in the order of the sheets. */
export function groupsWithSheet(page: Page): DefectGroupRow[] {
  const groups = new Map((page.data.tables.defect_groups ?? []).map((group) => [group.group_id, group]));
  return (page.data.tables.sheets ?? []).flatMap(({ group_id }) => groups.get(group_id) ?? []);
}

/** Whether there is anything to group: a group on record, or what would make one. */
export function hasGroups(page: Page): boolean {
  return (page.value('defects.total_groups') ?? 0) > 0 || isRead(page.data, 'lots') || isRead(page.data, 'feedback');
}

/** Id of a number of a group in figures.json. */
export function groupCell(group: DefectGroupRow, column: string): string {
  return cellId('tables.defects', { group_id: group.group_id }, column);
}

/** Groups a meeting looks at: important or batch. */
export function isListed(group: DefectGroupRow): boolean {
  return group.info_class === 'important' || group.class === 'batch';
}

/** New or grown in the period. */
export function isActive(group: DefectGroupRow): boolean {
  return group.status !== 'quiet';
}

/** The active ones first, within them by the lower bound of the rate, highest first, unrated last; ties by id. */
export function sortedGroups(groups: readonly DefectGroupRow[]): DefectGroupRow[] {
  return [...groups].sort(
    (one, other) =>
      Number(isActive(other)) - Number(isActive(one)) ||
      (other.rate_low ?? -1) - (one.rate_low ?? -1) ||
      (one.group_id < other.group_id ? -1 : 1),
  );
}

/** 批次 L2409-17 · E03, or the slip with its model. */
export function groupName(page: Page, group: DefectGroupRow): Html {
  const isLot = group.group_id.startsWith('lot:');
  const name = isLot
    ? page.t('group.lot', { lot: dataText(group.lot_no) })
    : page.t('group.slip', { slip: dataText(group.group_id.replace(/^slip:/, '')) });
  return joined([name, dataText(group.fault_code)], html` · `);
}
