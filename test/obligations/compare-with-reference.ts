import { calendarDays, loadCalendar } from '../../pipeline/config/calendar.js';
import { withClockModels } from '../../pipeline/config/clock-candidates.js';
import { writeClockTables } from '../../pipeline/config/clock-tables.js';
import { type Policy, parsePolicy } from '../../pipeline/config/policy.js';
import { readMacros, readModels } from '../../pipeline/transform/models.js';
import { runModel } from '../../pipeline/transform/run-models.js';
import { emptySources } from '../../pipeline/transform/sources.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { minutesOf, type PlainCalendar, type PlainTime, type PlainUnit, plainDue, plainTime } from './plain-clock.js';
import { type PlainObligation, type PlainTicket, plainEnds, plainPauses, plainProgress } from './plain-ticket.js';
import { randomTickets } from './random-tickets.js';

const asOf = '2026-11-10 00:00';
const units: readonly PlainUnit[] = ['hours', 'days', 'working_days', 'working_hours'];
const targets: Record<PlainUnit, Record<PlainTicket['priority'], number>> = {
  hours: { urgent: 2, normal: 24, low: 72 },
  days: { urgent: 1, normal: 3, low: 7 },
  working_days: { urgent: 1, normal: 3, low: 7 },
  working_hours: { urgent: 2, normal: 6, low: 20 },
};

/** Targets of the repeating clock from a day on, by priority; before the first those of `targets`. */
const laterTargets = [
  { from: '2025-03-08', hours: { urgent: 3, normal: 20, low: 50 } },
  { from: '2025-09-29', hours: { urgent: 1, normal: 30, low: 24 } },
  { from: '2025-09-30', hours: { urgent: 5, normal: 7, low: 72 } },
  { from: '2026-05-01', hours: targets.hours },
];

export interface Comparison {
  readonly compared: number;
  /** The first of the obligations that only one side has, by ticket. */
  readonly differences: readonly string[];
}

/** Compares the models' obligations on random tickets, one clock of each unit and the repeating one, with the plain walk. */
export async function compareWithReference(zone: string, ticketCount: number, seed: number): Promise<Comparison> {
  const time = plainTime(zone);
  const isSkipped = (local: string): boolean => time.localOf(time.instantOf(local)) !== local;
  const tickets = randomTickets(ticketCount, seed, isSkipped);
  const calendar = plainCalendar();
  const wanted = tickets.flatMap((ticket) => ticketLines(ticket, time, calendar)).sort();
  const got = await modelLines(zone, tickets, asOf);
  return {
    compared: wanted.length,
    differences: difference(got, wanted, 'models')
      .concat(difference(wanted, got, 'reference'))
      .slice(0, 20),
  };
}

function difference(lines: readonly string[], others: readonly string[], who: string): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.flatMap((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count > 0 ? [] : [`${who} only: ${line}`];
  });
}

function plainCalendar(): PlainCalendar {
  const working = new Set(calendarDays(loadCalendar()).flatMap(({ day, isWorking }) => (isWorking ? [day] : [])));
  return {
    isWorking: (day) => working.has(day),
    windows: [
      { from: 540, to: 720 },
      { from: 780, to: 1080 },
    ],
  };
}

function ticketLines(ticket: PlainTicket, time: PlainTime, calendar: PlainCalendar): string[] {
  const single = units.flatMap((unit) => {
    const found = judge(ticket, unit, time, calendar);
    return found ? [lineOf(ticket.id, unit, found)] : [];
  });
  if (!isWalkable(ticket)) return single;
  return [
    ...single,
    ...plainProgress(ticket, (startedAt) => repeatingMinutes(ticket, startedAt), asOf, time).map((found) =>
      lineOf(ticket.id, 'repeating', found),
    ),
  ];
}

function repeatingMinutes(ticket: PlainTicket, startedAt: string): number {
  const version = laterTargets.findLast(({ from }) => from <= startedAt);
  return (version?.hours ?? targets.hours)[ticket.priority] * 60;
}

/** Silence of more than 40 days is left out: it would be walked minute by minute. */
function isWalkable(ticket: PlainTicket): boolean {
  const { cancelledAt, completedAt, reopenedAt } = plainEnds(ticket, asOf);
  const end = reopenedAt === null ? (completedAt ?? cancelledAt ?? asOf) : asOf;
  return minutesOf(end) - minutesOf(ticket.acceptedAt) < 40 * 24 * 60;
}

