import { describe, expect, test } from 'vitest';
import type { ReportData } from '../../../reports/management-review/report-data.js';
import type { Scope } from '../../../reports/management-review/scope-cells.js';
import { satisfactionScopeRows, serviceScopeRows, slaScopeRows } from '../../../reports/management-review/scope-rows.js';
import { renderScopePanel, scopeData } from '../../../reports/management-review/scopes.js';
import { Page } from '../../../reports/page.js';
import { sampleReportData, sparseReportData } from '../sample-report-data.js';

const team: Scope = { dimension: 'team', member: '华东二组' };

/** The sample with some figures of one team. */
function pageWith(figures: Readonly<Record<string, number | null>>): Page {
  const data = sampleReportData();
  const own = Object.entries(figures).map(([id, value]) => [`${id}[team=华东二组]`, { value, unit: 'count' }] as const);
  return pageOf({ ...data, figures: new Map([...data.figures, ...own]) });
}

function pageOf(data: ReportData): Page {
  return new Page(data, 'zh-CN', async () => []);
}

/** First cell of each row the team has something in. */
const filled = (rows: readonly { cells: readonly { fill: (scope: Scope) => unknown }[]; isFilled: (scope: Scope) => boolean }[]) =>
  rows.filter((row) => row.isFilled(team)).map((row) => row.cells[0]?.fill(team));

describe('a clock of one team', () => {
  const clock = (met: number, due: number) => ({
    'sla.first_response.met': met,
    'sla.first_response.due': due,
    'sla.first_response.breached': due - met,
    'sla.first_response.compliance': due === 0 ? null : met / due,
    'sla.first_response.pending': 1,
  });

  test.each([
    [9, 9, ['few', 9, 9]],
    [19, 20, [[0.95, '95.0\u00A0%']]],
    [18, 20, ['broken', [0.9, '90.0\u00A0%']]],
    [0, 0, ['word']],
  ])('%i of %i in time', (met, due, cell) => {
    expect(filled(slaScopeRows(pageWith(clock(met, due))))).toEqual([cell]);
  });

  test('has no row without obligations', () => {
    expect(filled(slaScopeRows(pageWith({})))).toEqual([]);
  });

  test('is not marked where the export that would show it kept was not read', () => {
    const data = sampleReportData();
    const datasets = data.accounting.datasets.map((row) => (row.dataset === 'revisits' ? { ...row, read: 0 } : row));
    const own = { met: 0, due: 20, breached: 20, compliance: 0 };
    const figures = Object.entries(own).map(([name, value]) => [`sla.revisit.${name}[team=华东二组]`, { value, unit: 'count' }] as const);
    const targets = new Map([...data.targets, ['sla.revisit.compliance', 0.9] as const]);
    const shown = (accounting: ReportData['accounting']) =>
      filled(slaScopeRows(pageOf({ ...data, accounting, targets, figures: new Map([...data.figures, ...figures]) })));
    expect(shown(data.accounting)).toEqual([['broken', [0, '0.0\u00A0%']]]);
    expect(shown({ ...data.accounting, datasets })).toEqual([[[0, '0.0\u00A0%']]]);
  });
});

describe('the scores of one team', () => {
  const scores = (n: number) => ({
    'satisfaction.effect.n': n,
    'satisfaction.effect.mean': 3.5,
    'satisfaction.effect.csat': 0.5,
    'satisfaction.effect.csat_low': 0.2,
    'satisfaction.effect.csat_high': 0.8,
    'satisfaction.effect.dissatisfied': 0,
  });

  test('from ten on come with their interval', () => {
    const share = [0.5, '50.0\u00A0%'];
    const interval = [
      [0.2, '20.0\u00A0%'],
      [0.8, '80.0\u00A0%'],
    ];
    expect(filled(satisfactionScopeRows(pageWith(scores(10))))).toEqual([
      [10],
      [[3.5, '3.50']],
      [share],
      interval,
      [[0, '0.0\u00A0%']],
      ['word'],
    ]);
  });

  test('below ten are counts without an interval; no low score is 0', () => {
    expect(filled(satisfactionScopeRows(pageWith(scores(8))))).toEqual([
      [8],
      [[3.5, '3.50']],
      ['few', 4, 8],
      null,
      ['few', 0, 8],
      ['word'],
    ]);
  });
});

test('the service of one team: rates with what they are shares of', () => {
  const rows = serviceScopeRows(pageWith({ 'service.accepted': 98, 'service.open': 96, 'service.resolution_rate': 0.872 }));
  expect(filled(rows)).toEqual([[98], null, [96], [[0.872, '87.2\u00A0%'], 94], null, null]);
});

describe('the panels', () => {
  test('are templates, with the id of each figure less its scope', () => {
    const panel = renderScopePanel(pageOf(sampleReportData()), 'sla')?.markup ?? '';
    expect(panel).toContain('<template data-panel="sla">');
    expect(panel).toContain('<span data-slot="sla.first_response.met">');
    expect(panel).not.toContain('<select');
  });

  test('are not there without products and teams', () => {
    expect(renderScopePanel(pageOf(sparseReportData()), 'sla')).toBeNull();
    expect(scopeData(pageOf(sparseReportData())).groups).toEqual([]);
  });

  test('list products, then teams, by name, those without one last', () => {
    const { groups } = scopeData(pageOf(sampleReportData()));
    expect(groups.map(({ label, scopes }) => [label, scopes.map(({ name }) => name)])).toEqual([
      ['产品', ['冰箱', '家用空调', '洗衣机']],
      ['处理组', ['华东一组', '华东二组', '华南组', '技术支持组', '（未填）']],
    ]);
    expect(groups[1]?.scopes.at(-1)?.of).toBe('[team=]');
  });
});

test('of 200 teams the figures weigh less than 400 kB', () => {
  const data = sampleReportData();
  const clocks = slaScopeRows(pageOf(data)).length;
  const teams = Array.from({ length: 200 }, (_, index) => `第 ${index + 1} 区域服务组`);
  const of = (id: string, value: number, member: string) => [`${id}[team=${member}]`, { value, unit: 'count' as const }] as const;
  const figures = [...data.figures.keys()].flatMap((id) =>
    /^(sla|satisfaction|service|repairs)\./.test(id)
      ? teams.map((member) => of(id, /compliance|csat|rate|dissatisfied/.test(id) ? 0.926829268292683 : 41, member))
      : [],
  );
  const tables = { ...data.tables, service_by_dimension: teams.map((member) => serviceRow(member)) };
  const page = pageOf({ ...data, figures: new Map([...data.figures, ...figures]), tables });
  expect(clocks).toBeGreaterThan(15);
  expect(Buffer.byteLength(JSON.stringify(scopeData(page)))).toBeLessThan(400_000);
});

function serviceRow(member: string) {
  const counts = { accepted: 41, completed: 38, cancelled: 0, reopened: 0, open: 3, open_age_over_30: 0, to_resolve: 41 };
  return { periods_back: 0, dimension: 'team', member, ...counts, resolution_rate: 0.926829268292683 };
}
