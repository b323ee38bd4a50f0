import { type Column, renderFigure, renderTable } from '../frame.js';
import type { Html } from '../html.js';
import type { Page } from '../page.js';
import { markText, numberText } from './mark-text.js';
import { paretoSpec } from './pareto-chart.js';

const ages = ['0_1', '2_3', '4_7', '8_30', 'over_30'] as const;

/** From the tickets open before to those open at the end, with everything between, and how old the open ones are (domain.md § 6). */
export async function renderFlow(page: Page): Promise<Html> {
  const counts = ages.map((age) => page.value(`service.open_age.${age}`) ?? 0);
  const most = Math.max(1, ...counts);
  const drawings = counts.map((count, index) => ({
    id: `age-${index}`,
    rows: [{ zero: 0, share: count / most, says: barSays(page, index, count) }],
    label: '',
  }));
  const bars = await page.draw(paretoSpec, drawings);
  const columns: Column[] = [
    { head: page.t('flow.age') },
    { head: page.t('pareto.bar'), kind: 'sparkline' },
    { head: page.t('flow.open'), kind: 'number' },
  ];
  const rows = ages.map((age, index) => ({
    cells: [page.term('age', age), counts[index] === 0 ? null : bars[index], page.figure(`service.open_age.${age}`)],
  }));
  return renderFigure({
    anchor: 'service-flow',
    title: finding(page),
    note: equation(page),
    body: renderTable(page.say('flow.ages_table'), columns, [{ rows }]),
  });
}

function barSays(page: Page, index: number, count: number): string {
  return markText(page, `${page.say('flow.age')} ${page.termText('age', ages[index] ?? '')}`, [numberText(page, count, 'count')]);
}

function finding(page: Page): Html {
  const [before, open] = [openBefore(page) ?? 0, page.value('service.open') ?? 0];
  const key = open > before ? 'flow.finding_more' : open < before ? 'flow.finding_fewer' : 'flow.finding_same';
  return page.t(key, { before: beforeFigure(page), open: page.figure('service.open'), old: page.figure('service.open_age.over_30') });
}

/** Adds up on the page as it does in the warehouse (queries/checks/service_by_dimension__flow_adds_up.sql). */
function equation(page: Page): Html {
  const figure = (name: string) => page.figure(`service.${name}`);
  return page.t('flow.equation', {
    before: beforeFigure(page),
    accepted: figure('accepted'),
    reopened: figure('reopened'),
    completed: figure('completed'),
    cancelled: figure('cancelled'),
    open: figure('open'),
  });
}

/** Open at the end of the period before. */
function beforeFigure(page: Page): Html {
  return page.number('service.open', openBefore(page), 'count', { periodsBack: 1 });
}

function openBefore(page: Page): number | null {
  const row = page.data.tables.service_by_dimension?.find((candidate) => candidate.periods_back === 0 && candidate.dimension === '');
  return row?.open_before ?? null;
}
