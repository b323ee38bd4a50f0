import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPolicy } from '../../pipeline/config/policy.js';
import { modelsBehindFigures, seenColumns, stagingRelations } from '../../pipeline/restate/fingerprint.js';
import { fingerprintAt } from '../../pipeline/restate/recomputation.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { sourceStatements } from '../queries/source-statements.js';
import { sampleRules as rules } from './sample-inputs.js';

const behind = modelsBehindFigures(loadPolicy());
let database: Database;

beforeAll(async () => {
  database = await Database.open(':memory:', { threads: 2 });
  for (const statement of sourceStatements) await database.run(statement);
  await database.run(`
    insert into raw_tickets by name select 'A1' as ticket_id, 'other' as category, timestamp '2026-08-03 09:00' as accepted_at, 5 as row_order, 0 as file_index, 2 as line
      union all by name select 'A2' as ticket_id, 'other' as category, timestamp '2026-08-04 09:00' as accepted_at, 9 as row_order, 0 as file_index, 3 as line;
    insert into raw_actions by name select 'X1' as action_id, 'open' as status, date '2026-08-01' as opened_on, date '2026-08-09' as due_on, 1 as row_order, 0 as file_index
      union all by name select 'X2' as action_id, 'open' as status, date '2026-08-01' as opened_on, date '2026-08-09' as due_on, 2 as row_order, 1 as file_index`);
});

afterAll(() => database.close());

/** Staging relations whose digest a change moves; the change is taken back. */
async function movedBy(statement: string): Promise<string[]> {
  const before = await fingerprintAt(database, rules);
  await database.run(`begin; ${statement}`);
  const after = await fingerprintAt(database, rules);
  await database.run('rollback');
  return Object.keys(after).filter((relation) => after[relation] !== before[relation]);
}

describe('the fingerprint', () => {
  test('has every relation through which exports reach the models', async () => {
    const reading = behind.filter(({ reads }) => reads.some((name) => name.startsWith('raw_'))).map(({ name }) => name);
    expect(stagingRelations(behind).map(({ name }) => name)).toEqual(reading);
    expect(Object.keys(await fingerprintAt(database, rules)).sort()).toEqual(reading.sort());
  });

  test.each([
    ['a value a figure follows from', "update raw_tickets set team = '甲组' where ticket_id = 'A1'", ['stg_tickets']],
    ['a row more', "insert into raw_tickets by name select 'A3' as ticket_id, timestamp '2026-08-05' as accepted_at", ['stg_tickets']],
    ['the order of rows', "update raw_tickets set row_order = 10 where ticket_id = 'A1'", ['stg_tickets']],
    ['which of two files is the newest', "update raw_actions set file_index = 2 where action_id = 'X1'", ['stg_actions']],
    ['a cancellation', "update raw_tickets set status = 'cancelled' where ticket_id = 'A1'", ['stg_ticket_cancellations', 'stg_tickets']],
  ])('is moved by %s', async (_what, statement, relations) => {
    expect((await movedBy(statement)).sort()).toEqual(relations);
  });

  test.each([
    ['what no model reads', "update raw_tickets set solution = 'x', issue = 'y', line = 7"],
    ['rows that come after the cut-off', "insert into raw_tickets by name select 'A3' as ticket_id, timestamp '2026-09-01' as accepted_at"],
    ['cells stamped after the cut-off', "update raw_tickets set completed_at = timestamp '2026-09-02 10:00'"],
    ['a file that moves the places of all others', 'update raw_tickets set row_order = row_order + 100, file_index = file_index + 1'],
    ['a file more, before the others', 'update raw_actions set file_index = file_index + 1'],
  ])('is not moved by %s', async (_what, statement) => {
    expect(await movedBy(statement)).toEqual([]);
  });
});

test('of a place only what a reader of that relation asks for counts', () => {
  expect(seenColumns('stg_actions', ['action_id', 'file_index', 'note'], behind)).toEqual([
    '"action_id"',
    'dense_rank() over (order by file_index)',
  ]);
  expect(seenColumns('stg_events', ['row_order', 'file_index'], behind)).toEqual(['row_number() over (order by row_order)']);
});

test('no figure follows from the topics of comments, which are taken for a setting of the page', () => {
  expect(behind.filter(({ reads }) => reads.includes('topic_keywords'))).toEqual([]);
});
