import type { Section } from '../frame.js';
import { html } from '../html.js';
import type { Page } from '../page.js';
import { renderEmerging } from './emerging.js';
import { renderMissing } from './missing.js';
import { renderPareto } from './pareto.js';

const anchor = 'quality';

/** Which faults are new for their model, and which are most frequent (domain.md § 7). */
export async function renderQuality(page: Page): Promise<Section> {
  const title = page.t('quality.title');
  const hasFaults = (page.data.tables.pareto_by_subject ?? []).length > 0;
  if (!hasFaults) return { anchor, title, state: 'no_data', body: renderMissing(page, ['repairs']) };
  const body = html`${renderEmerging(page)}${await renderPareto(page)}`;
  return { anchor, title, state: (page.value('emerging.flagged') ?? 0) > 0 ? 'signal' : 'calm', body };
}
