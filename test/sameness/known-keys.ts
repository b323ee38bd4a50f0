import { contracts } from '../../pipeline/contracts/index.js';
import { isView, type Model, relationsRead } from '../../pipeline/transform/models.js';
import type { TellsApart } from './differing-sql.js';

/** Columns that identify a row of the tables which no model makes. */
const tableKeys: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(contracts.map(({ dataset }) => [`raw_${dataset}`, ['row_order']])),
  ...Object.fromEntries(contracts.map(({ dataset }) => [`records_${dataset}`, ['file_index', 'line']])),
  raw_action_versions: ['file_index', 'line'],
  periods: ['periods_back'],
  files: ['file_number'],
  loaded_files: ['file_number'],
  emerging: ['model', 'fault_code'],
};

/** Orders without ties that keys alone do not show: query, columns, and why no two rows agree in them. */
const settledOrders: readonly (readonly [query: string, columns: string, reason: string])[] = [
  ['int_business_windows', 'opens_at, closes_at', 'windows of a day do not overlap, and time runs forward'],
  ['int_completion_steps', '', 'the number stands for a curve inside the query and is not given out'],
  ['int_completion_steps', 'curve_no, observed_seconds', 'times are grouped by curve and observed_seconds'],
  ['int_service_tickets', 'technician', 'technicians are grouped by their name'],
  ['completion_curve_by_cohort', 'periods_back, floor, observed_seconds', 'key of int_completion_steps for the one dimension left'],
  ['int_groups_on_sheets', 'COMPARE_EQUAL, rate_low, group_id', 'one period is left, in which a group is one row'],
  ['faults_by_production_month_and_age', 'age_months, produced_in', 'grouped by both'],
  ['pareto_by_subject', 'subject, occurrences, member', 'grouped by subject and member'],
  ['fates', 'row_key, place', 'a place is of one row of a dataset'],
  ['raw_rows', '', 'the engine reads a file in its order (test/slow/large-files.slow.test.ts)'],
  ['raw', '', 'the same'],
  ['validated', '', 'the same of a list of files (test/ingest/one-scan.test.ts)'],
  ['planted_faults', 'hash, unit', 'units are numbered'],
  ['planted_faults', 'campaign, lot, unit_chance, unit', 'units are numbered'],
  ['planted_faults', 'story, model_no, campaign, lot, unit, accepted_on', 'all that tells two of them apart'],
  ['cases', 'accepted_at, case_no', 'cases are numbered'],
  ['walked', 'identity, row_no, version', 'a row of an export has one line of each version'],
];

/**
 * Whether an order of a query leaves no ties: it holds the key of a relation that the query reads, or is listed above;
 * what of the list was needed is added to `used`.
 */
export function orderOf(query: string, sql: string, models: ReadonlyMap<string, Model>, used: Set<string>): TellsApart {
  const keys = relationsRead(sql.replaceAll('"', '')).flatMap((name) => keysOf(name, models));
  const settled = settledOrders.filter(([name]) => name === query).map(([, columns]) => columns);
  return (columns) => {
    if (keys.some((key) => key.every((column) => columns.includes(column)))) return true;
    const isSettled = settled.includes(columns.join(', '));
    if (isSettled) used.add(nameOf(query, columns.join(', ')));
    return isSettled;
  };
}

/** The orders listed for these queries that none of them has. */
export function unusedOrders(queries: ReadonlySet<string>, used: ReadonlySet<string>): string[] {
  const listed = settledOrders.filter(([query]) => queries.has(query));
  return listed.map(([query, columns]) => nameOf(query, columns)).filter((name) => !used.has(name));
}

function nameOf(query: string, columns: string): string {
  return `${query}: ${columns}`;
}

function keysOf(name: string, models: ReadonlyMap<string, Model>): (readonly string[])[] {
  const model = models.get(name);
  if (!model) return tableKeys[name] ? [tableKeys[name]] : [];
  // Staging hands the places of rows on, and the orders within a view are those of the query that reads it.
  return isView(model) ? [model.key, ...model.reads.flatMap((read) => keysOf(read, models))] : [model.key];
}
