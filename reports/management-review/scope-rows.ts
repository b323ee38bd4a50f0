import { type Content, type Html, html } from '../html.js';
import { fewest, type Page, type Quantity } from '../page.js';
import type { Unit } from './report-data.js';
import { numberCell, orWord, pairCell, type RateFields, rateCell, type Scope, type ScopeCell, valueIn } from './scope-cells.js';
import { clockRows, missingEvidence } from './sla-order.js';
import { rateOf } from './sla-rate.js';

/** A row of a panel: cells for the chosen scope, and the same for the whole. */
export interface ScopeRow {
  readonly group: Content;
  readonly head: Content;
  readonly cells: readonly ScopeCell[];
  readonly whole: readonly Content[];
  /** Whether the scope has anything in it. */
  readonly isFilled: (scope: Scope) => boolean;
}

/** Clocks that had anything to keep in the period. */
export function slaScopeRows(page: Page): ScopeRow[] {
  const rows = clockRows(page.data).filter((row) => row.due > 0 || (row.pending ?? 0) > 0);
  return rows.map((row) => {
    const id = (column: string) => `sla.${row.clock}.${column}`;
    const due = (scope: Scope) => valueIn(page, id('due'), scope);
    const hasDue = (scope: Scope) => (due(scope) ?? 0) > 0;
    const target = page.data.targets.get(id('compliance'));
    // What cannot be judged for want of an export is not marked, for no team and no product.
    const limit = missingEvidence(page.data, row.clock) === null ? target : undefined;
    const isBroken = limit !== undefined && row.due >= fewest && (row.compliance ?? 1) < limit;
    const rate = { id: id('compliance'), hits: id('met'), total: id('due'), totalOf: due, target: limit };
    return {
      group: page.term('clock_group', row.clock_group),
      head: html`${page.term('clock', row.clock)}${target === undefined ? null : html` <span class="sub">${page.t('target', { target: page.target(id('compliance'), target, 'ratio') })}</span>`}`,
      cells: [
        orWord(rateCell(page, rate), page.t('sla.nothing_due'), () => true),
        pairCell(page, [id('met'), id('due')], 'count', '/', hasDue),
        numberCell(page, id('breached'), 'count'),
      ],
      whole: [
        row.due === 0
          ? html`<span class="none">${page.t('sla.nothing_due')}</span>`
          : isBroken
            ? html`<strong class="broken">▲ ${rateOf(page, row)}</strong>`
            : rateOf(page, row),
        html`<span class="nowrap">${page.figure(id('met'))} / ${page.figure(id('due'))}</span>`,
        page.figure(id('breached')),
      ],
      isFilled: (scope) => hasDue(scope) || (valueIn(page, id('pending'), scope) ?? 0) > 0,
    };
  });
}

/** Scores for the solution and the attitude, and how many low ones. */
export function satisfactionScopeRows(page: Page): ScopeRow[] {
  const hasScores = (measure: string) => (scope: Scope) => (valueIn(page, `satisfaction.${measure}.n`, scope) ?? 0) > 0;
  const measures = ['effect', 'attitude'].filter((measure) => (page.value(`satisfaction.${measure}.n`) ?? 0) > 0);
  const rows = measures.flatMap((measure) => measureRows(page, measure, hasScores(measure)));
  const hasAny = (scope: Scope) => measures.some((measure) => hasScores(measure)(scope));
  const low = 'satisfaction.low_scores';
  // A scope without low scores has no row in their metric.
  const lowScores = orWord(numberCell(page, low, 'count'), '0', hasAny);
  const last = row(page.t('scope.low_group'), page.t('scope.low_scores'), lowScores, page.figure(low), hasAny);
  return rows.length === 0 ? [] : [...rows, last];
}