function judge(ticket: PlainTicket, unit: PlainUnit, time: PlainTime, calendar: PlainCalendar): PlainObligation | null {
  if (ticket.acceptedAt >= asOf) return null;
  const { cancelledAt } = plainEnds(ticket, asOf);
  // A stop before the start is none: an hour that the clocks leave out may put the start behind it.
  const stop = ticket.planAt !== null && ticket.planAt >= ticket.acceptedAt && ticket.planAt < asOf ? ticket.planAt : null;
  const due = plainDue(unit, targets[unit][ticket.priority], ticket.acceptedAt, stop, plainPauses(ticket, asOf), time, calendar);
  const dueAt = typeof due === 'string' ? `${due} 23:59:59` : time.localOf(due);
  if (cancelledAt !== null && dueAt > cancelledAt) return null;
  if (dueAt >= asOf) return stop === null ? { dueAt, stoppedAt: null, outcome: 'pending' } : null;
  const isLate = stop === null || (typeof due === 'string' ? stop.slice(0, 10) > due : time.instantOf(stop) > due);
  return { dueAt, stoppedAt: stop, outcome: isLate ? 'breached' : 'met' };
}

function lineOf(id: string, clock: string, { dueAt, stoppedAt, outcome }: PlainObligation): string {
  return `${id} ${clock} ${outcome} due ${dueAt} stopped ${stoppedAt ?? '-'}`;
}

/** The obligations of tickets as known at some local time, a line each: `T1 hours breached due 2026-07-01 10:00 stopped -`. */
export async function modelLines(zone: string, tickets: readonly PlainTicket[], knownAt: string): Promise<string[]> {
  const database = await Database.open(':memory:', { threads: 2 });
  try {
    await fillSources(database, zone, tickets, knownAt);
    await database.run(`create table walked as select unnest([${tickets.filter(isWalkable).map(({ id }) => `'${id}'`)}]) as id`);
    for (const macro of readMacros()) await database.run(macro);
    for (const model of neededModels(testPolicy())) await runModel(database, model);
    const shown = (column: string): string => `regexp_replace(${column}::varchar, ':00$', '')`;
    const rows = await database.rows<{ record_id: string; line: string }>(
      `select record_id, concat_ws(' ', record_id, clock, outcome, 'due', ${shown('due_at')}, 'stopped', coalesce(${shown('stopped_at')}, '-')) as line
       from int_obligations_judged
       where (outcome = 'pending' or periods_back is not null or is_escalated) and (clock <> 'repeating' or record_id in (select id from walked))`,
    );
    return rows.map(({ line }) => line);
  } finally {
    database.close();
  }
}

function neededModels(policy: Policy): ReturnType<typeof withClockModels> {
  const models = withClockModels(readModels(), policy);
  const byName = new Map(models.map((model) => [model.name, model]));
  const needed = new Set<string>();
  const visit = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    byName.get(name)?.reads.forEach(visit);
  };
  visit('int_obligations_judged');
  return models.filter((model) => needed.has(model.name));
}

function testPolicy(): Policy {
  const clock = (unit: PlainUnit): object => ({
    group: 'repair',
    record: 'tickets',
    start: 'accepted_at',
    unit,
    target: 1,
    targets_by_priority: targets[unit],
    pausable: true,
  });
  const own = {
    ...Object.fromEntries(units.map((unit) => [unit, { ...clock(unit), stop: 'plan_at' }])),
    repeating: {
      ...clock('hours'),
      kind: 'repeating',
      versions: laterTargets.map(({ from, hours }) => ({ valid_from: from, targets_by_priority: hours })),
    },
  };
  const shipped = Object.fromEntries(parsePolicy('{}', 'none').clocks.map(({ name }) => [name, { enabled: false }]));
  return parsePolicy(JSON.stringify({ clocks: { ...shipped, ...own } }), 'test policy');
}

async function fillSources(database: Database, zone: string, tickets: readonly PlainTicket[], knownAt: string): Promise<void> {
  for (const statement of emptySources()) await database.run(statement);
  await writeClockTables(database, { policy: testPolicy(), calendar: loadCalendar(), timezone: zone });
  await database.run(`insert into parameters by name select timestamp '${knownAt}' as as_of`);
  await database.run(`insert into periods values (0, 'all', '2023-12-01', '${knownAt}')`);
  const quoted = (text: string | null): string => (text === null ? 'null' : `'${text}'`);
  const rows = tickets.map(
    (one) =>
      `('${one.id}', '${one.priority}', '${one.status}', ${[one.acceptedAt, one.planAt, one.completedAt, one.cancelledAt].map(quoted).join(', ')})`,
  );
  await insert(database, 'raw_tickets (ticket_id, priority, status, accepted_at, plan_at, completed_at, cancelled_at)', rows);
  const events = tickets.flatMap((one) => one.events.map((event) => `'${one.id}', '${event.at}', '${event.type}'`));
  const numbered = events.map((event, index) => `(${event}, ${index})`);
  await insert(database, 'raw_events (ticket_id, event_at, event_type, row_order)', numbered);
}

async function insert(database: Database, target: string, rows: readonly string[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 5000) {
    await database.run(`insert into ${target} values ${rows.slice(from, from + 5000).join(', ')}`);
  }
}
