import { UserError } from '../errors.js';
import { instantOfLocal, isoWithOffset } from '../time-zone.js';

/** A month or an ISO week (domain.md § 1). */
export interface Period {
  readonly kind: 'month' | 'week';
  /** `2026-10` or `2026-W43`. */
  readonly name: string;
  /** First local day, `2026-10-01`. */
  readonly firstDay: string;
  /** First local day after the period. */
  readonly dayAfter: string;
}

/** When a report is made: everything stamped at or after `asOf` does not exist for it. */
export interface ReportTime {
  /** Local time, `2026-11-01 00:00:00`. */
  readonly asOf: string;
  /** The same with its offset, `2026-11-01T00:00:00+08:00`. */
  readonly asOfWithOffset: string;
  readonly isProvisional: boolean;
}

const day = 86_400_000;
const firstYear = 2000;
const lastYear = 2100;

/** Parses `2026-10` or `2026-W43`; throws UserError for anything else, week 53 of a year of 52 weeks included. */
export function parsePeriod(text: string): Period {
  const period = readPeriod(text);
  if (period?.name !== text) {
    throw new UserError(
      `period "${text}" is neither a month nor an ISO week; write for example --period 2026-10 or --period 2026-W43 (${firstYear}–${lastYear})`,
    );
  }
  return period;
}

/** The period of the same kind `n` periods earlier; later for a negative `n`. */
export function periodsBack(period: Period, n: number): Period {
  const start = dateOf(period.firstDay);
  if (period.kind === 'week') return weekWith(start.getTime() - n * 7 * day);
  return monthOf(start.getUTCFullYear(), start.getUTCMonth() + 1 - n);
}

/** The period of that kind that holds a local date `2026-10-03`. */
export function periodContaining(localDate: string, kind: Period['kind']): Period {
  const date = dateOf(localDate);
  return kind === 'week' ? weekWith(date.getTime()) : monthOf(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** Half-open local bounds `[startsAt, endsAt)` as warehouse time stamps. */
export function boundsOf(period: Period): { startsAt: string; endsAt: string } {
  return { startsAt: midnight(period.firstDay), endsAt: midnight(period.dayAfter) };
}

/**
 * The as_of of a report: the first local instant after the period, or the first of the given local date, which makes
 * the report provisional. `now` is an instant in milliseconds.
 * Throws UserError for a period that is not over without a date, and for a date that does not lie in the period or at its end.
 */
export function planReportTime(period: Period, zone: string, now: number, asOfDate?: string): ReportTime {
  if (asOfDate !== undefined) return reportTime(checkedAsOf(period, asOfDate), zone, true);
  if (now < instantOfLocal(midnight(period.dayAfter), zone)) {
    throw new UserError(
      `period ${period.name} is not over before ${period.dayAfter} (${zone}); wait until then, or give --as-of DATE for a provisional report`,
    );
  }
  return reportTime(period.dayAfter, zone, false);
}

/** The period a text may mean; its name differs from the text where there is no such month or week. */
function readPeriod(text: string): Period | undefined {
  const [, year, month, week] = /^(\d{4})-(?:(\d{2})|W(\d{2}))$/.exec(text) ?? [];
  if (Number(year) < firstYear || Number(year) > lastYear) return undefined;
  if (month !== undefined) return monthOf(Number(year), Number(month));
  return week === undefined ? undefined : weekOf(Number(year), Number(week));
}

function reportTime(date: string, zone: string, isProvisional: boolean): ReportTime {
  return { asOf: midnight(date), asOfWithOffset: isoWithOffset(midnight(date), zone), isProvisional };
}

function checkedAsOf(period: Period, asOfDate: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(asOfDate) && !Number.isNaN(Date.parse(asOfDate)) && isoDate(Date.parse(asOfDate)) === asOfDate;
  if (!isDate) throw new UserError(`--as-of "${asOfDate}" is not a date; write it as ${period.dayAfter}`);
  if (asOfDate <= period.firstDay || asOfDate > period.dayAfter) {
    const earliest = isoDate(dateOf(period.firstDay).getTime() + day);
    throw new UserError(
      `--as-of ${asOfDate} lies outside period ${period.name}: its midnight must fall after the start of the period and at its end at the latest; give a date from ${earliest} to ${period.dayAfter}`,
    );
  }
  return asOfDate;
}

/** Months beyond 1–12 roll over into the neighbouring years. */
function monthOf(year: number, month: number): Period {
  const firstDay = isoDate(Date.UTC(year, month - 1));
  return { kind: 'month', name: firstDay.slice(0, 7), firstDay, dayAfter: isoDate(Date.UTC(year, month)) };
}

/** ISO 8601: 4 January always lies in week 1. */
function weekOf(year: number, week: number): Period {
  return weekWith(Date.UTC(year, 0, 4) + (week - 1) * 7 * day);
}

/** The ISO week of a day: it belongs to the year of its Thursday. */
function weekWith(time: number): Period {
  const monday = time - ((new Date(time).getUTCDay() + 6) % 7) * day;
  const year = new Date(monday + 3 * day).getUTCFullYear();
  const week = Math.floor((monday + 3 * day - Date.UTC(year, 0, 1)) / (7 * day)) + 1;
  return {
    kind: 'week',
    name: `${year}-W${String(week).padStart(2, '0')}`,
    firstDay: isoDate(monday),
    dayAfter: isoDate(monday + 7 * day),
  };
}

function dateOf(localDate: string): Date {
  return new Date(`${localDate}T00:00:00Z`);
}

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function midnight(localDate: string): string {
  return `${localDate} 00:00:00`;
}
