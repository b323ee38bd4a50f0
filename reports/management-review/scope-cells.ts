import { type Html, html } from '../html.js';
import { fewest, figureId, type Page } from '../page.js';
import { formatNumber } from '../theme/formats.js';
import type { Unit } from './report-data.js';

/** One product or one team. */
export interface Scope {
  readonly dimension: 'product' | 'team';
  /** '' where it is not filled in. */
  readonly member: string;
}

/** A number as reports/script/scope-chooser.js shows it: value and text, or the value alone where its text is the same. */
type Filled = number | readonly [number, string];

/** What the script puts into a cell: the form, where it is not the first, and the numbers of its slots; null for a dash. */
export type FilledCell = readonly (string | Filled)[] | null;

/** A cell whose words and ids are the same for every scope: markup with slots, of one or more forms, and what fills it. */
export interface ScopeCell {
  readonly forms: Html;
  readonly fill: (scope: Scope) => FilledCell;
}

export function numberCell(page: Page, id: string, unit: Unit): ScopeCell {
  return {
    forms: form('value', slot(page, id)),
    fill: (scope) => {
      const value = valueIn(page, id, scope);
      return value === null ? null : [filled(page, value, unit)];
    },
  };
}

/** The fields of a rate: its id, those of its numerator and denominator, and where the latter is read. */
export interface RateFields {
  readonly id: string;
  readonly hits: string;
  readonly total: string;
  readonly totalOf: (scope: Scope) => number | null;
  /** Below it the promise is broken. */
  readonly target?: number | undefined;
  /** Whether the denominator stands beside the rate. */
  readonly withTotal?: boolean;
}

/** A rate; k/n where n < 10; marked where it misses its target. */
export function rateCell(page: Page, rate: RateFields): ScopeCell {
  const total = rate.withTotal ? html` <span class="sub">n ${slot(page, rate.total)}</span>` : null;
  const value = slot(page, rate.id);
  return {
    forms: html`${form('value', html`${value}${total}`)}${form('broken', html`<strong class="broken">▲ ${value}</strong>${total}`)}${form('few', html`<span class="few">${page.t('few')} ${slot(page, rate.hits)}/${slot(page, rate.total)}</span>`)}`,
    fill: (scope) => {
      const share = valueIn(page, rate.id, scope);
      const n = rate.totalOf(scope);
      if (share === null || n === null) return null;
      if (n < fewest) return ['few', valueIn(page, rate.hits, scope) ?? Math.round(share * n), n];
      const numbers = [filled(page, share, 'ratio'), ...(rate.withTotal ? [filled(page, n, 'count')] : [])];
      return rate.target !== undefined && share < rate.target ? ['broken', ...numbers] : numbers;
    },
  };
}

/** Two numbers with something between them: met / due, low – high. `isShown` says for which scopes. */
export function pairCell(
  page: Page,
  ids: readonly [string, string],
  unit: Unit,
  between: string,
  isShown: (scope: Scope) => boolean,
): ScopeCell {
  const [one, other] = ids;
  return {
    forms: form('value', html`<span class="nowrap">${slot(page, one)} ${between} ${slot(page, other)}</span>`),
    fill: (scope) => {
      const [first, second] = [valueIn(page, one, scope), valueIn(page, other, scope)];
      return first === null || second === null || !isShown(scope) ? null : [filled(page, first, unit), filled(page, second, unit)];
    },
  };
}

/** Another form of a cell, a word without a number, for the scopes that need it. */
export function orWord(cell: ScopeCell, word: Html | string, isNeeded: (scope: Scope) => boolean): ScopeCell {
  return {
    forms: html`${cell.forms}${form('word', html`<span class="none">${word}</span>`)}`,
    fill: (scope) => cell.fill(scope) ?? (isNeeded(scope) ? ['word'] : null),
  };
}

export function valueIn(page: Page, id: string, { dimension, member }: Scope): number | null {
  return page.value(figureId(id, dimension, member));
}

function form(name: string, content: Html): Html {
  return html`<span data-form="${name}">${content}</span>`;
}

/** Where a number goes: its id without the scope; `data-slot-source` where the whole is no figure of figures.json either. */
function slot(page: Page, id: string): Html {
  return page.data.figures.has(id) ? html`<span data-slot="${id}"></span>` : html`<span data-slot-source="${id}"></span>`;
}

function filled(page: Page, value: number, unit: Unit): Filled {
  const text = formatNumber(value, unit, page.locale);
  return text === String(value) ? value : [value, text];
}
