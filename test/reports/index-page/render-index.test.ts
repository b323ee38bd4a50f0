import { expect, test } from 'vitest';
import { renderIndex } from '../../../reports/index-page/render-index.js';
import type { Figure, PublishedPeriod } from '../../../reports/management-review/report-data.js';

function published(period: string, figures: readonly (readonly [string, Figure])[] = []): PublishedPeriod {
  const kind = period.includes('W') ? 'week' : 'month';
  return { period, kind, as_of: '2026-09-01T00:00:00', provisional: false, href: `${period}/index.html`, figures: new Map(figures) };
}

const order = (page: string) => [...page.matchAll(/<a href="([^/"]+)\//g)].map((found) => found[1]);

test('lists months, then weeks, the newest first', () => {
  const page = renderIndex([published('2026-07'), published('2026-W34'), published('2026-08'), published('2026-W35')], 'zh-CN');
  expect(order(page)).toEqual(['2026-08', '2026-07', '2026-W35', '2026-W34']);
});

test('prints a figure with its id, too few cases in words, and a dash for none', () => {
  const ratio = (value: number): Figure => ({ value, unit: 'ratio' });
  const page = renderIndex(
    [
      published('2026-08', [
        ['sla.first_response.compliance', ratio(0.913)],
        ['sla.first_response.due', { value: 412, unit: 'count' }],
        ['satisfaction.effect.csat', ratio(0.5)],
        ['satisfaction.effect.n', { value: 4, unit: 'count' }],
      ]),
    ],
    'en',
  );
  expect(page).toContain('<data value="0.913" data-figure="sla.first_response.compliance" data-period="2026-08">91.3\u00A0%</data>');
  expect(page).toContain('too few cases');
  expect(page).not.toContain('data-figure="satisfaction.effect.csat"');
  expect(page.match(/<span class="none">—<\/span>/g)).toHaveLength(6);
});

test('says so when nothing is published', () => {
  expect(renderIndex([], 'zh-CN')).toContain('还没有发布的报告。');
});
