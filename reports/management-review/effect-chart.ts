import type { ChartRow, ChartSpec } from '../theme/charts.js';
import { colors } from '../theme/colors.js';
import { saying, speaking } from '../theme/mark-label.js';
import type { ActionEffectRow } from './report-tables.js';
import { type ScaleTick, scaleRange, scaleWidth } from './row-scale.js';

const height = 38;
const lanes = { before: 12, after: 26 };

type Effect = Pick<
  ActionEffectRow,
  'rate_before' | 'rate_before_low' | 'rate_before_high' | 'rate_after' | 'rate_after_low' | 'rate_after_high' | 'verdict'
>;

/** Fault rate and 95 % interval before (hollow, above) and from the first fixed lot on (filled, below), on a scale from 0 to `top`. */
export function effectSpec(top: number): ChartSpec {
  const x = { type: 'quantitative', axis: null, scale: { domain: [0, top], range: scaleRange, clamp: true } };
  const side = (name: 'before' | 'after', color: string, fill: string) => [
    {
      transform: [{ filter: `datum.side === '${name}'` }],
      mark: { type: 'rule', strokeWidth: 2.5, color, ...speaking },
      encoding: { ...saying(), x: { ...x, field: 'low' }, x2: { field: 'high' }, y: { value: lanes[name] } },
    },
    {
      transform: [{ filter: `datum.side === '${name}' && datum.high > ${top}` }],
      mark: { type: 'point', shape: 'triangle-right', size: 60, color, ...speaking },
      encoding: { ...saying(), x: { ...x, datum: top }, y: { value: lanes[name] } },
    },
    {
      transform: [{ filter: `datum.side === '${name}'` }],
      mark: { type: 'point', filled: false, size: 70, strokeWidth: 2, stroke: color, fill, ...speaking },
      encoding: { ...saying(), x: { ...x, field: 'rate' }, y: { value: lanes[name] } },
    },
  ];
  return {
    width: scaleWidth,
    height,
    autosize: 'none',
    layer: [...side('before', colors.muted, colors.paper), ...side('after', colors.blue, colors.blue)],
  };
}

/** A side without units is not drawn; marks say `says`. */
export function effectRows(effect: Effect, says: string): ChartRow[] {
  return (['before', 'after'] as const).flatMap((side) => {
    const [rate, low, high] = [effect[`rate_${side}`], effect[`rate_${side}_low`], effect[`rate_${side}_high`]];
    return rate === null || low === null || high === null ? [] : [{ side, says, rate, low, high }];
  });
}

/** Ends of the scale with the digits that its four steps need, in percent. */
const tops = [
  { top: 0.002, digits: 2 },
  { top: 0.004, digits: 1 },
  { top: 0.01, digits: 2 },
  { top: 0.02, digits: 1 },
  { top: 0.04, digits: 0 },
  { top: 0.1, digits: 1 },
  { top: 0.2, digits: 0 },
  { top: 0.4, digits: 0 },
  { top: 1, digits: 0 },
] as const;

/**
 * The smallest that holds every rate, and the intervals of what is decided, or of all where nothing is: a comparison of few
 * units may run beyond it, so that it does not press the others together.
 */
export function effectTop(effects: readonly Effect[]): number {
  const decided = effects.filter(({ verdict }) => verdict !== 'insufficient');
  const held = decided.length > 0 ? decided : effects;
  const reached = [
    ...effects.flatMap((effect) => [effect.rate_before ?? 0, effect.rate_after ?? 0]),
    ...held.flatMap((effect) => [effect.rate_before_high ?? 0, effect.rate_after_high ?? 0]),
  ];
  return tops.find(({ top }) => Math.max(...reached) <= top)?.top ?? 1;
}

export function effectTicks(end: number): ScaleTick[] {
  const digits = tops.find(({ top }) => top === end)?.digits ?? 0;
  return [0, 1, 2, 3, 4].map((part) => ({ text: `${(end * part * 25).toFixed(part === 0 ? 0 : digits)}%`, isSet: false }));
}
