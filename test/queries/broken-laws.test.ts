import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Model } from '../../pipeline/transform/models.js';
import { runModel, runModels } from '../../pipeline/transform/run-models.js';
import { runModelsKept } from '../transform/run-models-kept.js';
import { type CaseSchema, openCaseSchema } from './case-schema.js';
import { inventedExports } from './invented-exports.js';

/** What a broken model says instead, by the check that must find it: the model, and what is selected of its rows. */
const broken: Record<string, readonly [model: string, selection: string]> = {
  actions__no_id_vanishes: ['actions', '* from rows where action_id <> (select min(action_id) from rows)'],
  actions__open_is_what_flows_arrive_at: ['actions', '* replace (true as is_open) from rows'],
  actions_by_period__flow_adds_up: ['actions_by_period', '* replace (closed + 1 as closed) from rows'],
  actions_by_period__open_continues: ['actions_by_period', '* replace (open_before + periods_back as open_before) from rows'],
  complaints_by_period__kinds_add_up: ['complaints_by_period', '* replace (claim + 1 as claim) from rows'],
  defect_counts_by_period__kinds_add_up: ['defect_counts_by_period', '* replace (batch + 1 as batch) from rows'],
  faults_by_model_and_fault_code__sums_to_confirmed: [
    'faults_by_model_and_fault_code',
    '* from rows where fault_code <> (select min(fault_code) from rows)',
  ],
  faults_by_production_month_and_age__sums_to_shipped: [
    'faults_by_production_month_and_age',
    '* replace (shipped_units - 1 as shipped_units) from rows',
  ],
  pareto_by_subject__sums_to_total: ['pareto_by_subject', '* replace (occurrences + 1 as occurrences) from rows'],
  repairs_by_dimension__members_add_up: [
    'repairs_by_dimension',
    `* replace (case when dimension = '' then finished else finished + 1 end as finished) from rows`,
  ],
  satisfaction_by_measure_and_dimension__scores_add_up: ['satisfaction_by_measure_and_dimension', '* replace (n + 1 as n) from rows'],
  service_by_dimension__ages_add_up: ['service_by_dimension', '* replace (open_age_over_30 + 1 as open_age_over_30) from rows'],
  service_by_dimension__flow_adds_up: ['service_by_dimension', '* replace (reopened + 1 as reopened) from rows'],
  service_by_dimension__members_add_up: [
    'service_by_dimension',
    `* from rows where dimension = '' or member <> (select max(member) from rows)`,
  ],
  service_by_dimension__open_continues: ['service_by_dimension', '* replace (open + periods_back as open) from rows'],
  sla_compliance_by_clock_and_dimension__due_is_decided: ['sla_compliance_by_clock_and_dimension', '* replace (met + 1 as met) from rows'],
};

let schema: CaseSchema;

function model(name: string): Model {
  const found = schema.models.get(name);
  if (!found) throw new Error(`no model ${name}`);
  return found;
}

/** Actions of three states, known to the exports and to the register before. */
const actions = [
  `insert into raw_actions by name
    select 'A' || i as action_id, 'x' as title, date '2026-06-01' + i::integer as opened_on, date '2026-08-01' + i::integer as due_on,
      case when i % 3 = 0 then 'verified' else 'open' end as status, case when i % 3 = 0 then date '2026-08-10' end as closed_on, i as row_order
    from range(30) as numbers(i)`,
  `insert into raw_action_versions select action_id, opened_on, due_on, 0, row_order from raw_actions`,
  'insert into raw_newest_actions values (0)',
];

beforeAll(async () => {
  schema = await openCaseSchema();
  for (const statement of [...inventedExports, ...actions]) await schema.database.run(statement);
  await runModelsKept(schema.database, [...schema.models.values()]);
  // All laws hold on these rows.
  await runModels(schema.database, checks());
}, 120_000);

afterAll(() => schema.database.close());

function checks(): Model[] {
  return [...schema.models.values()].filter(({ layer }) => layer === 'checks');
}

test('each check has a model that breaks it', () => {
  const names = checks().map(({ name }) => name);
  expect(Object.keys(broken).sort()).toEqual(names.sort());
});

describe('a run stops at', () => {
  test.each(Object.entries(broken))('%s when a model is wrong', async (name, [wrong, selection]) => {
    const { sql, ...rest } = model(wrong);
    try {
      await runModel(schema.database, { ...rest, sql: `with rows as (${sql}\n) select ${selection}` });
      await expect(runModels(schema.database, [model(name)])).rejects.toThrow(`queries/checks/${name}.sql found rows`);
    } finally {
      await runModel(schema.database, { ...rest, sql });
    }
    await runModels(schema.database, [model(name)]);
  });
});
