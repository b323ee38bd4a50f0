import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { UserError } from '../errors.js';
import { type Calendar, loadCalendar } from './calendar.js';

export interface CalendarAddition {
  readonly calendar: string;
  /** Years that were added; none where the calendar said the same already. */
  readonly added: readonly number[];
  /** Years the calendar has now. */
  readonly years: readonly number[];
  readonly days_off: number;
  readonly make_up_days: number;
}

/**
 * Adds the years of a notice, a calendar file of its own, to the calendar file a configuration names. UserError when either
 * is wrong, or when a year is there already with other days; then the file is left as it is.
 */
export function addToCalendar(calendarFile: string | undefined, noticeFile: string): CalendarAddition {
  if (calendarFile === undefined) {
    throw new UserError(
      'The configuration names no calendar, and the shipped one is not changed. Name a file under "calendar" (fieldreview init writes one with the shipped years).',
    );
  }
  const calendar = loadCalendar(calendarFile);
  const notice = loadCalendar(noticeFile);
  requirePlausible(notice);
  const added = notice.years.filter((year) => !calendar.years.includes(year));
  const changed = notice.years.find((year) => !added.includes(year) && daysOf(calendar, year) !== daysOf(notice, year));
  if (changed !== undefined) {
    throw new UserError(
      `${calendarFile}: ${changed} is there already, with other days. Take the year and its days out to have it replaced.`,
    );
  }
  const merged = mergedCalendar(calendar, notice, added);
  if (added.length > 0) replaceFile(calendarFile, merged);
  return {
    calendar: calendarFile,
    added,
    years: merged.years,
    days_off: ofYears(notice.off, added).length,
    make_up_days: ofYears(notice.work, added).length,
  };
}

interface WrittenCalendar {
  readonly years: readonly number[];
  readonly off: readonly string[];
  readonly work: readonly string[];
  readonly source: string;
}

/** A slip of the pen shows in what no notice says: a make-up day from Monday to Friday, a year without any day off. */
function requirePlausible({ years, off, work, file }: Calendar): void {
  const weekday = [...work].find((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
  if (weekday !== undefined) {
    throw new UserError(
      `${file}: ${weekday} is in "work" and no Saturday or Sunday; only these need to be named as working days. Correct the date.`,
    );
  }
  const bare = years.find((year) => ofYears(off, [year]).length === 0);
  if (bare !== undefined) throw new UserError(`${file}: ${bare} has no day in "off"; list the days off of the official notice.`);
}

function mergedCalendar(calendar: Calendar, notice: Calendar, added: readonly number[]): WrittenCalendar {
  return {
    years: [...calendar.years, ...added].sort((one, other) => one - other),
    off: [...calendar.off, ...ofYears(notice.off, added)].sort(),
    work: [...calendar.work, ...ofYears(notice.work, added)].sort(),
    source: `${calendar.source}、${notice.source}`,
  };
}

function daysOf({ off, work }: Calendar, year: number): string {
  return JSON.stringify([ofYears(off, [year]).sort(), ofYears(work, [year]).sort()]);
}

function ofYears(days: ReadonlySet<string>, years: readonly number[]): string[] {
  return [...days].filter((day) => years.includes(Number(day.slice(0, 4))));
}

/** Whole or not at all. Comments of a YAML file would be lost, so that one is left to its author. */
function replaceFile(file: string, calendar: WrittenCalendar): void {
  if (!isJson(readFileSync(file, 'utf8'))) {
    throw new UserError(`${file}: is no JSON, and writing it anew would lose its comments. Add the years and days by hand.`);
  }
  writeFileSync(`${file}.new`, `${JSON.stringify(calendar, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
