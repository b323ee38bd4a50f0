import { describe, expect, test } from 'vitest';
import { judgeChange, renderChange } from '../../../reports/management-review/change.js';
import { planHeadlines } from '../../../reports/management-review/headlines.js';
import type { ReportData } from '../../../reports/management-review/report-data.js';
import { Page } from '../../../reports/page.js';
import { sampleReportData, sparseReportData } from '../sample-report-data.js';

const sample = sampleReportData();
const pageOf = (data: ReportData) => new Page(data, 'zh-CN', async () => []);
/** Without actions, important groups to assign, emerging faults, or restatements. */
const calm: ReportData = {
  ...sample,
  figures: new Map([...sample.figures, ['actions.unassigned', { value: 0, unit: 'count' }] as const]),
  tables: { ...sample.tables, actions: [], emerging: [] },
  restatements: { own: null, earlier: [], unchecked: [] },
};
const wordsOf = (data: ReportData) =>
  planHeadlines(pageOf(data)).map(({ text }) => text.markup.replace(/<[^>]*>/g, '').replaceAll('\u00A0', ' '));

describe('headlines', () => {
  test('come in order, one of each rule before a second of any: decisions, batch problems, promises broken, signals; five at most', () => {
    expect(wordsOf(sample)).toEqual([
      '2 项措施逾期，最长 21 天：A-009（穆清扬）。A-012 已不在登记表中。',
      '批次 L2512-08 · W02：不良率 108.3 %（130/120，95 % 区间 96.9 % – 100.0 %），确认超过 20 %。',
      '14 组重要信息尚无责任措施。',
      '质量问题解决达标率 83.1 %（目标 90 %），上月 91.5 %，超时 12 件，其中华东二组 7 件。',
      '新发问题 1 对（检验 4 对），最显著的是 KT-35GW · E33：14 起，预期 0.8 起。',
    ]);
  });

  test('where one rule is silent the others say more, and mean and share of one measure are said once', () => {
    expect(wordsOf({ ...calm, control_limits: sample.control_limits })).toEqual([
      '批次 L2512-08 · W02：不良率 108.3 %（130/120，95 % 区间 96.9 % – 100.0 %），确认超过 20 %。',
      '反馈单 F2608-0044 · C05：不良率 44.0 %（22/50，95 % 区间 31.2 % – 57.7 %），确认超过 20 %。',
      '质量问题解决达标率 83.1 %（目标 90 %），上月 91.5 %，超时 12 件，其中华东二组 7 件。',
      '首次响应达标率 91.3 %（目标 95 %），上月 94.4 %，超时 36 件，其中华东二组 22 件。',
      '解决效果满意率 74.5 %，低于控制限。',
    ]);
  });

  test('actions gone from the register are named, of more than two the first two', () => {
    const gone = (sample.tables.actions ?? []).slice(0, 3).map((action) => ({ ...action, is_missing: true, is_overdue: false }));
    const figures = new Map([...sample.figures, ['actions.missing', { value: 3, unit: 'count' }] as const]);
    const words = wordsOf({ ...sample, figures, tables: { ...sample.tables, actions: gone } });
    expect(words[0]).toBe('A-009、A-012 等 3 项已不在登记表中。');
  });

  test('a batch problem with an action is no headline, one known to have none says so', () => {
    const groups = (sample.tables.defect_groups ?? []).map((group) => ({ ...group, is_assigned: group.lot_no !== 'L2409-17' }));
    expect(wordsOf({ ...sample, tables: { ...sample.tables, defect_groups: groups } })[1]).toBe(
      '批次 L2409-17 · E03：不良率 31.2 %（78/250，95 % 区间 25.8 % – 37.2 %），确认超过 20 %，尚无责任措施。',
    );
  });

  test('without targets the clock with the most breaches is named', () => {
    expect(wordsOf({ ...sample, targets: new Map() })[3]).toBe('进度更新达标率 69.1 %，上月 63.9 %，超时 408 件，其中华东二组 253 件。');
  });

  test('a clock with fewer than ten due breaks no promise in public', () => {
    const targets = new Map([['sla.complaint_reply.compliance', 0.95]]);
    expect(wordsOf({ ...calm, targets }).some((text) => text.includes('投诉回复'))).toBe(false);
  });

  test('a clock whose export was not read breaks no promise: by the rule all of it counts as late', () => {
    const datasets = sample.accounting.datasets.map((row) => (row.dataset === 'events' ? { ...row, read: 0 } : row));
    const words = wordsOf({ ...sample, targets: new Map(), accounting: { ...sample.accounting, datasets } });
    expect(words.filter((text) => text.includes('进度更新达标率'))).toEqual([]);
    expect(words.filter((text) => text.includes('达标率'))).toHaveLength(1);
  });

  test('nothing is claimed where there is no data', () => {
    expect(wordsOf(sparseReportData())).toEqual([]);
  });
});

describe('changes', () => {
  const csat = 'satisfaction.effect.csat';
  const within = {
    series: csat,
    method: 'laney_p_prime',
    centre: 0.8,
    points: [{ periods_back: 0, value: 0.75, lower: 0.7, upper: 0.9, signals: [] }],
  } as const;

  test('a signal of a control rule is a change', () => {
    expect(judgeChange(pageOf(sample), csat)).toMatchObject({ kind: 'signal', point: { signals: ['rule_1'] } });
  });

  test('a signal on the other side than the step is said without the step', () => {
    const above = {
      series: csat,
      method: 'laney_p_prime',
      centre: 0.6,
      points: [{ periods_back: 0, value: 0.745, lower: 0.5, upper: 0.7, signals: ['rule_1'] }],
    } as const;
    const words = renderChange(pageOf({ ...sample, control_limits: [above] }), csat, 'ratio').markup.replace(/<[^>]*>/g, '');
    expect(words.replaceAll('\u00A0', ' ')).toBe('◆ 高于控制限；上月 83.5 %');
  });

  test('overlapping intervals are not', () => {
    expect(judgeChange(pageOf({ ...sample, control_limits: [] }), csat).kind).toBe('within');
  });

  test('intervals apart are, though no rule signals', () => {
    const rows = (sample.tables.satisfaction_by_measure_and_dimension ?? []).map((row) =>
      row.periods_back === 1 ? { ...row, csat_low: 0.81, csat_high: 0.9 } : row,
    );
    const data = { ...sample, tables: { ...sample.tables, satisfaction_by_measure_and_dimension: rows }, control_limits: [within] };
    expect(judgeChange(pageOf(data), csat).kind).toBe('interval');
  });

  test('without interval and limits nothing is said of it', () => {
    expect(judgeChange(pageOf(sample), 'defects.important')).toEqual({ kind: 'unjudged', difference: 4 });
  });

  test('within limits and without an interval it is normal variation', () => {
    const limits = { ...within, series: 'defects.important' };
    expect(judgeChange(pageOf({ ...sample, control_limits: [limits] }), 'defects.important').kind).toBe('within');
  });

  test('without a period before there is none', () => {
    expect(judgeChange(pageOf(sparseReportData()), csat)).toEqual({ kind: 'none' });
  });
});
