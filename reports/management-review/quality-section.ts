import type { Section } from '../frame.js';
import { html } from '../html.js';
import type { Page } from '../page.js';
import { renderEmerging } from './emerging.js';
import { renderMatrix } from './fault-matrix.js';
import { renderMissing } from './missing.js';
import { renderPareto } from './pareto.js';
import { renderProductionMonths } from './production-months.js';

const anchor = 'quality';

/** Which faults are most frequent, which are new for their model, and how products age in service (domain.md § 7). */
export async function renderQuality(page: Page): Promise<Section> {
  const title = page.t('quality.title');
  const hasFaults = (page.data.tables.pareto_by_subject ?? []).length > 0;
  if (!hasFaults) return { anchor, title, state: 'no_data', body: renderMissing(page, ['repairs']) };
  const frequencies = await renderPareto(page, ['fault_code', 'model', 'part', 'responsibility']);
  const body = html`${frequencies}${renderMatrix(page)}${renderEmerging(page)}${await renderProductionMonths(page)}`;
  return { anchor, title, state: (page.value('emerging.flagged') ?? 0) > 0 ? 'signal' : 'calm', body };
}
