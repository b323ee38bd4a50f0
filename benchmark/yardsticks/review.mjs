// The review in small, as a careful engineer writes it with zod and DuckDB: every row against a schema made from the contract, valid rows
// by the appender into a table, versions and figures by SQL. Which parser splits the files into rows is what the two programs that use it
// differ in. It does less than fieldreview: no reasons, lines or cells of rejected rows, one form of time, one encoding, personal data
// left as it is, seven figures, no page.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { answer, openDatabase, readTask } from './task.mjs';

/** `parse(file)` gives the rows of a CSV one by one, each an array of text cells, the header first. */
export async function review(parse) {
  const { task, out } = readTask();
  const path = join(out, 'review.duckdb');
  rmSync(path, { force: true });
  const connection = await openDatabase(path);
  const figures = {};
  for (const dataset of task.datasets) Object.assign(figures, await load(connection, dataset, parse));
  answer({ ...figures, ...(await figuresOf(connection, task)) });
  connection.closeSync();
}

async function load(connection, { dataset, files, columns, timeOrder, key }, parse) {
  const names = columns.map(({ name }) => name);
  await connection.run(`create table all_${dataset} (ordinal integer, ${names.map((name) => `"${name}" varchar`).join(', ')})`);
  const appender = await connection.createAppender(`all_${dataset}`);
  const schema = rowSchema(columns, timeOrder);
  const counts = { read: 0, valid: 0 };
  for (const file of files) {
    for await (const row of rowsOf(parse(file), columns)) {
      counts.read += 1;
      const result = row && schema.safeParse(row);
      if (!result?.success) continue;
      counts.valid += 1;
      append(appender, counts.valid, names, result.data);
    }
  }
  appender.closeSync();
  return accounting(connection, dataset, key, names, counts);
}

/** Rows as objects by column name; undefined for a row of another width than the header's. */
async function* rowsOf(records, columns) {
  let header;
  for await (const cells of records) {
    if (header === undefined) header = cells.map((cell) => columns.find((column) => column.headers.includes(cell)).name);
    else if (cells.length === header.length) yield Object.fromEntries(header.map((name, index) => [name, cells[index]]));
    else yield undefined;
  }
}

function append(appender, ordinal, names, row) {
  appender.appendInteger(ordinal);
  for (const name of names) {
    if (row[name] === undefined || row[name] === null) appender.appendNull();
    else appender.appendVarchar(row[name]);
  }
  appender.endRow();
  if (ordinal % 20_000 === 0) appender.flushSync();
}

function rowSchema(columns, timeOrder) {
  const cells = z.object(Object.fromEntries(columns.map((column) => [column.name, cellSchema(column)])));
  return cells.refine((row) =>
    timeOrder.every(({ column, notBefore }) => !row[column] || !row[notBefore] || row[column] >= row[notBefore]),
  );
}

function cellSchema(column) {
  const cell = z.string().transform((text) => (text === '' ? null : text));
  const value = cell.pipe(z.union([z.null(), valueSchema(column)]));
  return column.required ? value.refine((text) => text !== null) : value.optional();
}

function valueSchema({ kind, words, minimum, maximum }) {
  if (words) return z.string().transform((word, context) => words[word] ?? context.addIssue({ code: 'custom' }) ?? z.NEVER);
  if (kind === 'time') return z.string().refine((text) => isTime(text, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/));
  if (kind === 'date') return z.string().refine((text) => isTime(text, /^\d{4}-\d\d-\d\d$/));
  if (kind !== 'integer' && kind !== 'money') return z.string();
  const number = kind === 'integer' ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/;
  return z.string().refine((text) => number.test(text) && Number(text) >= (minimum ?? -Infinity) && Number(text) <= (maximum ?? Infinity));
}

function isTime(text, form) {
  return form.test(text) && !Number.isNaN(Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`));
}

/** The last valid row of a key counts; one equal to the row before it is a duplicate, another was superseded. */
async function accounting(connection, dataset, key, names, { read, valid }) {
  const cells = names.map((name) => `"${name}"`).join(', ');
  await connection.run(
    `create table ${dataset} as from all_${dataset} qualify row_number() over (partition by "${key}" order by ordinal desc) = 1`,
  );
  const found = await firstRow(
    connection,
    `with repeated as (select "${key}" as id from all_${dataset} group by 1 having count(*) > 1),
      rows as (select "${key}" as id, ordinal, hash(${cells}) as cells from all_${dataset} where "${key}" in (from repeated)),
      compared as (select cells = lag(cells) over (partition by id order by ordinal) as is_same from rows)
    select (select count(*) from ${dataset}) as loaded, (select count(*) from compared where is_same) as duplicate`,
  );
  const loaded = Number(found.loaded);
  const duplicate = Number(found.duplicate);
  const counts = { read, loaded, rejected: read - valid, duplicate, superseded: valid - loaded - duplicate };
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [`accounting.${dataset}.${name}`, count]));
}

async function figuresOf(connection, { start, end }) {
  const within = (column) => `${column} >= '${start} 00:00:00' and ${column} < '${end} 00:00:00'`;
  const row = await firstRow(
    connection,
    `with clocks as (
      select (accepted_at::timestamp + interval 2 hour)::varchar as due_at, first_response_at,
        case when status = 'cancelled' then coalesce(cancelled_at, accepted_at) end as cancelled_at
      from tickets
    ),
    counted as (from clocks where ${within('due_at')} and (cancelled_at is null or due_at <= cancelled_at)),
    scores as (select effect_score::integer as score from revisits where reached is distinct from 'false' and effect_score is not null and ${within('revisited_at')}),
    finished as (from repairs where ${within('finished_at')})
    select
      (select count(*) from tickets where ${within('accepted_at')}) as "service.accepted",
      (select count(*) from counted) as "sla.first_response.due",
      (select count(*) from counted where first_response_at <= due_at) as "sla.first_response.met",
      (select count(*) from scores) as "satisfaction.effect.n",
      (select avg(score) from scores) as "satisfaction.effect.mean",
      (select count(*) from finished) as "repairs.finished",
      (select count(*) from finished where result is distinct from 'no_fault_found'
        and coalesce(responsibility, '') not in ('user', 'transport', 'installation')) as "repairs.confirmed_faults"`,
  );
  return Object.fromEntries(Object.entries(row).map(([id, value]) => [id, Number(value)]));
}

async function firstRow(connection, sql) {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjects()[0];
}
