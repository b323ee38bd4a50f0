import { type Html, html } from '../html.js';
import { definitionsOf } from '../locales/index.js';
import type { Page } from '../page.js';
import { clockRows } from './sla-order.js';

/** What each figure shown above means, in words: the source `explain` prints too. */
export function renderDefinitions(page: Page): Html {
  const definitions = definitionsOf(page.locale);
  const families = [...page.shownFamilies].sort().filter((family) => Object.hasOwn(definitions, family));
  const items = families.map(
    (family) => html`<div data-family="${family}"><dt><code>${family}</code></dt><dd>${definitions[family]}</dd></div>\n`,
  );
  return html`<details id="data-definitions"><summary>${page.t('definitions.title', { count: families.length + clocks(page).length })}</summary>
<p class="note">${page.t('definitions.note')}</p>
<dl class="definitions">
${items}${clocks(page)}</dl></details>
`;
}

function clocks(page: Page): Html[] {
  const definitions = definitionsOf(page.locale);
  return clockRows(page.data)
    .filter((row) => Object.hasOwn(definitions, `clock.${row.clock}`))
    .map(
      (row) =>
        html`<div data-family="sla.${row.clock}"><dt>${page.term('clock', row.clock)} <code>sla.${row.clock}</code></dt><dd>${definitions[`clock.${row.clock}`]}</dd></div>\n`,
    );
}
