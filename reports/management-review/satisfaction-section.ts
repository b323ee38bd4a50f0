import { type Column, renderFigure, renderLongTable, renderTable, type Section } from '../frame.js';
import { type Content, type Html, html } from '../html.js';
import { cellId, dataText, fewest, type Page } from '../page.js';
import { formatTime } from '../theme/formats.js';
import { renderMissing } from './missing.js';
import { renderFunnel } from './satisfaction-funnel.js';
import { renderScores } from './satisfaction-scores.js';
import { renderTopics } from './satisfaction-topics.js';
import { renderTrends } from './satisfaction-trend.js';
import { renderScopePanel } from './scopes.js';
import { limitsOf, pointNow } from './series.js';

const anchor = 'satisfaction';
const lowScores = 'satisfaction_low_scores_by_revisit';
const measures = ['effect', 'attitude', 'skill', 'punctuality', 'promise'];

/** What customers said: trend with limits, measures, distribution, low scores (domain.md § 5). */
export async function renderSatisfaction(page: Page): Promise<Section> {
  const title = page.t('satisfaction.title');
  const rows = (page.data.tables.satisfaction_by_measure_and_dimension ?? []).filter((row) => row.dimension === '' && row.n > 0);
  if (rows.length === 0) return { anchor, title, state: 'no_data', body: renderMissing(page, ['revisits']) };
  const hasEffect = rows.some((row) => row.periods_back === 0 && row.measure === 'effect');
  const scores = hasEffect ? await renderScores(page) : html`<p class="missing">${page.t('satisfaction.no_scores')}</p>\n`;
  const body = html`${renderScopePanel(page, 'satisfaction')}${await renderTrends(page)}${renderMeasures(page)}${scores}${await renderFunnel(page)}${renderLowScores(page)}${renderTopics(page)}`;
  return { anchor, title, state: hasSignal(page) ? 'signal' : 'calm', body };
}

function renderMeasures(page: Page): Html {
  const names = ['mean', 'csat', 'interval', 'dissatisfied', 'n', ...(nonresponse(page) ? (['bounds'] as const) : [])] as const;
  const columns: Column[] = [
    { head: page.t('measures.measure') },
    ...names.map((name) => ({ head: page.t(`measures.${name}`), kind: 'number' as const })),
  ];
  const rows = measures.map((measure) => ({
    className: (page.value(`satisfaction.${measure}.n`) ?? 0) === 0 ? 'quiet' : '',
    cells: measureCells(page, measure),
  }));
  return renderFigure({
    anchor: 'satisfaction-measures',
    title: page.t('measures.title', {
      low: page.figure('satisfaction.low_scores'),
      coverage: page.figure('satisfaction.coverage'),
    }),
    note: html`${nps(page)}${nonresponse(page)}`,
    body: renderTable(page.say('measures.table'), columns, [{ rows }]),
  });
}

function measureCells(page: Page, measure: string): Content[] {
  const id = `satisfaction.${measure}`;
  const row = page.data.tables.satisfaction_by_measure_and_dimension?.find(
    (candidate) => candidate.periods_back === 0 && candidate.dimension === '' && candidate.measure === measure,
  );
  const total = { id: `${id}.n`, value: page.value(`${id}.n`) };
  const rate = (column: 'csat' | 'dissatisfied', hits: number | null) =>
    page.rate(`${id}.${column}`, page.value(`${id}.${column}`), { id: `${id}.${column}.hits`, value: hits }, total);
  const hasInterval = total.value !== null && total.value >= fewest;
  const interval = html`${page.figure(`${id}.csat_low`)} – ${page.figure(`${id}.csat_high`)}`;
  return [
    page.term('measure', measure),
    page.figure(`${id}.mean`),
    rate('csat', row ? row.score_4 + row.score_5 : null),
    hasInterval ? interval : html`<span class="none">—</span>`,
    rate('dissatisfied', row ? row.score_1 + row.score_2 : null),
    page.figure(`${id}.n`),
    ...bounds(page, measure),
  ];
}

const silence = 'satisfaction_nonresponse_by_measure';

