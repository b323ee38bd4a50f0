/**
 * The clocks of domain.md § 4, walked minute by minute and day by day: slow and plain, to compare the SQL with.
 * Times are local, `2026-03-08 01:30`, on whole minutes; instants are minutes since 1970 UTC.
 */
export interface PlainPause {
  readonly from: string;
  readonly until: string;
}

export interface PlainTime {
  instantOf(local: string): number;
  localOf(instant: number): string;
}

export interface PlainCalendar {
  isWorking(day: string): boolean;
  /** Minutes after midnight. */
  readonly windows: readonly { readonly from: number; readonly to: number }[];
}

export type PlainUnit = 'hours' | 'days' | 'working_days' | 'working_hours';

const minute = 60_000;

/** Local time of a zone by the platform's own tables; offsets change on whole hours only. */
export function plainTime(zone: string): PlainTime {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const offsets = new Map<number, number>();
  const offsetAt = (instant: number): number => {
    const hour = Math.floor(instant / 60);
    const known = offsets.get(hour);
    if (known !== undefined) return known;
    const offset = minutesOf(format.format(hour * 60 * minute)) - hour * 60;
    offsets.set(hour, offset);
    return offset;
  };
  const localOf = (instant: number): string => localText(instant + offsetAt(instant));
  return {
    localOf,
    instantOf(local) {
      const wall = minutesOf(local);
      for (let instant = wall - 15 * 60; instant <= wall + 15 * 60; instant += 60) {
        const sameMinute = Math.floor(instant / 60) * 60 + (((wall - offsetAt(instant)) % 60) + 60) % 60;
        if (sameMinute + offsetAt(sameMinute) === wall) return sameMinute;
      }
      // The clocks skip it: as many minutes after the change as it lies after the skipped hour's beginning.
      return wall - offsetAt(wall - 24 * 60);
    },
  };
}

/** Due of a clock: for day clocks the last day, `2026-03-09`, else a local time. Pauses do not count after the stop. */
export function plainDue(
  unit: PlainUnit,
  target: number,
  start: string,
  stop: string | null,
  pauses: readonly PlainPause[],
  time: PlainTime,
  calendar: PlainCalendar,
): string {
  if (unit === 'days' || unit === 'working_days') return lastDay(unit, target, start, stop, pauses, calendar);
  return time.localOf(dueInstant(unit, target * 60, time.instantOf(start), stop, pauses, time, calendar));
}

function lastDay(unit: PlainUnit, target: number, start: string, stop: string | null, pauses: readonly PlainPause[], calendar: PlainCalendar): string {
  const isPaused = (day: string): boolean =>
    pauses.some((pause) => pause.from.slice(0, 10) <= day && day < pause.until.slice(0, 10) && (stop === null || day < stop.slice(0, 10)));
  let day = start.slice(0, 10);
  for (let left = target; left > 0; ) {
    day = nextDay(day);
    const counts = unit === 'days' || calendar.isWorking(day);
    if (counts && !isPaused(day)) left -= 1;
  }
  return day;
}

function dueInstant(
  unit: PlainUnit,
  minutes: number,
  start: number,
  stop: string | null,
  pauses: readonly PlainPause[],
  time: PlainTime,
  calendar: PlainCalendar,
): number {
  const stopInstant = stop === null ? Number.POSITIVE_INFINITY : time.instantOf(stop);
  const stretches = pauses.map((pause) => ({ from: time.instantOf(pause.from), until: Math.min(time.instantOf(pause.until), stopInstant) }));
  let instant = start;
  for (let left = minutes; left > 0; instant += 1) {
    const isPaused = stretches.some(({ from, until }) => from <= instant && instant < until);
    if (!isPaused && (unit === 'hours' || isOpen(time.localOf(instant), calendar))) left -= 1;
  }
  return instant;
}

function isOpen(local: string, calendar: PlainCalendar): boolean {
  const [hours = 0, minutes = 0] = local.slice(11).split(':').map(Number);
  const at = hours * 60 + minutes;
  return calendar.isWorking(local.slice(0, 10)) && calendar.windows.some(({ from, to }) => from <= at && at < to);
}

export function nextDay(day: string): string {
  return localText(minutesOf(`${day} 00:00`) + 24 * 60).slice(0, 10);
}

/** Wall-clock minutes since 1970 of a local time. */
export function minutesOf(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}:00Z`) / minute;
}

/** The local time of wall-clock minutes since 1970. */
export function localText(wall: number): string {
  return new Date(wall * minute).toISOString().slice(0, 16).replace('T', ' ');
}
