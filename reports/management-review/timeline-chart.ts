import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { saying, speaking } from '../theme/mark-label.js';
import type { ActionRow } from './report-tables.js';
import { type ScaleTick, scaleRange, scaleWidth } from './row-scale.js';

const height = 38;
/** Due dates stand on a lane of their own above the line of the action. */
const dueLane = 11;
const lifeLane = 27;

/** In months since year 0, each of the same width: tick labels at equal steps are then exact. */
export interface TimelineScale {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly asOf: string;
}

type TimelineAction = Pick<ActionRow, 'opened_on' | 'ended_on' | 'due_on' | 'earlier_dues' | 'late_days' | 'is_overdue' | 'is_open'>;

/** At most this many months before and after the cut-off: what lies beyond is marked at the edge. */
const mostBefore = 8;
const mostAfter = 4;
/** Labels of a month fit on the narrowest form of the column for so many steps. */
const mostSteps = 4;

/** The scale that holds every action, as far as it does not lead away from the cut-off. */
export function timelineScale(actions: readonly TimelineAction[], asOf: string): TimelineScale {
  const today = monthOf(asOf);
  const dates = actions.flatMap((action) => [action.opened_on, ...duesOf(action)]).map(monthOf);
  // The month of the cut-off has a label, whatever the step.
  const anchor = Math.floor(today);
  const before = Math.min(Math.max(anchor - Math.min(today, ...dates), 0), mostBefore);
  const after = Math.min(Math.max(Math.max(today, ...dates) - anchor, 0), mostAfter);
  const stepsOf = (step: number) => ({ back: Math.ceil(before / step), ahead: Math.max(1, Math.ceil(after / step)) });
  const step = [1, 2, 3].find((size) => stepsOf(size).back + stepsOf(size).ahead <= mostSteps) ?? 4;
  return { start: anchor - stepsOf(step).back * step, end: anchor + stepsOf(step).ahead * step, step, asOf };
}

/** `2026-05`, the month of the cut-off set off where the cut-off is its first day. */
export function timelineTicks({ start, end, step, asOf }: TimelineScale): ScaleTick[] {
  return Array.from({ length: (end - start) / step + 1 }, (_, index) => {
    const month = start + index * step;
    const text = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    return { text, isSet: `${text}-01` === asOf };
  });
}

/** One action: when it ran, when it was to end, by how much it missed that. */
export function timelineSpec({ start, end, asOf }: TimelineScale): ChartSpec {
  const scale = { domain: [start, end], range: scaleRange, clamp: true };
  const x = { field: 'from', type: 'quantitative', axis: null, scale };
  const layer = (kind: string, mark: Record<string, unknown>, lane: number, encoding: Record<string, unknown> = {}) => ({
    transform: [{ filter: `datum.kind === '${kind}'` }],
    mark: { ...mark, ...speaking },
    encoding: { ...saying(), x, y: { value: lane }, ...encoding },
  });
  const span = { x2: { field: 'to' } };
  const life = { condition: { test: 'datum.is_open', value: colors.blue }, value: colors.quiet };
  const hollow = { filled: false, fill: colors.paper, stroke: colors.ink, strokeWidth: 1.5 };
  return {
    width: scaleWidth,
    height,
    autosize: 'none',
    layer: [
      {
        mark: { type: 'rule', strokeDash: [3, 2], color: colors.ink },
        encoding: { x: { ...x, field: undefined, datum: monthOf(asOf) }, y: { value: 0 }, y2: { value: height } },
      },
      layer('life', { type: 'rule', strokeWidth: 3 }, lifeLane, { ...span, color: life }),
      layer('late', { type: 'rule', strokeWidth: 7, color: colors.broken }, lifeLane, span),
      layer('moved', { type: 'rule', strokeWidth: 1, color: colors.ink }, dueLane, span),
      layer('due', { type: 'rule', strokeWidth: 1, color: colors.ink }, dueLane, { y2: { value: lifeLane } }),
      layer('earlier', { type: 'point', shape: 'diamond', size: 75, ...hollow }, dueLane),
      layer('due', { type: 'point', shape: 'diamond', size: 85, color: colors.ink }, dueLane),
      layer('opened', { type: 'rule', strokeWidth: 2 }, lifeLane - 5, { y2: { value: lifeLane + 5 }, color: life }),
      layer('ended', { type: 'point', shape: 'circle', size: 45, color: colors.quiet }, lifeLane),
      layer('overdue', { type: 'point', shape: 'triangle-up', size: 90, color: colors.broken }, lifeLane),
      ...['left', 'right'].flatMap((side) => [
        layer(`due_${side}`, { type: 'point', shape: `triangle-${side}`, size: 60, color: colors.ink }, dueLane),
        layer(`life_${side}`, { type: 'point', shape: `triangle-${side}`, size: 60, color: colors.quiet }, lifeLane),
      ]),
    ],
  };
}

/** The marks of one action, which all say `says`; what lies beyond the scale becomes a triangle at its edge. */
export function timelineRows(action: TimelineAction, { start, end, asOf }: TimelineScale, says: string): ChartRow[] {
  const clipped = (at: number) => Math.min(Math.max(at, start), end);
  const marked = (kind: string, lane: 'due' | 'life', date: string): ChartRow => {
    const at = monthOf(date);
    if (at < start) return { kind: `${lane}_left`, from: start };
    if (at > end) return { kind: `${lane}_right`, from: end };
    return { kind, from: at, is_open: action.is_open };
  };
  const span = (kind: string, from: number, to: number): ChartRow[] =>
    clipped(from) < clipped(to) ? [{ kind, from: clipped(from), to: clipped(to), is_open: action.is_open }] : [];
  const opened = monthOf(action.opened_on);
  const stop = monthOf(action.ended_on ?? asOf);
  const late = action.late_days === null || action.due_on === null ? stop : Math.max(opened, monthOf(action.due_on));
  const dues = duesOf(action).map(monthOf);
  return [
    ...span('life', opened, late),
    ...span('late', late, stop),
    ...span('moved', Math.min(...dues), Math.max(...dues)),
    ...action.earlier_dues.map((due) => marked('earlier', 'due', due)),
    ...(action.due_on === null ? [] : [marked('due', 'due', action.due_on)]),
    marked('opened', 'life', action.opened_on),
    ...(action.ended_on === null ? [] : [marked('ended', 'life', action.ended_on)]),
    ...(action.is_overdue ? [marked('overdue', 'life', asOf)] : []),
  ].map((row) => ({ ...row, says }));
}

function duesOf(action: TimelineAction): string[] {
  return [...action.earlier_dues, ...(action.due_on === null ? [] : [action.due_on])];
}

/** `2026-05-16` → whole months since year 0 and the part of the month gone by. */
function monthOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return year * 12 + month - 1 + (day - 1) / new Date(Date.UTC(year, month, 0)).getUTCDate();
}
