import { describe, expect, test } from 'vitest';
import { definitionsOf } from '../../../reports/locales/index.js';
import { renderReport } from '../../../reports/management-review/render-report.js';
import { formatNumber } from '../../../reports/theme/formats.js';
import { withTextAppended } from '../../browser/hostile-data.js';
import { sampleReportData, sparseReportData } from '../sample-report-data.js';

const locales = ['zh-CN', 'en'] as const;
const cjk = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]/;
const data = sampleReportData();
const pages = { 'zh-CN': await renderReport(data, 'zh-CN'), en: await renderReport(data, 'en') };

describe.each(locales)('the page in %s', (locale) => {
  const page = pages[locale];

  test('is the same, byte for byte, when rendered again', async () => {
    expect(await renderReport(sampleReportData(), locale)).toBe(page);
  });

  test('runs nothing but its own script, asks for nothing, and is small', () => {
    expect(page.match(/<script/g)).toHaveLength(3);
    expect(withoutScripts(page)).not.toMatch(/<script|<link|<img|<iframe|<object| on[a-z]+="| style="|javascript:|https?:/i);
    expect(page.length).toBeLessThan(1_000_000);
  });

  test('uses each id once, and every link leads somewhere', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/ href="#([^"]+)"/g)].map((found) => found[1]);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  test('prints figures as the formatter does, each with its id', () => {
    const printed = [...page.matchAll(/<data ([^>]*)>([^<]*)<\/data>/g)].map((found) => ({ tag: found[1] ?? '', text: found[2] }));
    expect(printed.length).toBeGreaterThan(500);
    expect(printed.filter(({ tag }) => !/ data-(figure|source|difference)="/.test(tag))).toEqual([]);
    const wrong = printed.filter(({ tag, text }) => {
      const figure = data.figures.get(/data-figure="([^"]*)"/.exec(tag)?.[1] ?? '');
      if (figure?.value == null || tag.includes('data-period')) return false;
      const digits = tag.includes('nps') ? 1 : undefined;
      return text !== formatNumber(figure.value, figure.unit, locale, tag.includes('satisfaction.nps_n') ? 0 : digits);
    });
    expect(wrong).toEqual([]);
  });

  test('names a source only for what is no figure', () => {
    const sources = [...page.matchAll(/ data-source="([^"[]*)/g)].map((found) => found[1] ?? '');
    const families = new Set(sources.map((source) => source.split('.')[0] ?? ''));
    expect([...families].filter((family) => !knownSources.includes(family))).toEqual([]);
  });

  test('defines every figure it shows', () => {
    const defined = [...page.matchAll(/<dt><code>([^<]+)<\/code>/g)].map((found) => found[1] ?? '');
    expect(defined.length).toBeGreaterThan(40);
    expect(defined.filter((family) => !Object.hasOwn(definitionsOf(locale), family))).toEqual([]);
  });

  test('keeps every section where there is no data', async () => {
    const sparse = await renderReport(sparseReportData(), locale);
    const anchors = (text: string) => [...text.matchAll(/<section id="(\w+)" class="part">/g)].map((found) => found[1]);
    expect(anchors(sparse)).toEqual(anchors(page));
    expect(anchors(sparse)).toHaveLength(13);
    for (const word of ['行动计划', '维修记录', '客户回访记录表', '信息反馈处理单', '投诉索赔', 'revisits', 'home_province'])
      expect(sparse).toContain(word);
    expect(withoutScripts(sparse)).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('has no hole where a value is missing', () => {
    expect(withoutScripts(page)).not.toMatch(/NaN|undefined|Infinity|\[object|\{\w+\}(?!@)(?=[^}]*<)/);
  });
});

/** The page without the figures and words of its script and the script, which are the last things in it. */
function withoutScripts(text: string): string {
  return text.replace(/(?:<script type="application\/json" id="\w+">[^<]*<\/script>\n)+<script>[\s\S]*<\/script>\n(?=<\/body>)/, '');
}

