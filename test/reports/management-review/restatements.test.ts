import { describe, expect, test } from 'vitest';
import { figureFamilies } from '../../../pipeline/publish/figure-families.js';
import { definitionFamily } from '../../../reports/locales/definition-families.js';
import { messages } from '../../../reports/locales/index.js';
import { planHeadlines } from '../../../reports/management-review/headlines.js';
import type { MovedFigure, ReportData, Unit } from '../../../reports/management-review/report-data.js';
import { sizeOf, sortedMoves } from '../../../reports/management-review/restatement-order.js';
import { renderRestatements } from '../../../reports/management-review/restatements-section.js';
import { Page } from '../../../reports/page.js';
import type { Locale } from '../../../reports/theme/formats.js';
import { sampleReportData, sparseReportData } from '../sample-report-data.js';
import { sampleRestatements } from '../sample-restatements.js';

const restatements = sampleRestatements();
const pageOf = (data: Partial<ReportData> = {}, locale: Locale = 'zh-CN') =>
  new Page({ ...sampleReportData(), restatements, ...data }, locale, async () => []);
const words = (markup: string): string =>
  markup
    .replace(/<br>/g, ' / ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u00A0', ' ');
const rowsOf = (markup: string): string[] =>
  [...markup.matchAll(/<tr>(<th scope="row"[\s\S]*?)<\/tr>/g)].map(([, row = '']) => words(row.replace(/<\/t[hd]>/g, ' | ')).trim());

describe('the section on restatements', () => {
  test('says plainly that nothing moved', () => {
    const section = renderRestatements(pageOf({ restatements: { own: null, earlier: [], unchecked: [] } }));
    expect([section.state, words(section.body.markup).trim()]).toEqual(['calm', '○ 没有更正：此前发布的数字都没有变动。']);
  });

  test('finds the largest move of each report and says whether late data was the cause', () => {
    const titles = [...renderRestatements(pageOf()).body.markup.matchAll(/<h3>([\s\S]*?)<\/h3>/g)].map(([, title = '']) => words(title));
    expect(titles.slice(0, 4)).toEqual([
      '本报告有 4 个数字与上次发布的不同，最大一处是批次问题 +1',
      '2026 年 7 月报告有 3 个数字因迟到数据更正，最大一处是索赔金额 +249,000.50 元',
      '2026 年第 31 周暂定报告（数据截至 2026-07-30 00:00）有 1 个数字更正，最大一处是受理工单（产品：净水器） +1',
      '2026 年 6 月报告有 1 个数字更正，最大一处是完成维修 +1',
    ]);
  });

  test('lists old, new, difference and reasons; several reasons each with the value they lead to', () => {
    const rows = rowsOf(renderRestatements(pageOf()).body.markup);
    expect(rows.slice(0, 9)).toEqual([
      '批次问题 | 9 | 10 | +1 | 配置 defects.threshold |',
      '解决效果满意率 | 75.1 % | 74.5 % | −0.6 个百分点 | 程序版本 0.0.9 → 0.1.0，至 74.8 % / 文件 客户回访记录表_202608_补.csv，至 74.5 % |',
      '净推荐值 | 21.42 | 21.40 | −0.02 | 文件 客户回访记录表_202608_补.csv |',
      '完成时长第 90 百分位 | 7.9 天 | — | — | 数据、配置和版本相同而重算结果不同，需要查明 |',
      '期末未结工单（处理组：华东[二]组） | 3 | 4 | +1 | 行动计划登记表 |',
      '完成时长中位数（优先级：紧急） | 60.1 小时 | 60.9 小时 | +0.8 小时 | 行动计划登记表 |',
      '索赔金额 | 1,000.00 元 | 250,000.50 元 | +249,000.50 元 | 投诉索赔的 4 个文件：投诉_1.csv、投诉_2.csv、投诉_3.csv… |',
      '首次响应按时数 | 300 | 304 | +4 | 文件 工单_202608.csv |',
      '首次响应达标率 | 93.2 % | 94.4 % | +1.2 个百分点 | 文件 工单_202608.csv |',
    ]);
  });

  test('only names the periods beyond the sixth, and those it could not compare', () => {
    const text = words(renderRestatements(pageOf()).body.markup);
    expect(text).toContain('更早的报告也有更正：2026 年 3 月 1 个、2026 年 2 月 1 个、2026 年 1 月 1 个。');
    expect(text).toContain('未核对 2025 年第 1 周：现用日历不含这些年份。');
  });

  test('is calm where a provisional report alone was replaced', () => {
    const own = { publication: 2, period: '2026-08', provisional_as_of: '2026-08-20T00:00:00', moves: restatements.own?.moves ?? [] };
    const page = pageOf({ restatements: { own, earlier: [], unchecked: [] } });
    expect(renderRestatements(page).state).toBe('calm');
    expect(planHeadlines(page).map(({ section }) => section)).not.toContain('restatements');
    expect(words(renderRestatements(page).body.markup)).toContain('暂定报告（数据截至 2026-08-20 00:00）以来 4 个数字有变动');
  });

  test('keeps the names of files and members text', () => {
    const steps = [{ reason: { kind: 'file' as const, names: ['<b>.csv'] }, value_before: 1, value_after: 2 }];
    const move: MovedFigure = { figure: 'service.open[team=<i>]', unit: 'count', old_value: 1, new_value: 2, steps };
    const own = { publication: 2, period: '2026-08', provisional_as_of: null, moves: [move] };
    const { markup } = renderRestatements(pageOf({ restatements: { own, earlier: [], unchecked: [] } })).body;
    expect(markup).toContain('<bdi>&lt;b&gt;.csv</bdi>');
    expect(markup).not.toMatch(/<[bi]>/);
  });

  test('defines the figures it lists', () => {
    const page = pageOf();
    renderRestatements(page);
    expect([...page.shownFamilies]).toEqual(expect.arrayContaining(['satisfaction.nps', 'sla.*.compliance', 'complaints.amount']));
  });
});

