import type { Database } from '../warehouse/database.js';
import { Lanes } from '../warehouse/lanes.js';
import { isOutOfMemory } from '../warehouse/memory-allowance.js';
import { literal } from '../warehouse/sql-text.js';
import { isOfPolicy, isView, type Model, passingModels, readMacros, readModels, tablesRead } from './models.js';

/** A database in memory, which all connections see. */
const passingDatabase = 'passing';

/** The schemas that models are made in: those that stay, and those that are only passed through. */
interface Places {
  readonly lasting: string;
  readonly passing: string;
}

/** Models made at a time: more of them hold more in memory, and large ones use all threads by themselves. */
const mostModels = 4;

/**
 * With more rows models are made one at a time: at 39 million of them (ten million tickets) side by side they take a fifth more time
 * and processor time, for each puts on the disk what the other needs. At twelve million they take the same.
 */
const mostRowsBeside = 20_000_000;

/**
 * Makes every macro and model in the database: staging as views, the rest as tables. Those that are only passed through are kept in memory,
 * neither compressed nor written to the file, until the last that reads them is made. Models that do not wait for each other are made side
 * by side. Sources must be there. `begin` is told how many were begun before, as each is.
 * Throws when a check finds rows: a law that the figures rest on is broken, so none of them may be published.
 */
export async function runModels(
  database: Database,
  models: readonly Model[] = readModels(),
  begin: (model: Model, before: number) => void = () => {},
): Promise<void> {
  for (const macro of readMacros()) await database.run(macro);
  await database.run(`attach ':memory:' as ${passingDatabase}`);
  const path = await searchPath(database);
  const places = { lasting: path.split(',')[0] ?? '', passing: `${passingDatabase}.main` };
  const lanes = await Lanes.open(database, { most: mostModels, onWaitingThreads: true });
  try {
    // What is passed through hides what a warehouse of another version has by its name.
    await lanes.onEach(`set search_path = ${literal(`${places.passing},${path}`)}`);
    await new ModelRun(models, lanes, places, begin, database.expectedRows() > mostRowsBeside).run();
  } finally {
    await lanes.close();
    await database.run(`detach ${passingDatabase}`);
  }
}

async function searchPath(database: Database): Promise<string> {
  const { path, own } = await database.row<{ path: string; own: string }>(
    `select current_setting('search_path') as path, current_database() as own`,
  );
  return path === '' ? `${own}.main` : path;
}

/** Makes one model where the connection makes things; an error names its file. */
export async function runModel(database: Database, model: Model): Promise<void> {
  await makeModel(model, model.name, (sql) => database.run(sql));
}

async function makeModel(model: Model, name: string, run: (sql: string) => Promise<void>): Promise<void> {
  const kind = isView(model) ? 'view' : 'table';
  try {
    await run(`create or replace ${kind} ${name} as\n${model.sql}`);
  } catch (error) {
    throw new Error(`queries/${model.layer}/${model.name}.sql: ${error instanceof Error ? error.message : String(error)}`);
  }
}

let passing: ReadonlySet<string> | undefined;

/** The same for a model whatever others are run with it. */
function isPassing(model: Model): boolean {
  passing ??= passingModels();
  // What follows from the policy reads what is passed through.
  return passing.has(model.name) || isOfPolicy(model);
}

/**
 * Makes models on several connections, each as soon as what it reads is made. One at a time from the start on request,
 * and once one has lacked memory beside another.
 */
class ModelRun {
  private readonly names: ReadonlySet<string>;
  private readonly begun = new Set<string>();
  private readonly made = new Set<string>();
  /** Models neither made nor being made. */
  private readonly waiting: Model[];
  private readonly tables: ReadonlyMap<string, ReadonlySet<string>>;
  /** Passing tables → the models still to be made that read them. */
  private readonly readers = new Map<string, Set<string>>();

  constructor(
    models: readonly Model[],
    private readonly lanes: Lanes,
    private readonly places: Places,
    private readonly begin: (model: Model, before: number) => void,
    private isOneAtATime: boolean,
  ) {
    this.names = new Set(models.map(({ name }) => name));
    this.tables = tablesRead(models);
    for (const model of models) if (isPassing(model) && !isView(model)) this.readers.set(model.name, new Set());
    for (const [reader, tables] of this.tables) for (const table of tables) this.readers.get(table)?.add(reader);
    const heights = heightsOf(models);
    this.waiting = models.toSorted((one, other) => (heights.get(other.name) ?? 0) - (heights.get(one.name) ?? 0));
  }

  async run(): Promise<void> {
    for (;;) {
      const next = this.takeReady();
      if (next !== undefined) await this.start(next);
      else if (this.lanes.isBusy()) await this.lanes.anyEnds();
      else return this.lanes.finish();
    }
  }

  /** Takes the first of which all is made that it reads. */
  private takeReady(): Model | undefined {
    const index = this.waiting.findIndex(({ reads }) => reads.every((name) => this.made.has(name) || !this.names.has(name)));
    return index < 0 ? undefined : this.waiting.splice(index, 1)[0];
  }

  private async start(model: Model): Promise<void> {
    if (this.isOneAtATime) await this.lanes.alone((lane) => this.make(lane, model, (sql) => lane.run(sql)));
    else await this.lanes.start((lane) => this.makeBeside(lane, model));
  }

  private async makeBeside(lane: Database, model: Model): Promise<void> {
    try {
      await this.make(lane, model, (sql) => lane.runWithin(sql));
    } catch (error) {
      if (!isOutOfMemory(error)) throw error;
      this.isOneAtATime = true;
      this.waiting.unshift(model);
    }
  }

  private async make(lane: Database, model: Model, run: (sql: string) => Promise<void>): Promise<void> {
    if (!this.begun.has(model.name)) this.begin(model, this.begun.size);
    this.begun.add(model.name);
    const place = isPassing(model) ? this.places.passing : this.places.lasting;
    await makeModel(model, `${place}.${model.name}`, run);
    if (model.layer === 'checks') await expectNoRows(lane, model);
    this.made.add(model.name);
    for (const table of this.tables.get(model.name) ?? []) {
      const readers = this.readers.get(table);
      if (readers?.delete(model.name) && readers.size === 0) await lane.run(`drop table ${this.places.passing}.${table}`);
    }
  }
}

/**
 * How many models at most wait one behind the other for each of the models, which come in running order. What has most behind it is begun
 * first: at the end of a run a single large model would leave the other lanes without work.
 */
function heightsOf(models: readonly Model[]): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  for (const { name, reads } of models.toReversed()) {
    const above = (heights.get(name) ?? 0) + 1;
    for (const read of reads) heights.set(read, Math.max(above, heights.get(read) ?? 0));
  }
  return heights;
}

/** Rows of a check that an error shows. */
const shownViolations = 5;

async function expectNoRows(database: Database, { name, grain, key }: Model): Promise<void> {
  const violations = await database.rows(`select * from ${name} order by ${key.join(', ')} limit ${shownViolations}`);
  if (violations.length === 0) return;
  const rows = violations.map((row) => `  ${JSON.stringify(row)}`).join('\n');
  throw new Error(`queries/checks/${name}.sql found rows (${grain}), so nothing is published:\n${rows}`);
}
