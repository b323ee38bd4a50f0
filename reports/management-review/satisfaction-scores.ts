import { type Column, type RowGroup, renderFigure, renderTable } from '../frame.js';
import { type Content, type Html, html } from '../html.js';
import { dataText, fewest, figureId, type Page } from '../page.js';
import { formatNumber } from '../theme/formats.js';
import { markText, numberText } from './mark-text.js';
import type { SatisfactionRow } from './report-tables.js';
import { scoreLeft, scoreSegments, scoreSpec } from './score-chart.js';

/** Members of a dimension shown, by number of answers. */
const mostMembers = 12;

/** Distribution of the effect scores by product and team, with intervals instead of a ranking. */
export async function renderScores(page: Page): Promise<Html> {
  const rows = ['', 'product', 'team'].flatMap((dimension) => rowsOf(page, dimension).slice(0, mostMembers));
  const spec = scoreSpec(scoreLeft(rows));
  const drawings = rows.map((row, index) => ({ id: `scores-${index}`, rows: segments(page, row), label: scoreLabel(page, row) }));
  const bars = await page.draw(spec, drawings);
  const groups: RowGroup[] = ['', 'product', 'team'].map((dimension) => ({
    head: page.t(dimension === '' ? 'scores.all' : dimension === 'product' ? 'scores.by_product' : 'scores.by_team'),
    rows: rows.flatMap((row, index) => (row.dimension === dimension ? [{ cells: scoreCells(page, row, bars[index]) }] : [])),
  }));
  const columns: Column[] = [
    { head: page.t('scores.member') },
    { head: page.t('scores.distribution'), kind: 'graphic' },
    { head: page.t('measures.mean'), kind: 'number' },
    { head: page.t('measures.csat'), kind: 'number' },
    { head: page.t('scores.interval'), kind: 'number' },
    { head: 'n', kind: 'number' },
  ];
  return renderFigure({
    anchor: 'satisfaction-scores',
    title: finding(page, rows),
    note: html`${page.t('scores.note')} ${legend(page)}`,
    body: renderTable(page.say('scores.table'), columns, groups),
  });
}

function segments(page: Page, row: SatisfactionRow) {
  return scoreSegments(row, (score, answers) =>
    markText(page, page.say('mark.score', { member: memberText(page, row), score }), [
      page.say('mark.of', { count: numberText(page, answers, 'count'), total: numberText(page, row.n, 'count') }),
      row.n < fewest ? null : numberText(page, answers / row.n, 'ratio'),
    ]),
  );
}

function memberText(page: Page, row: SatisfactionRow): string {
  if (row.dimension === '') return page.say('scores.everyone');
  return page.memberText(row.member);
}

function scoreCells(page: Page, row: SatisfactionRow, bar: Content): Content[] {
  const id = (column: string) => figureId(`satisfaction.effect.${column}`, row.dimension, row.member);
  const name = row.dimension === '' ? page.t('scores.everyone') : page.member(row.member);
  const n = page.number(id('n'), row.n, 'count');
  const hits = { id: id('csat.hits'), value: row.score_4 + row.score_5 };
  const csat = page.rate(id('csat'), row.csat, hits, { id: id('n'), value: row.n });
  const none = html`<span class="none">—</span>`;
  const interval =
    row.n < fewest
      ? none
      : html`${page.number(id('csat_low'), row.csat_low, 'ratio')} – ${page.number(id('csat_high'), row.csat_high, 'ratio')}`;
  return [
    name,
    row.n < fewest ? html`<span class="pale">${bar}</span>` : bar,
    page.number(id('mean'), row.mean, 'points'),
    csat,
    interval,
    n,
  ];
}

/** A member is named only when its interval lies wholly below the overall rate. */
function finding(page: Page, rows: readonly SatisfactionRow[]): Html {
  const overall = rows.find((row) => row.dimension === '')?.csat ?? null;
  const [low] = rows
    .filter((row) => row.dimension !== '' && row.member !== '' && row.n >= fewest && overall !== null && (row.csat_high ?? 1) < overall)
    .sort((one, other) => (one.csat ?? 0) - (other.csat ?? 0) || (one.member < other.member ? -1 : 1));
  if (!low) return page.t('scores.finding_calm');
  const id = (column: string) => figureId(`satisfaction.effect.${column}`, low.dimension, low.member);
  return page.t('scores.finding_low', {
    member: dataText(low.member),
    csat: page.number(id('csat'), low.csat, 'ratio'),
    high: page.number(id('csat_high'), low.csat_high, 'ratio'),
    overall: page.number('satisfaction.effect.csat', overall, 'ratio'),
  });
}

function scoreLabel(page: Page, row: SatisfactionRow): string {
  const shares = [row.score_1, row.score_2, row.score_3, row.score_4, row.score_5];
  const [one, two, three, four, five] = shares.map((count) => formatNumber(count, 'count', page.locale));
  return page.say('scores.label', { one: one ?? '', two: two ?? '', three: three ?? '', four: four ?? '', five: five ?? '' });
}

function legend(page: Page): Html {
  const keys = [1, 2, 3, 4, 5].map((score) => html`<span class="score-key score-${score}">${score}</span>`);
  return html`<span class="score-keys" role="img" aria-label="${page.say('scores.legend')}">${keys}</span>`;
}

function rowsOf(page: Page, dimension: string): SatisfactionRow[] {
  return (page.data.tables.satisfaction_by_measure_and_dimension ?? [])
    .filter((row) => row.periods_back === 0 && row.measure === 'effect' && row.dimension === dimension && row.n > 0)
    .sort((one, other) => other.n - one.n || (one.member < other.member ? -1 : 1));
}