/** How the bounds are to be read, where tickets were completed in the period. */
function nonresponse(page: Page): Html | null {
  const row = page.data.tables[silence]?.find(({ measure, completed }) => measure === 'effect' && completed > 0);
  if (row === undefined) return null;
  const count = (column: 'completed' | 'answered') => page.number(cellId(silence, { measure: 'effect' }, column), row[column], 'count');
  return html`<br>${page.t('measures.silence', { completed: count('completed'), answered: count('answered') })}`;
}

/** The share satisfied had all silent customers been dissatisfied, or satisfied (domain.md § 5). */
function bounds(page: Page, measure: string): Html[] {
  if (nonresponse(page) === null) return [];
  const row = page.data.tables[silence]?.find((candidate) => candidate.measure === measure);
  if (row === undefined) return [html`<span class="none">—</span>`];
  if (row.completed < fewest) return [html`<span class="few">${page.t('few')}</span>`];
  const share = (column: 'csat_if_silent_dissatisfied' | 'csat_if_silent_satisfied') =>
    page.number(cellId(silence, { measure }, column), row[column], 'ratio');
  return [html`${share('csat_if_silent_dissatisfied')} – ${share('csat_if_silent_satisfied')}`];
}

function nps(page: Page): Html {
  if ((page.value('satisfaction.nps_n') ?? 0) === 0) return page.t('measures.no_nps');
  const figure = (name: string) => page.figure(`satisfaction.${name}`);
  return page.t('measures.nps', { nps: figure('nps'), margin: figure('nps_margin'), n: figure('nps_n') });
}

function renderLowScores(page: Page): Html {
  const rows = page.data.tables.satisfaction_low_scores_by_revisit ?? [];
  if (rows.length === 0) return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('low.none')}</p>\n`;
  const names = ['revisit', 'ticket', 'product', 'team', 'effect', 'attitude', 'revisited_at', 'followed_up_at'] as const;
  const columns: Column[] = names.map((name) => ({
    head: page.t(`low.${name}`),
    kind: name === 'effect' || name === 'attitude' ? 'number' : name === 'ticket' ? 'code' : 'text',
  }));
  const sorted = [...rows].sort(
    (one, other) =>
      Number(one.followed_up_at !== null) - Number(other.followed_up_at !== null) ||
      lowest(one) - lowest(other) ||
      (one.revisit_id < other.revisit_id ? -1 : 1),
  );
  const tableRows = sorted.map((row) => {
    const score = (column: 'effect_score' | 'attitude_score') =>
      page.number(cellId(lowScores, { revisit_id: row.revisit_id }, column), row[column], 'count');
    return {
      cells: [
        dataText(row.revisit_id),
        dataText(row.ticket_id),
        dataText(row.product),
        dataText(row.team),
        score('effect_score'),
        score('attitude_score'),
        html`<span class="nowrap">${formatTime(row.revisited_at)}</span>`,
        row.followed_up_at === null
          ? html`<strong class="noted">${page.t('low.open')}</strong>`
          : html`<span class="nowrap">${formatTime(row.followed_up_at)}</span>`,
      ],
    };
  });
  return renderFigure({
    anchor: 'satisfaction-low',
    title: lowScoresFinding(page),
    note: page.t('low.note'),
    body: renderLongTable(page, page.say('low.table'), columns, tableRows, {
      shown: 10,
      total: page.data.table_rows.get(lowScores) ?? rows.length,
    }),
  });
}

/** How many, and how many of the follow-ups due in the period came in time. */
function lowScoresFinding(page: Page): Html {
  const count = page.figure('satisfaction.low_scores');
  if ((page.value('sla.low_score.due') ?? 0) === 0) return page.t('low.finding', { count });
  return page.t('low.finding_followed', { count, met: page.figure('sla.low_score.met'), due: page.figure('sla.low_score.due') });
}

function lowest(row: { effect_score: number | null; attitude_score: number | null }): number {
  return Math.min(row.effect_score ?? 5, row.attitude_score ?? 5);
}

function hasSignal(page: Page): boolean {
  return ['mean', 'csat'].some((column) => (pointNow(limitsOf(page.data, `satisfaction.effect.${column}`))?.signals.length ?? 0) > 0);
}
