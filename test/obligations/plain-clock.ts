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
  /** Minutes the wall clock shows, since 1970. */
  wallOf(instant: number): number;
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
  const wallOf = (instant: number): number => instant + offsetAt(instant);
  return {
    wallOf,
    localOf: (instant) => localText(wallOf(instant)),
    instantOf(local) {
      const wall = minutesOf(local);
      const dayBefore = offsetAt(wall - 24 * 60);
      const meant = [dayBefore, offsetAt(wall + 24 * 60)]
        .map((offset) => wall - offset)
        .filter((instant) => instant + offsetAt(instant) === wall);
      // A time the clocks skip is read with the offset before the change: it moves later.
      return meant.length > 0 ? Math.min(...meant) : wall - dayBefore;
    },
  };
}

/** Due of a clock: the last day `2026-03-09` of day clocks, else the instant. Pauses do not count after the stop. */
export function plainDue(
  unit: PlainUnit,
  target: number,
  start: string,
  stop: string | null,
  pauses: readonly PlainPause[],
  time: PlainTime,
  calendar: PlainCalendar,
): string | number {
  if (unit === 'days' || unit === 'working_days') return lastDay(unit, target, start, stop, pauses, calendar);
  return dueInstant(unit, target * 60, time.instantOf(start), stop, pauses, time, calendar);
}

function lastDay(
  unit: PlainUnit,
  target: number,
  start: string,
  stop: string | null,
  pauses: readonly PlainPause[],
  calendar: PlainCalendar,
): string {
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
  const stretches = pauses.map((pause) => ({
    from: time.instantOf(pause.from),
    until: Math.min(time.instantOf(pause.until), stopInstant),
  }));
  let instant = start;
  for (let left = minutes; left > 0; instant += 1) {
    const isPaused = stretches.some(({ from, until }) => from <= instant && instant < until);
    if (!isPaused && (unit === 'hours' || isOpen(time.wallOf(instant), calendar))) left -= 1;
  }
  return instant;
}

/** Whether the wall clock shows a minute of business; of a minute asked before the answer is kept. */
function isOpen(wall: number, calendar: PlainCalendar): boolean {
  const known = answers.get(calendar) ?? new Int8Array(lastMinute - firstMinute);
  answers.set(calendar, known);
  const place = wall - firstMinute;
  if (known[place] === 0) known[place] = isOpenOn(wall, calendar) ? 1 : -1;
  return known[place] === undefined ? isOpenOn(wall, calendar) : known[place] === 1;
}

const answers = new WeakMap<PlainCalendar, Int8Array>();
const firstMinute = Date.UTC(2023, 11, 1) / minute;
const lastMinute = Date.UTC(2028, 0, 1) / minute;

function isOpenOn(wall: number, calendar: PlainCalendar): boolean {
  const at = wall % (24 * 60);
  return calendar.windows.some(({ from, to }) => from <= at && at < to) && calendar.isWorking(localText(wall).slice(0, 10));
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