describe('languages', () => {
  test('the English page has Chinese in data alone', () => {
    // Drawings name teams, in text that knows no element for data; what their marks say isolates it.
    const teams = (data.tables.satisfaction_funnel_by_team ?? []).map(({ team }) => `>${team}</text>`);
    const words = teams
      .reduce((text, team) => text.replaceAll(team, '></text>'), withoutScripts(pages.en))
      .replace(/<title>.*<\/title>|<style>[\s\S]*?<\/style>/g, '')
      .replace(/<bdi>[^<]*<\/bdi>|<span lang="zh-CN">[^<]*<\/span>| data-(?:figure|source|difference)="[^"]*"|\u2068[^\u2069]*\u2069/g, '');
    expect(cjk.exec(words)?.[0]).toBeUndefined();
  });

  test('both pages have the same parts, in the order of words of each', () => {
    expect(tagsOf(pages.en).sort()).toEqual(tagsOf(pages['zh-CN']).sort());
  });
});

describe('text of the exports', async () => {
  const harmless = tagsOf(await renderReport(withTextAppended(data, ' harmless'), 'zh-CN'));

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style></title></svg><b>',
    '{value} {n#a|b} $& $1',
    '&lt;b&gt;&#x202e;\u202E\u0000\uFFFE',
    '=cmd|calc!A1 [team=x]\\',
    '] ]>\u2028<!--',
  ])('changes nothing but text: %s', async (hostile) => {
    const page = await renderReport(withTextAppended(data, hostile), 'zh-CN');
    expect(tagsOf(page)).toEqual(harmless);
  });
});

describe('small numbers', () => {
  test('below ten cases there are counts instead of a percentage', () => {
    expect(pages['zh-CN']).toContain(
      '<span class="few">样本过少 <data value="4" data-figure="sla.complaint_reply.met">4</data>/<data value="7" data-figure="sla.complaint_reply.due">7</data></span>',
    );
    expect(pages['zh-CN']).not.toMatch(/data-figure="sla\.complaint_reply\.compliance"/);
  });

  test.each([9, 10])('of %i scores a share satisfied is never shown without its interval', async (n) => {
    const scored = new Map(data.figures).set('satisfaction.effect.n', { value: n, unit: 'count' });
    const page = await renderReport({ ...data, figures: scored }, 'en');
    const measures = /<figure id="satisfaction-measures">[\s\S]*?<\/figure>/.exec(page)?.[0] ?? '';
    const shown = ['csat', 'csat_low', 'csat_high'].map((name) => measures.includes(`data-figure="satisfaction.effect.${name}"`));
    expect(shown).toEqual(n < 10 ? [false, false, false] : [true, true, true]);
  });
});

/** Elements in order with their classes: what text must not change. */
function tagsOf(page: string): string[] {
  return [...page.replace(/<style>[\s\S]*?<\/style>/, '').matchAll(/<(\/?[a-z]\w*)(?:[^>]*? class="([^"]*)")?[^>]*>/g)].map(
    (found) => `${found[1]} ${found[2] ?? ''}`,
  );
}

/** Where the page's other numbers come from: the configuration, the manifest, the tables of tables/, and what a rate is a share of. */
const knownSources = [
  ...['targets', 'limits', 'accounting', 'manifest', 'rejects', 'warnings'],
  ...[
    'sla_breaches_by_obligation',
    'sla_escalations_by_obligation',
    'sla_escalations_older',
    'sla_due_next_by_obligation',
    'sla_undecided_by_clock',
  ],
  ...[
    'sla',
    'satisfaction',
    'service',
    'repairs',
    'actions',
    'actions_by_period',
    'actions_overdue_by_age',
    'action_effectiveness',
    'emerging_candidates',
    'pareto_by_subject',
    'restatements',
  ],
  ...['satisfaction_low_scores_by_revisit', 'satisfaction_nonresponse_by_measure', 'comment_topics_by_topic'],
  ...['complaints_by_record', 'completion_curve_by_cohort', 'completion_at_risk_by_cohort_and_day', 'completion_time_by_dimension'],
  ...['faults_by_model_and_fault_code', 'faults_by_production_month_and_age', 'faults_without_lot_by_fault_code'],
  ...['satisfaction_low_scores_by_revisit', 'satisfaction_nonresponse_by_measure', 'comment_topics_by_topic', 'workload_by_person'],
  'satisfaction_funnel_by_team',
  ...['action_timeline', 'faults_by_responsibility', 'samples_by_supplier', 'nonconforming_slips', 'actions_by_department'],
  ...['sheet_lots', 'sheet_provinces', 'sheet_records', 'sheet_units_by_month'],
];
