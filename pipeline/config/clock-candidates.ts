import type { Model } from '../transform/models.js';
import { relationsRead } from '../transform/models.js';
import { identifier, literal } from '../warehouse/sql-text.js';
import { clockFields, type RecordFields } from './clock-fields.js';
import type { Clock, ClockVersion, Policy } from './policy.js';
import type { Condition } from './policy-schema.js';

/**
 * The models that follow from the policy rather than from a file of queries/: which clock runs on which record.
 * Those of clocks are views (layer staging), since they repeat the records once per clock.
 */
export function clockModels(policy: Policy): Model[] {
  const [candidates, chains] = [candidatesSql(policy), chainsSql(policy)];
  return [
    generatedModel(
      'clock_tickets',
      'one row is a ticket with what the clocks of the policy ask for',
      ['ticket_id'],
      ticketsSql([candidates, chains]),
      'intermediate',
    ),
    generatedModel(
      'clock_candidates',
      'one row is a clock on a record, before pauses, calendar and as_of',
      ['clock', 'record_id'],
      candidates,
    ),
    generatedModel(
      'clock_chains',
      'one row is a repeating clock on a ticket, from acceptance or reopening on',
      ['clock', 'ticket_id', 'starts_at'],
      chains,
    ),
  ];
}

/** The models of queries/ in running order, with those of the policy put between what they read and what reads them. */
export function withClockModels(models: readonly Model[], policy: Policy): Model[] {
  const generated = clockModels(policy);
  const after = new Set(generated.map((model) => model.name));
  // Models come in running order, so a reader of a reader is met after it.
  for (const model of models) if (model.reads.some((name) => after.has(name))) after.add(model.name);
  return [...models.filter((model) => !after.has(model.name)), ...generated, ...models.filter((model) => after.has(model.name))];
}

/** Columns of `clock_candidates`. `target` is in seconds for hour clocks, in days for day clocks. */
const candidateColumns = {
  clock: 'clock_name',
  record: 'clock_record',
  record_id: 'varchar',
  ticket_id: 'varchar',
  start_at: 'timestamp',
  stop_at: 'timestamp',
  exists_at: 'timestamp',
  unit: 'varchar',
  target: 'bigint',
  is_pausable: 'boolean',
  is_rolled: 'boolean',
  cancelled_at: 'timestamp',
  voided_at: 'timestamp',
} as const;

/** Columns of `clock_chains`. */
const chainColumns = {
  clock: 'clock_name',
  ticket_id: 'varchar',
  priority: 'varchar',
  starts_at: 'timestamp',
  completed_at: 'timestamp',
  cancelled_at: 'timestamp',
} as const;

function generatedModel(name: string, grain: string, key: string[], body: string, layer: Model['layer'] = 'staging'): Model {
  const sql = `-- ${grain}\n-- key: ${key.join(', ')}\n${body}\n`;
  return { name, layer, sql, grain, key, reads: relationsRead(sql) };
}

/** SQL of `clock_tickets`: of all that a policy may name the columns that occur in these texts; each is stored for every ticket. */
function ticketsSql(readers: readonly string[]): string {
  const { key, times, filters } = clockFields.tickets;
  const precise = Object.keys(times).filter((name) => times[name] === 'time');
  const all = [
    key,
    ...Object.keys(times),
    ...precise.map((name) => `${name}_precision`),
    ...Object.keys(filters),
    'reopened_at',
    'cancelled_at',
  ];
  const asked = all.filter((name) => readers.some((sql) => new RegExp(`\\b${name}\\b`).test(sql)));
  return `select ${asked.join(', ')}\nfrom int_ticket_clock_fields`;
}

/** SQL of `clock_candidates`: one select per clock and version, all conditions of the policy written out. */
export function candidatesSql(policy: Policy): string {
  const single = policy.clocks.filter((clock) => clock.kind === 'single');
  const selects = single.flatMap((clock) => clock.versions.map((version) => candidateSelect(clock, version)));
  return unionAll(emptySelect(candidateColumns), selects);
}

/** SQL of `clock_chains`. */
export function chainsSql(policy: Policy): string {
  const repeating = policy.clocks.filter((clock) => clock.kind === 'repeating');
  const selects = repeating.flatMap((clock) =>
    clock.versions.flatMap((version) => [
      chainSelect(clock, version, identifier(clock.start), 'completed_at'),
      // A ticket opened again is silent from that moment; the completion it had is void.
      chainSelect(clock, version, 'reopened_at', 'cast(null as timestamp)'),
    ]),
  );
  return unionAll(emptySelect(chainColumns), selects);
}

function emptySelect(columns: Readonly<Record<string, string>>): string {
  const nulls = Object.entries(columns).map(([name, type]) => `cast(null as ${type}) as ${name}`);
  return `select ${nulls.join(', ')} where false`;
}

function unionAll(first: string, selects: readonly string[]): string {
  return [first, ...selects].join('\nunion all\n');
}