test('the headline comes after decisions, problems, promises and signals', () => {
  const headlines = planHeadlines(pageOf({ ...sparseReportData(), restatements } as Partial<ReportData>, 'en'));
  expect(headlines.map(({ text }) => words(text.markup)).slice(0, 2)).toEqual([
    'Report on August 2026: 4 figures restated, most of all Batch problems +1.',
    'Report on July 2026: 3 figures restated by late data, most of all Amount claimed +CNY 249,000.50.',
  ]);
});

describe('the size of a move', () => {
  const move = (unit: Unit, old_value: number | null, new_value: number | null, figure = 'x'): MovedFigure => ({
    figure,
    unit,
    old_value,
    new_value,
    steps: [],
  });

  test.each([
    ['five percentage points', move('ratio', 0.95, 0.9), 0.05],
    ['one more of a hundred', move('count', 99, 100), 0.01],
    ['one where there was none counts as one of ten', move('count', 0, 1), 0.1],
    ['twice the amount', move('money', 50, 100), 0.5],
    ['an amount gone', move('money', 50, 0), 1],
    ['a tenth of a score of 1 to 5', move('points', 4.2, 4.1, 'satisfaction.effect.mean'), 0.025],
    ['ten points of −100 to 100', move('points', -5, 5, 'satisfaction.nps'), 0.05],
    ['half the time', move('hours', 40, 20), 0.5],
    ['no value before', move('ratio', null, 1), -1],
  ])('%s', (_name, each, size) => {
    expect(sizeOf(each)).toBeCloseTo(size, 12);
  });

  test('decides the order, figures of the whole before figures by dimension', () => {
    const { whole, parts } = sortedMoves({
      publication: 1,
      period: '2026-08',
      provisional_as_of: null,
      moves: [
        move('count', 1, 2, 'service.open[team=a]'),
        move('ratio', null, 1, 'a'),
        move('count', 100, 101, 'c'),
        move('count', 200, 202, 'b'),
      ],
    });
    expect([whole, parts].map((moves) => moves.map(({ figure }) => figure))).toEqual([['b', 'c', 'a'], ['service.open[team=a]']]);
  });
});

test('every figure has a name in both languages', () => {
  const families = figureFamilies.flatMap(({ id, measures }) =>
    Object.keys(measures).map((measure) => definitionFamily(`${id}.${measure}`)),
  );
  for (const locale of ['zh-CN', 'en'] as const) {
    const catalog: Readonly<Record<string, string>> = messages[locale];
    expect(families.filter((family) => catalog[`name.${family}`] === undefined)).toEqual([]);
  }
});

test('a report without restatements has no headline of them', () => {
  expect(planHeadlines(pageOf({ restatements: { own: null, earlier: [], unchecked: [] } })).map(({ section }) => section)).not.toContain(
    'restatements',
  );
});