function measureRows(page: Page, measure: string, hasScores: (scope: Scope) => boolean): ScopeRow[] {
  const id = (column: string) => `satisfaction.${measure}.${column}`;
  const group = page.term('measure', measure);
  const n = (scope: Scope) => valueIn(page, id('n'), scope);
  const isEnough = (scope: Scope) => (n(scope) ?? 0) >= fewest;
  const share = (column: 'csat' | 'dissatisfied') => {
    const fields = { id: id(column), hits: id(`${column}.hits`), total: id('n'), totalOf: n };
    return row(group, page.t(`measures.${column}`), rateCell(page, fields), wholeRate(page, fields), hasScores);
  };
  const interval = pairCell(page, [id('csat_low'), id('csat_high')], 'ratio', '–', isEnough);
  const wholeInterval = html`<span class="nowrap">${page.figure(id('csat_low'))} – ${page.figure(id('csat_high'))}</span>`;
  const wholeIsEnough = (page.value(id('n')) ?? 0) >= fewest;
  return [
    row(group, page.t('measures.n'), numberCell(page, id('n'), 'count'), page.figure(id('n')), hasScores),
    row(group, page.t('measures.mean'), numberCell(page, id('mean'), 'points'), page.figure(id('mean')), hasScores),
    share('csat'),
    row(group, page.t('scope.csat_interval'), interval, wholeIsEnough ? wholeInterval : html`<span class="none">—</span>`, hasScores),
    share('dissatisfied'),
  ];
}

/** Tickets that came and went, how long they took, and what came of the repairs. */
export function serviceScopeRows(page: Page): ScopeRow[] {
  const {
    service_by_dimension: tickets = [],
    repairs_by_dimension: repairs = [],
    completion_time_by_dimension: times = [],
  } = page.data.tables;
  const ticketsOf = lookUp(tickets);
  const repairsOf = lookUp(repairs);
  const timesOf = lookUp(times);
  const hasTickets = (scope: Scope) => ticketsOf(scope) !== undefined;
  const hasRepairs = (scope: Scope) => repairsOf(scope) !== undefined;
  const measure = (name: string, unit: Unit) => {
    const id = `service.${name}`;
    const isReached = (scope: Scope) => unit === 'hours' && (timesOf(scope)?.tickets ?? 0) > 0;
    const cell = orWord(numberCell(page, id, unit), page.t('service.not_reached'), isReached);
    return row(page.t('scope.tickets'), page.term('figure', id), cell, page.figure(id), hasTickets);
  };
  const rate = (id: string, group: Html, isFilled: ScopeRow['isFilled'], totalOf: (scope: Scope | null) => number | null) => {
    const fields: RateFields = { id, hits: `${id}.hits`, total: `${id}.n`, totalOf, withTotal: true };
    return row(group, page.term('figure', id), rateCell(page, fields), wholeRate(page, fields, totalOf(null)), isFilled);
  };
  const [ticketGroup, repairGroup] = [page.t('scope.tickets'), page.t('scope.repairs')];
  const ticketRows =
    tickets.length === 0
      ? []
      : [
          ...['accepted', 'completed', 'open'].map((name) => measure(name, 'count')),
          rate('service.resolution_rate', ticketGroup, hasTickets, (scope) => ticketsOf(scope)?.to_resolve ?? null),
          ...['median_hours', 'p90_hours'].map((name) => measure(name, 'hours')),
        ];
  const repairRows =
    repairs.length === 0
      ? []
      : [
          rate('repairs.first_time_fix_rate', repairGroup, hasRepairs, (scope) => repairsOf(scope)?.repaired_tickets ?? null),
          rate('repairs.repeat_repair_rate', repairGroup, hasRepairs, (scope) => repairsOf(scope)?.decided_faults ?? null),
        ];
  return [...ticketRows, ...repairRows];
}

/** The rate of the whole in the same words. */
function wholeRate(page: Page, { id, hits, total, withTotal }: RateFields, n: number | null = page.value(total)): Html {
  const quantity: Quantity = { id: total, value: n };
  const shown = page.rate(id, page.value(id), { id: hits, value: page.value(hits) }, quantity);
  return withTotal && (n ?? 0) >= fewest ? html`${shown} <span class="sub">n ${page.number(total, n, 'count')}</span>` : shown;
}

function row(group: Content, head: Content, cell: ScopeCell, whole: Content, isFilled: ScopeRow['isFilled']): ScopeRow {
  return { group, head, cells: [cell], whole: [whole], isFilled };
}

/** Rows of the reported period by scope; null stands for the whole. */
function lookUp<Row extends { periods_back: number; dimension: string; member: string }>(rows: readonly Row[]) {
  const byScope = new Map(rows.filter((one) => one.periods_back === 0).map((one) => [`${one.dimension} ${one.member}`, one]));
  return (scope: Scope | null): Row | undefined => byScope.get(scope === null ? ' ' : `${scope.dimension} ${scope.member}`);
}
