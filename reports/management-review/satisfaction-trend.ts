import { type Html, html } from '../html.js';
import type { Page } from '../page.js';
import { renderTrend } from './trend-figure.js';

/** Mean score (XmR) and share satisfied (Laney p′) over 13 periods, each with its limits (domain.md § 5). */
export async function renderTrends(page: Page): Promise<Html> {
  const figures = [];
  for (const column of ['mean', 'csat'] as const) {
    figures.push(
      await renderTrend(page, {
        id: `satisfaction.effect.${column}`,
        unit: column === 'mean' ? 'points' : 'ratio',
        anchor: `satisfaction-${column}`,
        drawing: `trend-${column}`,
        name: page.termText('measure', 'effect') + page.say('word.gap') + page.termText('word', column),
        column: page.term('word', column),
        total: 'satisfaction.effect.n',
        none: 'trend.finding_none',
      }),
    );
  }
  return html`<div class="pair">
${figures}</div>
`;
}
