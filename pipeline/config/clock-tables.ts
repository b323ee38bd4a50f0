import type { Database } from '../warehouse/database.js';
import { literal } from '../warehouse/sql-text.js';
import { type Calendar, type CalendarDay, calendarDays } from './calendar.js';
import { targetUnits } from './clock-candidates.js';
import type { Clock, ClockVersion, Policy } from './policy.js';
import { clockRecords, windowSeconds } from './policy-schema.js';
import { zoneMacros } from './zone.js';

/** What the clock models need besides the data. */
export interface ClockSetup {
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** IANA name. */
  readonly timezone: string;
}

/** Tables the models read that are filled from policy and calendar. */
const clockTables = {
  // Every clock of the policy, in its order; source: the company's documents that ask for it.
  policy_clocks: 'clock varchar, clock_group varchar, record varchar, kind varchar, sort_order integer, source varchar',
  // Targets of repeating clocks by priority ('' for none), half-open in time.
  policy_chain_targets:
    'clock clock_name, priority varchar, version_no integer, valid_from timestamp, valid_until timestamp, target_seconds bigint, is_pausable boolean',
  // Covered days; working days up to and including each one; next_working_on: it, or the first working day after it.
  calendar_days: 'day date, is_working boolean, working_days_through integer, next_working_on date, covered_through date',
  // Business hours of every working day, local times; an empty window opens each run of covered years.
  business_windows: 'opens_at timestamp, closes_at timestamp, covered_through date',
} as const;

const firstYear = 2000;
/** Years after the calendar's last for which the zone's changes of offset are told; later dues keep its last offset. */
const yearsAhead = 5;
const priorities = ['', 'urgent', 'normal', 'low'] as const;

/** Makes the zone macros and fills the tables of policy and calendar, before the models run. */
export async function writeClockTables(database: Database, setup: ClockSetup): Promise<void> {
  for (const statement of clockStatements(setup)) await database.run(statement);
}

/** The statements of `writeClockTables`. */
export function clockStatements({ policy, calendar, timezone }: ClockSetup): string[] {
  const days = calendarDays(calendar);
  return [
    ...zoneMacros(timezone, firstYear, Math.max(...calendar.years) + yearsAhead),
    ...clockTypes(policy),
    ...Object.entries(clockTables).map(createTable),
    ...insertRows('policy_clocks', policy.clocks.map(clockRow)),
    ...insertRows('policy_chain_targets', policy.clocks.filter((clock) => clock.kind === 'repeating').flatMap(chainTargetRows)),
    insertPacked('calendar_days', clockTables.calendar_days, days.map(dayCells)),
    insertPacked('business_windows', clockTables.business_windows, windowCells(days, policy.businessHours)),
  ];
}

/** The words that every row of the clock models repeats, as enumerations: a byte of each row instead of a text. None may be without a word. */
function clockTypes(policy: Policy): string[] {
  const words = {
    clock_name: ['', ...policy.clocks.map(({ name }) => name)],
    clock_record: clockRecords,
    clock_outcome: ['met', 'breached', 'pending', 'unknown'],
  };
  return Object.entries(words).map(([name, values]) => `create or replace type ${name} as enum (${values.map(literal).join(', ')})`);
}

function createTable([name, columns]: [string, string]): string {
  return `create or replace table ${name} (${columns})`;
}

function insertRows(table: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : [`insert into ${table} values ${rows.map((row) => `(${row})`).join(', ')}`];
}

function clockRow(clock: Clock, index: number): string {
  const texts = [clock.name, clock.group, clock.record, clock.kind].map(literal).join(', ');
  return `${texts}, ${index + 1}, ${literal(clock.source.join(' '))}`;
}

function chainTargetRows(clock: Clock): string[] {
  return clock.versions.flatMap((version, index) => priorities.map((priority) => chainTargetRow(clock, version, index, priority)));
}

function chainTargetRow(clock: Clock, version: ClockVersion, index: number, priority: string): string {
  const from = version.validFrom === null ? `'-infinity'` : literal(version.validFrom);
  const until = version.validUntil === null ? `'infinity'` : literal(version.validUntil);
  const target = version.targetsByPriority[priority] ?? version.target ?? 0;
  return `${literal(clock.name)}, ${literal(priority)}, ${index}, ${from}, ${until}, ${targetUnits(version, target)}, ${version.isPausable}`;
}

/** Thousands of rows as one string that the engine takes apart: a tenth of the time of as many literals. Empty is null. */
function insertPacked(table: string, columns: string, rows: readonly (readonly string[])[]): string {
  const types = columns.split(', ').map((column) => column.split(' ')[1] ?? '');
  const cells = types.map((type, index) => `nullif(split_part(packed, ',', ${index + 1}), '')::${type}`).join(', ');
  const packed = rows.map((row) => row.join(',')).join(';');
  return `insert into ${table} select ${cells} from (select unnest(string_split(${literal(packed)}, ';')) as packed)`;
}

function dayCells(day: CalendarDay): string[] {
  return [day.day, String(day.isWorking), String(day.workingDaysThrough), day.nextWorkingOn ?? '', day.coveredThrough];
}

function windowCells(days: readonly CalendarDay[], businessHours: readonly string[]): string[][] {
  const windows = businessHours.map(windowSeconds);
  return days.flatMap((day, index) => {
    const isFirst = days[index - 1]?.coveredThrough !== day.coveredThrough;
    const open = day.isWorking ? windows : [];
    return [...(isFirst ? [{ from: 0, to: 0 }] : []), ...open].map(({ from, to }) => [
      ...[from, to].map((at) => localTime(day.day, at)),
      day.coveredThrough,
    ]);
  });
}

/** 24:00 is the next midnight. */
function localTime(day: string, seconds: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
