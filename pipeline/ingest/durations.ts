import type { DurationUnit } from '../config/mapping.js';
import { instantOfLocal, localOfInstant } from '../time-zone.js';
import { normalText, parseTime } from './cell-values.js';

const secondsOf: Readonly<Record<DurationUnit, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const units: readonly [pattern: RegExp, seconds: number][] = [
  [/^(?:天|日|d|days?)$/i, secondsOf.days],
  [/^(?:个?小时|时|h|hrs?|hours?)$/i, secondsOf.hours],
  [/^(?:分钟?|m|mins?|minutes?)$/i, secondsOf.minutes],
  [/^(?:秒钟?|s|secs?|seconds?)$/i, secondsOf.seconds],
];

/**
 * A length of time in seconds, rounded: `6小时30分钟`, `1d 2h`, `2 hours 5 min`, hours as `6:30` or `26:05:10`, or a plain
 * number of the unit. Null for anything else, negative lengths included.
 */
export function parseDuration(raw: string, unit: DurationUnit): number | null {
  const text = normalText(raw);
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * secondsOf[unit]);
  const [, hours, minutes, seconds = '0'] = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
  if (hours !== undefined) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  if (!/^(?:\d+(?:\.\d+)?\s*(?:\p{Script=Han}+|[a-z]+)[\s,]*)+$/iu.test(text)) return null;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*(\p{Script=Han}+|[a-z]+)/giu)].map(
    ([, amount, word = '']) => Number(amount) * (units.find(([pattern]) => pattern.test(word))?.[1] ?? Number.NaN),
  );
  const total = Math.round(parts.reduce((sum, part) => sum + part, 0));
  return Number.isNaN(total) ? null : total;
}

/** Parts the two cells of `textAfter` in one text: no cell of an export holds it. */
export const durationSeparator = '\x1f';

/**
 * The local time a length of time after another, counted between instants of the zone. `cells` are start, unit and length.
 * Where one of them is not understood, both stand in the answer, which is no time: the row is rejected and shows them.
 */
export function textAfter(cells: string, zone: string): string {
  const [start = '', unit = 'minutes', length = ''] = cells.split(durationSeparator);
  const from = parseTime(start, zone);
  const seconds = parseDuration(length, unit as DurationUnit);
  if (!from || seconds === null) return `${start} + ${length}`;
  const local = localOfInstant(instantOfLocal(from.local, zone) + seconds * 1000, zone);
  return from.precision !== 'second' && local.endsWith(':00') ? local.slice(0, 16) : local;
}
