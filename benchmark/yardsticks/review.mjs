// The review in small, as a careful engineer writes it with zod and DuckDB: every row against a schema made from the contract, valid rows
// by the appender into a table without their personal data, rejected rows with their reason into a CSV, versions and figures by SQL. Which
// parser splits the files into rows is what the two programs that use it differ in. It does less than fieldreview: the number of a record
// instead of its line, one form of time, one encoding, texts kept as texts, seven figures, no page.
import { once } from 'node:events';
import { createWriteStream, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import Papa from 'papaparse';
import { z } from 'zod';
import { answer, openDatabase, readTask } from './task.mjs';

/** `parse(file)` gives the rows of a CSV one by one, each an array of text cells, the header first. */
export async function review(parse) {
  const { task, out } = readTask();
  const path = join(out, 'review.duckdb');
  rmSync(path, { force: true });
  const connection = await openDatabase(path);
  const figures = {};
  const personalData = new RegExp(task.personalData, 'g');
  for (const dataset of task.datasets) {
    const rejects = new Rejects(dataset, out);
    Object.assign(figures, await load(connection, { ...dataset, personalData }, parse, rejects), await rejects.close());
  }
  answer({ ...figures, ...(await figuresOf(connection, task)) });
  connection.closeSync();
}

async function load(connection, { dataset, files, columns, timeOrder, key, personalData }, parse, rejects) {
  const names = columns.map(({ name }) => name);
  const dropped = new Set(columns.filter(({ personal }) => personal).map(({ name }) => name));
  const texts = new Set(columns.filter(({ kind }) => kind === 'text').map(({ name }) => name));
  await connection.run(`create table all_${dataset} (ordinal integer, ${names.map((name) => `"${name}" varchar`).join(', ')})`);
  const appender = await connection.createAppender(`all_${dataset}`);
  const schema = rowSchema(columns, timeOrder);
  const counts = { read: 0, valid: 0 };
  const kept = (name, value) => (dropped.has(name) ? null : texts.has(name) ? value?.replace(personalData, '***') : value);
  for (const file of files) {
    let record = 0;
    for await (const row of rowsOf(parse(file), columns)) {
      counts.read += 1;
      record += 1;
      const result = row && schema.safeParse(row);
      if (!result?.success) {
        rejects.add(file, record, row, result?.error.issues);
        continue;
      }
      counts.valid += 1;
      append(appender, counts.valid, names, (name) => kept(name, result.data[name]));
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

/** Rejected rows as they are listed: file, record, the first reason in the order of the contract, the cells without personal data. */
class Rejects {
  #columns;
  #dataset;
  #stream;
  #counts = {};

  constructor({ dataset, columns }, out) {
    this.#dataset = dataset;
    this.#columns = columns;
    this.#stream = createWriteStream(join(out, `rejects_${dataset}.csv`));
    this.#write(['file', 'record', 'code', 'column', ...columns.map(({ name }) => name)]);
  }

  add(file, record, row, issues) {
    const { code, column } = row ? this.#reason(row, issues) : { code: 'ragged_row', column: '' };
    const id = `rejected.${this.#dataset}.${code}`;
    this.#counts[id] = (this.#counts[id] ?? 0) + 1;
    const cells = this.#columns.map(({ name, personal }) => (personal && row?.[name] ? '****' : (row?.[name] ?? '')));
    this.#write([basename(file), record, code, column, ...cells]);
  }

  /** How many rows were rejected for each reason, once all are written. */
  async close() {
    this.#stream.end();
    await once(this.#stream, 'finish');
    return this.#counts;
  }

  #write(cells) {
    this.#stream.write(`${Papa.unparse([cells])}\n`);
  }

  #reason(row, issues) {
    const bad = new Set(issues.map(({ path }) => path[0]));
    const reasons = this.#columns
      .filter(({ name }) => bad.has(name))
      .map((column) => ({ code: codeOf(column, row[column.name]), column: column.name }));
    return reasons.sort((left, right) => ranks[left.code] - ranks[right.code])[0] ?? { code: 'time_order', column: '' };
  }
}

/** Which reason counts before another; of equal ones that of the first column. */
const ranks = { missing_required: 0, bad_enum: 1, bad_type: 1, out_of_range: 2 };

function codeOf({ kind, words }, cell) {
  if (!cell) return 'missing_required';
  if (words) return 'bad_enum';
  return numbers[kind]?.test(cell) ? 'out_of_range' : 'bad_type';
}

/** `value(name)` gives the text of a column. */
function append(appender, ordinal, names, value) {
  appender.appendInteger(ordinal);
  for (const name of names) {
    const text = value(name);
    if (text === undefined || text === null) appender.appendNull();
    else appender.appendVarchar(text);
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
  const number = numbers[kind];
  if (!number) return z.string();
  return z.string().refine((text) => number.test(text) && Number(text) >= (minimum ?? -Infinity) && Number(text) <= (maximum ?? Infinity));
}

const numbers = { integer: /^-?\d+$/, money: /^-?\d+(\.\d+)?$/ };

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
