import { type Content, type Html, html } from '../html.js';
import type { Page } from '../page.js';
import type { ControlPoint, Unit } from './report-data.js';
import { limitsOf, pointNow, renderPoint, type SeriesPoint, seriesOf, signalsAt } from './series.js';

/**
 * What may be said of a figure against the period before. `signal`: a control rule says it moved; `interval`: the two 95 %
 * intervals do not overlap; `within`: tested, and neither; `unjudged`: nothing there to test with; `none`: no value to compare.
 */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'signal'; readonly difference: number; readonly point: ControlPoint }
  | { readonly kind: 'interval' | 'within' | 'unjudged'; readonly difference: number };

export function judgeChange(page: Page, id: string): Change {
  const series = seriesOf(page.data, id);
  const [now, before] = [series.at(-1), series.at(-2)];
  if (!now || !before || now.value === null || before.value === null) return { kind: 'none' };
  const difference = now.value - before.value;
  const point = pointNow(limitsOf(page.data, id));
  if (point && point.signals.length > 0) return { kind: 'signal', difference, point };
  const overlap = intervalsOverlap(now, before);
  if (overlap === false) return { kind: 'interval', difference };
  const isTested = overlap === true || (point !== undefined && point.lower !== null && point.upper !== null);
  return { kind: isTested ? 'within' : 'unjudged', difference };
}

/** The change in a line of words with its symbol. */
export function renderChange(page: Page, id: string, unit: Unit): Html {
  const change = judgeChange(page, id);
  if (change.kind === 'none') return page.t('change.none', { before: beforeWord(page) });
  const previous = renderPoint(page, id, seriesOf(page.data, id).at(-2), unit, true);
  const values: Record<string, Content> = {
    before: beforeWord(page),
    previous,
    difference: page.difference(id, change.difference, unit),
    arrow: change.difference < 0 ? '↓' : change.difference > 0 ? '↑' : '→',
  };
  if (change.kind !== 'signal') return page.t(`change.${change.kind}`, values);
  const centre = limitsOf(page.data, id)?.centre ?? null;
  const key = isStep(change.point, change.difference, centre) ? 'change.signal' : 'change.signal_against';
  return page.t(key, { ...values, rules: rulesText(page, change.point, centre) });
}

/** Whether the step from the period before is what the rule points at: beyond the limit on the side it moved to. */
function isStep(point: ControlPoint, difference: number, centre: number | null): boolean {
  const isBelow = (point.value ?? 0) < (centre ?? 0);
  return point.signals.includes('rule_1') && (isBelow ? difference < 0 : difference > 0);
}

/** The rules that signal at a point, and on which side: 低于控制限. */
export function rulesText(page: Page, point: ControlPoint, centre: number | null): string {
  return signalsAt(point, centre)
    .map((signal) => page.say(`signal.${signal}`))
    .join(page.say('list.separator'));
}

/** 上月, 上周. */
export function beforeWord(page: Page): Html {
  return html`${page.say(`before.${page.data.header.kind}`)}`;
}

/** Whether two 95 % intervals share a value; null where one of them is not known. */
export function intervalsOverlap(one: SeriesPoint, other: SeriesPoint): boolean | null {
  if (one.low === null || one.high === null || other.low === null || other.high === null) return null;
  return one.low <= other.high && other.low <= one.high;
}
