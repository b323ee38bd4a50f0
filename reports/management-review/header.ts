import { type Html, html, joined } from '../html.js';
import type { Page } from '../page.js';
import { formatPeriod, formatTime } from '../theme/formats.js';

/** Who, which period, how complete the data, and what made the page. */
export function renderHeader(page: Page): Html {
  const { header } = page.data;
  const state = header.provisional ? 'provisional' : 'final';
  return html`<header>
<p class="company">${joined([header.company === null ? null : html`<bdi>${header.company}</bdi>`, page.t('report.name')], ' · ')}</p>
<h1>${page.t('report.title', { period: formatPeriod(header.period, page.locale) })} <span class="tag tag-${state}">${page.t(`state.${state}`)}</span></h1>
<p class="meta">${page.t('header.cut_off', { as_of: formatTime(header.as_of), timezone: html`<bdi>${header.timezone}</bdi>` })} ${page.t('header.made_by', { version: html`<bdi>${header.product_version}</bdi>`, hash: html`<code>${header.configuration_hash.slice(0, 12)}</code>` })}</p>
<p class="meta">${renderHealth(page)}</p>
</header>
`;
}

function renderHealth(page: Page): Html {
  const { health } = page.data.accounting;
  const count = (name: keyof typeof health) => page.number(`accounting.health.${name}`, health[name], 'count');
  const troubles = (['rejected', 'bad_files', 'orphan_references', 'uncovered_days'] as const).map((name) => {
    const text = page.t(`health.${name}`, { n: count(name) });
    return health[name] > 0 ? html`<span class="noted">${text}</span>` : text;
  });
  return html`<a href="#data">${page.t('health.title')}</a>${page.say('colon')}${joined(
    [page.t('health.read', { n: count('read') }), ...troubles],
    page.say('list.separator'),
  )}`;
}
