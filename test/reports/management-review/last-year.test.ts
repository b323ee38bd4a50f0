import { expect, test } from 'vitest';
import { renderLastYear } from '../../../reports/management-review/last-year.js';
import type { ReportData } from '../../../reports/management-review/report-data.js';
import { Page } from '../../../reports/page.js';
import { sampleReportData } from '../sample-report-data.js';

const sample = sampleReportData();
const csat = 'satisfaction.effect.csat';

function wordsOf(data: ReportData, id = csat): string | undefined {
  const page = new Page(data, 'zh-CN', async () => []);
  return renderLastYear(page, id, 'ratio')
    ?.markup.replace(/<[^>]*>/g, '')
    .replaceAll('\u00A0', ' ');
}

/** The sample with other values of satisfaction in the same month of the year before. */
function withLastYear(values: { csat: number; csat_low: number; csat_high: number; n: number }): ReportData {
  const rows = (sample.tables.satisfaction_by_measure_and_dimension ?? []).map((row) =>
    row.periods_back === 12 ? { ...row, ...values } : row,
  );
  return { ...sample, tables: { ...sample.tables, satisfaction_by_measure_and_dimension: rows } };
}

test('the same month of the year before stands with its n and without a word of change', () => {
  expect(wordsOf(withLastYear({ csat: 0.8, csat_low: 0.7, csat_high: 0.88, n: 60 }))).toBe('去年同月 80.0 %（n = 60）');
});

test('intervals that do not overlap are said to be apart', () => {
  expect(wordsOf(withLastYear({ csat: 0.98, csat_low: 0.96, csat_high: 0.99, n: 400 }))).toBe(
    '去年同月 98.0 %（n = 400），两者 95 % 区间不重叠',
  );
});

test('a week has none, nor has a month from which nothing is recorded', () => {
  expect(wordsOf({ ...sample, header: { ...sample.header, period: '2026-W34', kind: 'week' } })).toBeUndefined();
  const { service_by_dimension: _service, repairs_by_dimension: _repairs, complaints_by_period: _complaints, ...tables } = sample.tables;
  expect(wordsOf({ ...sample, tables })).toBeUndefined();
});
