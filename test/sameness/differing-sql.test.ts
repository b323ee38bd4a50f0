import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { writeTestResults } from '../../pipeline/statistics/test-results.js';
import { readRowsQuery } from '../../pipeline/transform/models.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';
import { type CaseSchema, openCaseSchema } from '../queries/case-schema.js';
import { refusals } from './differing-sql.js';
import { orderOf, unusedOrders } from './known-keys.js';

let schema: CaseSchema;

beforeAll(async () => {
  schema = await openCaseSchema();
  await writeTestResults(schema.database, new Set(schema.models.keys()));
  await schema.database.run('create table shaken (id integer, name varchar, price double, amount decimal(18, 2), seen_at timestamp)');
}, 60_000);

afterAll(() => schema.database.close());

/** The engine's plan of a query. */
async function planOf(sql: string): Promise<unknown> {
  const { plan } = await schema.database.row<{ plan: string }>(`select json_serialize_plan(${literal(sql)})::varchar as plan`);
  const parsed = JSON.parse(plan) as { error: boolean; error_message?: string; plans: unknown };
  if (parsed.error) throw new Error(`${parsed.error_message}: ${sql}`);
  return parsed.plans;
}

async function refusedIn(query: string, sql: string, used: Set<string>): Promise<string[]> {
  const found = refusals(await planOf(sql), orderOf(query, sql, schema.models, used));
  return found.map(({ what, reason }) => `queries/${query}: ${what} ${reason}`);
}

test('no model gives another answer on the same rows', async () => {
  const used = new Set<string>();
  const offenders: string[] = [];
  for (const model of schema.models.values()) offenders.push(...(await refusedIn(model.name, model.sql, used)));
  expect(offenders).toEqual([]);
  expect(unusedOrders(new Set(schema.models.keys()), used)).toEqual([]);
}, 60_000);

test('no query of rows does, whose order is given by what explains a figure', async () => {
  const offenders: string[] = [];
  for (const file of readdirSync(join(packageRoot, 'queries', 'rows'))) {
    const { name, sql } = readRowsQuery(basename(file, '.sql'));
    offenders.push(...(await refusedIn(name, sql, new Set())));
  }
  expect(offenders).toEqual([]);
}, 60_000);

/** By id alone rows of `shaken` are told apart. */
const byId = (columns: readonly string[]): boolean => columns.includes('id');

describe('refused', () => {
  test.each([
    ['sum of floating-point numbers', 'select sum(price) from shaken'],
    ['sum of what was made one', 'select sum(amount::double) from shaken'],
    ['sum of floating-point numbers in a window', 'select sum(price) over (order by id rows unbounded preceding) from shaken'],
    ['average', 'select avg(amount) from shaken'],
    ['standard deviation', 'select stddev(amount) from shaken'],
    ['any value', 'select any_value(name) from shaken'],
    ['first without order', 'select first(name) from shaken'],
    ['last in an order with ties', 'select last(name order by seen_at) from shaken'],
    ['list without order', 'select list(name) from shaken'],
    ['list of one column sorted, of another not', 'select list(name order by name), list(seen_at) from shaken'],
    ['list in an order with ties', 'select list(name order by seen_at) from shaken'],
    ['joined text without order', `select string_agg(name, ',') from shaken`],
    ['value at the extreme of what has ties', 'select arg_max(name, seen_at) from shaken'],
    ['most frequent', 'select mode(name) from shaken'],
    ['approximate count', 'select approx_count_distinct(name) from shaken'],
    ['cut without order', 'select name from shaken limit 3'],
    ['cut in an order with ties', 'select name from shaken order by seen_at limit 3'],
    ['numbers without order', 'select name, row_number() over () from shaken'],
    ['numbers in an order with ties', 'select name, row_number() over (partition by name order by seen_at) from shaken'],
    ['previous in an order with ties', 'select lag(name) over (order by seen_at) from shaken'],
    ['running sum of rows in an order with ties', 'select sum(amount) over (order by seen_at rows unbounded preceding) from shaken'],
    ['one row each in an order with ties', 'select distinct on (name) name, price from shaken order by name, seen_at'],
    ['chance', 'select random() from shaken'],
    ['time of day', 'select now() from shaken'],
    ['today', 'select current_date from shaken'],
    ['sample', 'select name from shaken using sample 3'],
    [
      'deep inside',
      'select id from shaken where id in (select max(id) from (select id, row_number() over (order by seen_at) as no from shaken) where no < 3)',
    ],
  ])('%s', async (_what, sql) => {
    expect(refusals(await planOf(sql), byId)).toHaveLength(1);
  });
});

describe('accepted', () => {
  test.each([
    ['sums of whole numbers and decimals', 'select sum(id), sum(amount), count(*), min(price), max(seen_at), bool_and(id > 1) from shaken'],
    ['list in the order of its values', 'select list(name order by name), list(distinct name order by name) from shaken'],
    ['list in an order without ties', 'select list(name order by seen_at, id), first(name order by id) from shaken'],
    ['extreme of what has no ties', 'select arg_min(name, id) from shaken'],
    ['cut in an order without ties', 'select name, id from shaken order by seen_at, id limit 3'],
    ['numbers in an order without ties', 'select row_number() over (partition by name order by seen_at, id) from shaken'],
    ['ranks, in which ties are equal', 'select rank() over (order by seen_at), dense_rank() over (order by seen_at) from shaken'],
    [
      'sums of ranges, in which ties come together',
      'select sum(amount) over (order by seen_at), count(*) over (partition by name) from shaken',
    ],
    ['a query in the place of a value', 'select id from shaken where price > (select min(price) from shaken)'],
    ['whether there are rows', 'select id from shaken where exists (select 1 from periods)'],
  ])('%s', async (_what, sql) => {
    expect(refusals(await planOf(sql), byId)).toEqual([]);
  });
});
