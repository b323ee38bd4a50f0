import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { parseDocumentBySchema } from './configuration-document.js';

/** A day of the covered years. */
export interface CalendarDay {
  /** `2026-10-10`. */
  readonly day: string;
  readonly isWorking: boolean;
  /** Working days up to and including this one, since an arbitrary origin of its run of years. */
  readonly workingDaysThrough: number;
  /** Itself when working, else the first working day after it; null when that is not covered. */
  readonly nextWorkingOn: string | null;
  /** Last day of the run of covered years it lies in. */
  readonly coveredThrough: string;
}

/** The years an official notice covers, the days off among weekdays and the working days among weekends. */
export interface Calendar {
  readonly years: readonly number[];
  readonly off: ReadonlySet<string>;
  readonly work: ReadonlySet<string>;
  readonly source: string;
  /** Where it was read. */
  readonly file: string;
}

export const calendarFileName = join(packageRoot, 'pipeline', 'config', 'data', 'calendar-china.json');

const dayLength = 86_400_000;
/** Running totals of separate runs of years stay this far apart, so that no due day is looked up in the wrong run. */
const runDistance = 1_000_000;

const date = z.string().refine(isDate, { error: 'must be a date such as 2026-10-01' });
const calendarSchema = z.strictObject({
  years: z.array(z.int().min(2000).max(2100)).min(1, { error: 'must name at least one year' }),
  off: z.array(date),
  work: z.array(date),
  source: z.string().min(1, { error: 'must say which official notice the days are from' }),
});

/** The calendar in force: the file given, which replaces the shipped one as a whole, else China 2024–2026. */
export function loadCalendar(file: string = calendarFileName): Calendar {
  return parseCalendar(readText(file), file);
}

/** Parses a calendar file (interface.md); a day of a year it does not list, or both off and work, is a UserError. */
export function parseCalendar(text: string, file: string): Calendar {
  const { years, off, work, source } = parseDocumentBySchema(text, file, calendarSchema);
  const listed = new Set(years);
  const stray = [...off, ...work].find((day) => !listed.has(Number(day.slice(0, 4))));
  if (stray !== undefined)
    throw new UserError(`${file}: ${stray} lies in no year of "years"; add its year, with all its days, or take the day out`);
  const both = off.find((day) => work.includes(day));
  if (both !== undefined) throw new UserError(`${file}: ${both} is in both "off" and "work"; keep it in one of them`);
  return { years: [...listed].sort((one, other) => one - other), off: new Set(off), work: new Set(work), source, file };
}

/**
 * Throws UserError (exit 2) when a day of the period lies in a year the calendar does not have. `dayAfter` is the first
 * day after the period.
 */
export function requireCovered(calendar: Calendar, firstDay: string, dayAfter: string): void {
  const missing = missingYears(calendar, firstDay, dayAfter);
  if (missing.length === 0) return;
  throw new UserError(
    `${calendar.file}: the calendar covers ${calendar.years.join(', ')}, but the period needs ${missing.join(', ')}. ` +
      `Working days are never guessed: copy this file, add the year to "years", its days off to "off", its make-up working days to "work" ` +
      `(from the official notice, named in "source"), and give its path as "calendar" in the configuration`,
  );
}

/** Whether the calendar has every day from `firstDay` up to `dayAfter`. */
export function isCovered(calendar: Calendar, firstDay: string, dayAfter: string): boolean {
  return missingYears(calendar, firstDay, dayAfter).length === 0;
}

/** Every covered day with its running total of working days: Monday to Friday unless off, Saturday and Sunday if work. */
export function calendarDays(calendar: Calendar): CalendarDay[] {
  return runsOfYears(calendar.years).flatMap(({ first, last }, run) => daysOfRun(calendar, first, last, (run + 1) * runDistance));
}

function missingYears(calendar: Calendar, firstDay: string, dayAfter: string): number[] {
  const lastDay = isoDay(Date.parse(dayAfter) - dayLength);
  const years = [...new Set([yearOf(firstDay), yearOf(lastDay)])];
  return years.filter((year) => !calendar.years.includes(year));
}

function daysOfRun(calendar: Calendar, first: number, last: number, origin: number): CalendarDay[] {
  const coveredThrough = `${last}-12-31`;
  const days: CalendarDay[] = [];
  let workingDaysThrough = origin;
  for (let time = Date.UTC(first, 0, 1); time < Date.UTC(last + 1, 0, 1); time += dayLength) {
    const day = isoDay(time);
    const isWorking = isWorkingDay(calendar, day, time);
    if (isWorking) workingDaysThrough += 1;
    days.push({ day, isWorking, workingDaysThrough, nextWorkingOn: null, coveredThrough });
  }
  return withNextWorkingDay(days);
}

function isWorkingDay(calendar: Calendar, day: string, time: number): boolean {
  const isWeekend = [0, 6].includes(new Date(time).getUTCDay());
  return isWeekend ? calendar.work.has(day) : !calendar.off.has(day);
}

function withNextWorkingDay(days: readonly CalendarDay[]): CalendarDay[] {
  let nextWorkingOn: string | null = null;
  return days
    .toReversed()
    .map((day) => {
      if (day.isWorking) nextWorkingOn = day.day;
      return { ...day, nextWorkingOn };
    })
    .reverse();
}

function runsOfYears(years: readonly number[]): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const year of years) {
    const current = runs.at(-1);
    if (current?.last === year - 1) current.last = year;
    else runs.push({ first: year, last: year });
  }
  return runs;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `${file}: the calendar cannot be read (${reason}); give "calendar" in the configuration the path of a calendar file`,
    );
  }
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && isoDay(time) === text;
}
