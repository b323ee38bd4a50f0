import { describe, expect, test } from 'vitest';
import { renderReport } from '../../../reports/management-review/render-report.js';
import type { ReportData } from '../../../reports/management-review/report-data.js';
import { sampleReportData, sparseReportData } from '../sample-report-data.js';

const samples = [
  ['with every section filled', sampleReportData()],
  ['with most exports missing', sparseReportData()],
] as const;

describe.each(samples)('a page %s', (_name, data) => {
  test('in English has no Chinese when the data has none, but for names that stand in Chinese files', async () => {
    const page = await renderReport(inAscii(data), 'en');
    const words = page
      .replace(/<style>[\s\S]*?<\/style>/g, '')
      // Headers and datasets as the exports spell them, marked as Chinese.
      .replace(/<(\w+) lang="zh-CN">[^<]*<\/\1>/g, '');
    expect(words.match(/.{0,40}[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]+.{0,20}/gu) ?? []).toEqual([]);
  });

  test('in Chinese has no English word but those without a Chinese one', async () => {
    const page = await renderReport(inAscii(data), 'zh-CN');
    const words = textsOf(page).flatMap((text) => text.match(/[A-Za-z][A-Za-z′-]*[A-Za-z]|\b[A-Za-z]\b/g) ?? []);
    const unknown = [...new Set(words)].filter((word) => !Object.values(keptInEnglish).some((kept) => kept.includes(word)));
    expect(unknown).toEqual([]);
  });
});

/** Words that a Chinese quality department writes in Latin letters, and why. */
const keptInEnglish: Readonly<Record<string, readonly string[]>> = {
  'letters of statistics and of formulas': ['n', 'p', 'q', 'z', 'S', 't'],
  'methods named after people or by their letters': ['XmR', 'Laney', 'Kaplan', 'Meier', 'Benjamini', 'Hochberg', 'Wilson'],
  'standards and their clauses': ['ISO', 'GB', 'T', 'a', 'b', 'd', 'e', 'f'],
  'this program, its commands, folders, files and their checksum': [
    ...['fieldreview', 'explain', 'tables', 'rejects', 'restatements', 'parquet', 'sha'],
  ],
};

/** Texts of elements, attributes that are read aloud and what the scripts say; data of the exports and code left out. */
function textsOf(page: string): string[] {
  const [, said = '{}'] = /<script type="application\/json" id="words">([^<]*)<\/script>/.exec(page) ?? [];
  const body = page.replace(/^[\s\S]*<body>/, '').replace(/<script[\s\S]*?<\/script>|<(bdi|code)>[^<]*<\/\1>/g, ' ');
  const labels = [...body.matchAll(/ (?:aria-label|title|placeholder|alt)="([^"]*)"/g)].map((found) => found[1] ?? '');
  const spoken = Object.values(JSON.parse(said) as Record<string, string>).map((text) => text.replace(/\{\w+\}/g, ''));
  return [...labels, ...spoken, ...body.split(/<[^>]*>/)].map((text) => text.replace(/&\w+;/g, ' '));
}

/** The same data with `0` for each character beyond ASCII, in keys too. */
function inAscii(data: ReportData): ReportData {
  const plain = (text: string): string => text.replace(/[^\0-\x7F]/gu, '0');
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return plain(value);
    if (value instanceof Map) return new Map([...value].map(([key, inner]) => [plain(String(key)), visit(inner)]));
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner)]));
  };
  return visit(data) as ReportData;
}
