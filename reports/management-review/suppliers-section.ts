import type { Section, State } from '../frame.js';
import { html } from '../html.js';
import type { Page } from '../page.js';
import { renderDepartments } from './department-table.js';
import { renderMissing } from './missing.js';
import { renderResponsibilities } from './responsibility-table.js';
import { renderSlips, renderSuppliers } from './supplier-tables.js';

const anchor = 'suppliers';

/** Who answers: for faults, for slips and samples, for actions (domain.md § 8 A5; ISO 9001:2015 9.3.2 c7). */
export function renderSuppliersSection(page: Page): Section {
  const title = page.t('suppliers.title');
  const { faults_by_responsibility, samples_by_supplier, nonconforming_slips, actions_by_department } = page.data.tables;
  const tables = [faults_by_responsibility, samples_by_supplier, nonconforming_slips, actions_by_department];
  if (tables.every((rows) => (rows ?? []).length === 0)) {
    return { anchor, title, state: 'no_data', body: renderMissing(page, ['repairs', 'samples', 'feedback', 'actions']) };
  }
  const body = html`${renderResponsibilities(page)}${renderSuppliers(page)}${renderSlips(page)}${renderDepartments(page)}`;
  return { anchor, title, state: stateOf(page), body };
}

/** Overdue actions are said in the section on actions; here important problems call for a look. */
function stateOf(page: Page): State {
  const { faults_by_responsibility: faults = [], nonconforming_slips: slips = [] } = page.data.tables;
  const isImportant = faults.some((row) => row.important_groups > 0) || slips.some((row) => row.info_class === 'important');
  return isImportant ? 'signal' : 'calm';
}