function candidateSelect(clock: Clock, version: ClockVersion): string {
  const fields = clockFields[clock.record];
  const isTicket = clock.record === 'tickets';
  const start = identifier(clock.start);
  const values: Record<keyof typeof candidateColumns, string> = {
    clock: typedWord(clock.name, candidateColumns.clock),
    record: typedWord(clock.record, candidateColumns.record),
    record_id: fields.key,
    ticket_id: clock.record === 'followups' ? 'cast(null as varchar)' : 'ticket_id',
    start_at: `cast(${start} as timestamp)`,
    stop_at: stopExpression(clock, fields),
    exists_at: clock.existsFrom === null ? 'cast(null as timestamp)' : identifier(clock.existsFrom),
    unit: literal(version.unit === 'field' ? 'hours' : version.unit),
    target: targetExpression(clock, version),
    is_pausable: String(version.isPausable),
    is_rolled: String(version.rollsToWorkingDay),
    cancelled_at: isTicket ? 'cancelled_at' : 'cast(null as timestamp)',
    // What began with a completion ends, undecided, when the ticket is opened again.
    voided_at: isTicket && clock.start === 'completed_at' ? 'reopened_at' : 'cast(null as timestamp)',
  };
  const needed = [clock.existsFrom, version.due].flatMap((field) => (field === null ? [] : [`${identifier(field)} is not null`]));
  return selectText(values, fields.relation, [...applies(clock, version, start), ...needed]);
}

function chainSelect(clock: Clock, version: ClockVersion, start: string, completion: string): string {
  const values: Record<keyof typeof chainColumns, string> = {
    clock: typedWord(clock.name, chainColumns.clock),
    ticket_id: 'ticket_id',
    priority: 'priority',
    starts_at: start,
    completed_at: completion,
    cancelled_at: 'cancelled_at',
  };
  return selectText(values, clockFields.tickets.relation, applies(clock, version, start));
}

/** Without its type a union would make a text of it. */
function typedWord(word: string, type: string): string {
  return `cast(${literal(word)} as ${type})`;
}

function selectText(values: Readonly<Record<string, string>>, relation: string, conditions: readonly string[]): string {
  const columns = Object.entries(values).map(([name, value]) => `${value} as ${name}`);
  return `select ${columns.join(', ')}\nfrom ${relation}\nwhere ${conditions.join(' and ')}`;
}

/** A stop before the start, at the coarser precision of the two cells, is no stop. */
function stopExpression(clock: Clock, fields: RecordFields): string {
  if (clock.stop === null) return 'cast(null as timestamp)';
  const stop = `${identifier(clock.stop)}, ${precisionOf(clock.stop, fields)}`;
  const start = `cast(${identifier(clock.start)} as timestamp), ${precisionOf(clock.start, fields)}`;
  return `case when not is_earlier(${stop}, ${start}) then ${identifier(clock.stop)} end`;
}

function precisionOf(field: string, fields: RecordFields): string {
  const type = fields.times[field];
  if (type === 'time') return identifier(`${field}_precision`);
  return type === 'date' ? '2' : '0';
}

function targetExpression(clock: Clock, version: ClockVersion): string {
  const start = `instant_of(cast(${identifier(clock.start)} as timestamp))`;
  if (version.due !== null) return `date_diff('second', ${start}, instant_of(cast(${identifier(version.due)} as timestamp)))`;
  const byPriority = Object.entries(version.targetsByPriority);
  const usual = `cast(${targetUnits(version, version.target ?? 0)} as bigint)`;
  if (byPriority.length === 0) return usual;
  const cases = byPriority.map(([priority, target]) => `when ${literal(priority)} then ${targetUnits(version, target)}`);
  return `case priority ${cases.join(' ')} else ${usual} end`;
}

/** A target as the warehouse counts it: whole seconds for hour clocks, days for day clocks. */
export function targetUnits(version: ClockVersion, target: number): number {
  return version.unit === 'days' || version.unit === 'working_days' ? target : Math.round(target * 3600);
}

function applies(clock: Clock, version: ClockVersion, start: string): string[] {
  const { filters } = clockFields[clock.record];
  return [
    `${start} is not null`,
    ...(version.validFrom === null ? [] : [`${start} >= timestamp ${literal(version.validFrom)}`]),
    ...(version.validUntil === null ? [] : [`${start} < timestamp ${literal(version.validUntil)}`]),
    ...Object.entries(version.when).map(([field, condition]) => conditionText(identifier(field), filters[field] === 'number', condition)),
  ];
}

function conditionText(field: string, isNumber: boolean, condition: Condition): string {
  const value = isNumber ? field : `cast(${field} as varchar)`;
  const list = (words: readonly string[]): string => words.map(literal).join(', ');
  const tests = [
    ...(condition.in === undefined ? [] : [`cast(${field} as varchar) in (${list(condition.in)})`]),
    ...(condition.not_in === undefined ? [] : [`cast(${field} as varchar) not in (${list(condition.not_in)})`]),
    ...(condition.below === undefined ? [] : [`${value} < ${condition.below}`]),
    ...(condition.at_least === undefined ? [] : [`${value} >= ${condition.at_least}`]),
  ];
  // Without any other test, `empty` alone decides: true asks for an empty field, false for a filled one.
  if (tests.length === 0) return condition.empty === true ? `${field} is null` : `${field} is not null`;
  return condition.empty === true ? `(${field} is null or ${tests.join(' and ')})` : `coalesce(${tests.join(' and ')}, false)`;
}
