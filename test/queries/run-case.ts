import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Model } from '../../pipeline/transform/models.js';
import type { Database } from '../../pipeline/warehouse/database.js';
import type { CaseSchema } from './case-schema.js';

export type Cells = Record<string, unknown>;

export interface CaseOutcome {
  /** What the model made, its numbers replaced by the expected ones where they agree with them. */
  readonly actual: Cells[];
  readonly expected: Cells[];
  /** Keys that are null or occur more than once in what the model made. */
  readonly faultyKeys: Cells[];
}

const cases = 'case_data';

/**
 * Runs one model on the rows of `<folder>/given/<relation>.csv` and reads what `<folder>/expected.csv` says it makes.
 * Relations that are not given are computed from those that are; sources that are not given are empty, `parameters` and
 * `periods` are those of August 2026. Columns left out of parameters.csv keep their default, elsewhere they are null.
 */
export async function runCase(schema: CaseSchema, modelName: string, folder: string): Promise<CaseOutcome> {
  const { database } = schema;
  const model = schema.models.get(modelName);
  if (!model) throw new Error(`test/queries/${modelName}: no such model`);
  await database.run(`create schema ${cases}; set search_path = '${cases},main'`);
  try {
    const given = await fillGiven(database, join(folder, 'given'));
    for (const needed of modelsToRun(schema, model, given)) await makeInCase(database, needed);
    return await compare(database, model, join(folder, 'expected.csv'));
  } finally {
    await database.run(`set search_path = 'main'; drop schema ${cases} cascade`);
  }
}

async function fillGiven(database: Database, folder: string): Promise<Set<string>> {
  const relations = readdirSync(folder).map((file) => basename(file, '.csv'));
  for (const relation of relations) {
    const keepsDefaults = relation === 'parameters';
    const shape = `select * ${await anyWords(database, relation)} from main.${relation}`;
    await database.run(`create table ${cases}.${relation} as ${shape} ${keepsDefaults ? '' : 'limit 0'}`);
    const columns = await typedColumns(database, relation, join(folder, `${relation}.csv`));
    const values = columns.map((column) => `${column.name}::${column.type} as ${column.name}`).join(', ');
    const rows = `(select ${values} from ${readCsv(join(folder, `${relation}.csv`))})`;
    await database.run(
      keepsDefaults
        ? `update ${cases}.${relation} set ${columns.map(({ name }) => `${name} = given.${name}`).join(', ')} from ${rows} as given`
        : `insert into ${cases}.${relation} by name from ${rows}`,
    );
  }
  return new Set(relations);
}

/** Enumerations as text: a case may have clocks of its own. */
async function anyWords(database: Database, relation: string): Promise<string> {
  const enumerations = (await describe(database, `main.${relation}`)).filter(({ type }) => type.startsWith('ENUM'));
  return enumerations.length === 0 ? '' : `replace (${enumerations.map(({ name }) => `${name}::varchar as ${name}`).join(', ')})`;
}

/** The columns a CSV file has, with the types they have in the relation; an unknown column is an error. */
async function typedColumns(database: Database, relation: string, file: string): Promise<{ name: string; type: string }[]> {
  const types = new Map((await describe(database, `${cases}.${relation}`)).map(({ name, type }) => [name, type]));
  const header = await database.rows<{ column_name: string }>(`describe select * from ${readCsv(file)}`);
  return header.map(({ column_name: name }) => {
    const type = types.get(name);
    if (type === undefined) throw new Error(`${file}: ${relation} has no column ${name}`);
    return { name, type };
  });
}

async function describe(database: Database, relation: string): Promise<{ name: string; type: string }[]> {
  return await database.rows(`select column_name as name, column_type as type from (describe ${relation})`);
}

function readCsv(file: string): string {
  return `read_csv('${file.replaceAll("'", "''")}', header = true, all_varchar = true, delim = ',', quote = '"', nullstr = '', allow_quoted_nulls = false)`;
}

/** The model and what it reads directly or not, down to what is given, in running order. */
function modelsToRun(schema: CaseSchema, target: Model, given: ReadonlySet<string>): Model[] {
  const needed = new Set<string>();
  const visit = (name: string): void => {
    const model = schema.models.get(name);
    if (!model || needed.has(name) || (given.has(name) && name !== target.name)) return;
    needed.add(name);
    model.reads.forEach(visit);
  };
  visit(target.name);
  return [...schema.models.values()].filter((model) => needed.has(model.name));
}

async function makeInCase(database: Database, model: Model): Promise<void> {
  try {
    await database.run(`create table ${cases}.${model.name} as\n${model.sql}`);
  } catch (error) {
    throw new Error(`queries/${model.layer}/${model.name}.sql: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function compare(database: Database, model: Model, file: string): Promise<CaseOutcome> {
  const columns = await typedColumns(database, model.name, file);
  const names = columns.map(({ name }) => name);
  const order = [...model.key.filter((key) => names.includes(key)), ...names].join(', ');
  const typed = columns.map(({ name, type }) => `${name}::${type} as ${name}, ${name} as text_of_${name}`).join(', ');
  const actual = await database.rows<Cells>(`select ${names.join(', ')} from ${cases}.${model.name} order by ${order}`);
  const wanted = await database.rows<Cells>(`select * from (select ${typed} from ${readCsv(file)}) order by ${order}`);
  const expected = wanted.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));
  const keys = model.key.join(', ');
  const faultyKeys = await database.rows<Cells>(
    `select ${keys}, count(*) as occurrences from ${cases}.${model.name} group by all
     having count(*) > 1 or ${model.key.map((key) => `${key} is null`).join(' or ')}`,
  );
  return { actual: actual.map((row, index) => reconcile(row, wanted[index])), expected, faultyKeys };
}

/** Puts the expected number where the actual one equals it. */
function reconcile(actual: Cells, wanted: Cells | undefined): Cells {
  if (!wanted) return actual;
  return Object.fromEntries(
    Object.entries(actual).map(([name, value]) => [name, agrees(value, wanted[name], wanted[`text_of_${name}`]) ? wanted[name] : value]),
  );
}

/** Equal within 1e-9; a published number of four or more decimals also within half a unit of its last digit. */
function agrees(actual: unknown, expected: unknown, text: unknown): boolean {
  if (typeof actual !== 'number' || typeof expected !== 'number') return false;
  const decimals = typeof text === 'string' ? (text.split('.')[1]?.length ?? 0) : 0;
  const tolerance = decimals >= 4 ? 0.5 * 10 ** -decimals : 0;
  return Math.abs(actual - expected) <= Math.max(tolerance, 1e-9 * Math.abs(expected));
}
