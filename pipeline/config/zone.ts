import { localOfInstant } from '../time-zone.js';

/** A stretch of time in which a zone keeps one offset. */
interface OffsetSpan {
  /** First instant of it, milliseconds; null for the first stretch. */
  readonly from: number | null;
  readonly offsetSeconds: number;
}

/** No zone has changed its offset twice within a week since 2000. */
const step = 7 * 86_400_000;

/**
 * `create macro` statements of `instant_of(local_at)` and `local_of(instant)`, between local time stamps and time
 * stamps on one even scale: UTC, or local time itself where the zone keeps one offset over the years, which costs
 * nothing. A skipped local time is moved later, an ambiguous one is the earlier (domain.md § 1).
 * `firstYear` and `lastYear` bound the local times that will be asked for.
 */
export function zoneMacros(zone: string, firstYear: number, lastYear: number): string[] {
  const spans = offsetSpans(zone, Date.UTC(firstYear, 0, 1), Date.UTC(lastYear + 1, 0, 1));
  return [
    `create or replace macro instant_of(local_at) as ${spans.length === 1 ? 'local_at' : shifted('local_at', spans, localBoundary, '-')}`,
    `create or replace macro local_of(instant) as ${spans.length === 1 ? 'instant' : shifted('instant', spans, instantBoundary, '+')}`,
  ];
}

/** The offsets of a zone between two instants; a change is found by its week, then by bisection. */
export function offsetSpans(zone: string, start: number, end: number): OffsetSpan[] {
  let offsetSeconds = offsetAt(start, zone);
  const spans: OffsetSpan[] = [{ from: null, offsetSeconds }];
  for (let time = start; time < end; time += step) {
    const next = offsetAt(time + step, zone);
    if (next === offsetSeconds) continue;
    offsetSeconds = next;
    spans.push({ from: firstInstantWith(next, time, time + step, zone), offsetSeconds });
  }
  return spans;
}

type Boundary = (span: OffsetSpan, before: OffsetSpan) => number;

/** Newest first: that is where most of the data lies, and a case stops at its first hit. */
function shifted(value: string, spans: readonly OffsetSpan[], boundary: Boundary, sign: '+' | '-'): string {
  const cases = spans.flatMap((span, index) => {
    const before = spans[index - 1];
    return before ? [`when ${value} >= timestamp '${utcText(boundary(span, before))}' then ${span.offsetSeconds}`] : [];
  });
  return `${value} ${sign} to_seconds(case ${cases.reverse().join(' ')} else ${spans[0]?.offsetSeconds ?? 0} end)`;
}

/**
 * The new offset holds for local times from the later of the two wall clocks at the change: before it lie the skipped
 * times, which the old offset moves later, or the first pass of the ambiguous ones.
 */
function localBoundary(span: OffsetSpan, before: OffsetSpan): number {
  return (span.from ?? 0) + Math.max(span.offsetSeconds, before.offsetSeconds) * 1000;
}

function instantBoundary(span: OffsetSpan): number {
  return span.from ?? 0;
}

function firstInstantWith(offset: number, low: number, high: number, zone: string): number {
  if (high - low <= 1000) return high;
  const middle = Math.floor((low + high) / 2000) * 1000;
  return offsetAt(middle, zone) === offset ? firstInstantWith(offset, low, middle, zone) : firstInstantWith(offset, middle, high, zone);
}

function offsetAt(instant: number, zone: string): number {
  return (Date.parse(`${localOfInstant(instant, zone).replace(' ', 'T')}Z`) - instant) / 1000;
}

function utcText(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
