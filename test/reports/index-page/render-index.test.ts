import { expect, test } from 'vitest';
import { publishedTrends } from '../../../pipeline/publish/published-trends.js';
import { renderIndex } from '../../../reports/index-page/render-index.js';
import type { Figure, PublishedPeriod } from '../../../reports/management-review/report-data.js';
import { tileFigures } from '../../../reports/management-review/tiles.js';

function published(period: string, figures: readonly (readonly [string, Figure])[] = []): PublishedPeriod {
  const kind = period.includes('W') ? 'week' : 'month';
  return { period, kind, as_of: '2026-09-01T00:00:00', provisional: false, href: `${period}/index.html`, figures: new Map(figures) };
}

const rendered = (periods: readonly PublishedPeriod[], locale: 'zh-CN' | 'en') =>
  renderIndex(periods, publishedTrends(periods, tileFigures()), locale);

const order = (page: string) => [...page.matchAll(/<a href="([^/"]+)\//g)].map((found) => found[1]);

test('lists months, then weeks, the newest first', async () => {
  const page = await rendered([published('2026-07'), published('2026-W34'), published('2026-08'), published('2026-W35')], 'zh-CN');
  expect(order(page)).toEqual(['2026-08', '2026-07', '2026-W35', '2026-W34']);
});

test('prints a figure with its id, too few cases in words, and a dash for none', async () => {
  const ratio = (value: number): Figure => ({ value, unit: 'ratio' });
  const page = await rendered(
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
  const list = page.slice(page.indexOf('class="periods"'));
  expect(page).toContain('<data value="0.913" data-figure="sla.first_response.compliance" data-period="2026-08">91.3\u00A0%</data>');
  expect(page).toContain('too few cases');
  expect(page).not.toContain('data-figure="satisfaction.effect.csat"');
  expect(list.match(/<span class="none">—<\/span>/g)).toHaveLength(6);
});

test('says so when nothing is published', async () => {
  expect(await rendered([], 'zh-CN')).toContain('还没有发布的报告。');
});

const months = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${2021 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`);

const responses = (compliance: number): [string, Figure][] => [
  ['sla.first_response.compliance', { value: compliance, unit: 'ratio' }],
  ['sla.first_response.due', { value: 400, unit: 'count' }],
];

test('of 60 periods judges the newest 13 and names the figure beyond its limits', async () => {
  const periods = months(60).map((month, index) => published(month, responses(index === 59 ? 0.5 : 0.9 + (index % 2) * 0.01)));
  const page = await rendered(periods, 'en');
  expect(order(page)).toHaveLength(60);
  expect(page).toContain('December 2025, signals: First response in time');
  expect(page).toMatch(/50\.0\u00A0% – 91\.0\u00A0%<\/span> <span class="sub nowrap">13 periods/);
});

test('one period has no trend, and a figure that an older version lacks is a hole, not 0', async () => {
  expect(await rendered([published('2026-08', responses(0.9))], 'en')).toContain('only one period has a value');
  const periods = [published('2026-06', responses(0.9)), published('2026-07'), published('2026-08', responses(0.92))];
  const [trend] = publishedTrends(periods, ['sla.first_response.compliance']);
  expect(trend?.points.slice(-3).map(({ value }) => value)).toEqual([0.9, null, 0.92]);
  expect(await rendered(periods, 'en')).toContain('fewer than 6 periods');
});
