import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { configurationFileName } from '../config/configuration.js';
import { contracts } from '../contracts/index.js';
import type { Effects } from '../effects.js';
import { engineLimits } from '../engine-limits.js';
import { UserError } from '../errors.js';
import { interruptAll } from '../interruption.js';
import { explainMachineFault } from '../machine-faults.js';
import { Database } from '../warehouse/database.js';
import { type Account, Tally, walkedAccount } from './accounts.js';
import { casesSql } from './cases.js';
import { homeProvince } from './company.js';
import { foundCompany } from './company-database.js';
import { actionsRecipe } from './datasets/actions.js';
import { caseRecipes, monthlyRecipes } from './datasets/index.js';
import { copyMonth, makeLines } from './export-sql.js';
import { type Part, partsOf } from './parts.js';
import { type GenerateOptions, type Plan, planGeneration } from './plan.js';
import { monthsOf, type Recipe } from './recipe.js';
import { readPlanted, type Truth, truthOf } from './truth.js';

export interface GenerateSummary {
  readonly out: string;
  readonly files: number;
  readonly truth: Truth;
}

const truthFileName = 'truth.json';

/** Writes synthetic exports, month by month, and beside them the truth planted in them. */
export async function generateExports(options: GenerateOptions, effects: Effects): Promise<GenerateSummary> {
  const plan = planGeneration(options);
  const out = prepareFolder(options.out);
  try {
    return await withGenerator(out, effects, (database) => new Generation(database, plan, out, effects).run());
  } catch (error) {
    // Without its truth a half-written folder is of no use, and in the way of the next attempt.
    for (const name of readdirSync(out)) rmSync(join(out, name), { recursive: true });
    throw explainMachineFault(error, out, 'What was written is removed.');
  }
}

/** The engine removes its spill folder when the database closes, so that comes before a half-written folder is cleared. */
async function withGenerator<T>(out: string, effects: Effects, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await Database.open(':memory:', { ...engineLimits(effects), spillFolder: out, reach: { folders: [out] } });
  const keepGoing = effects.onInterrupt(interruptAll);
  try {
    return await work(database);
  } finally {
    keepGoing();
    database.close();
  }
}

class Generation {
  private files = 0;
  private ticketsWritten = 0;
  private readonly tallies = new Map<string, Tally>();

  constructor(
    private readonly database: Database,
    private readonly plan: Plan,
    private readonly out: string,
    private readonly effects: Effects,
  ) {}

  async run(): Promise<GenerateSummary> {
    const { database, plan, out } = this;
    const background = await foundCompany(database, plan);
    const planted = await readPlanted(database, plan);
    for (const part of partsOf(plan, background)) await this.writePart(background, part);
    const truth = truthOf(plan, planted, await this.count());
    writeFileSync(join(out, configurationFileName), `# Of the invented company.\nhome_province: ${homeProvince}\n`);
    writeFileSync(join(out, truthFileName), `${JSON.stringify(truth, null, 2)}\n`);
    return { out, files: this.files, truth };
  }

  private async writePart(background: number, part: Part): Promise<void> {
    const { plan, database, effects } = this;
    const item = part.periods[0]?.name ?? '';
    effects.progress('writing exports', { item, done: this.ticketsWritten, total: plan.tickets });
    await database.run(casesSql(plan, background, { ...part.slice, ticketsBefore: this.ticketsWritten }));
    const { tickets } = await database.row<{ tickets: number }>('select count(*) as tickets from cases');
    for (const recipe of caseRecipes) await this.write(recipe, part);
    if (part.number === 0) for (const recipe of monthlyRecipes(plan, part.months)) await this.write(recipe, part);
    this.ticketsWritten += tickets;
  }

  private async write(recipe: Recipe, { periods, number, months }: Part): Promise<void> {
    const { plan, database } = this;
    await database.run(makeLines(recipe, plan.dirty));
    const tally = this.tallies.get(recipe.contract.dataset) ?? new Tally();
    this.tallies.set(recipe.contract.dataset, tally);
    await tally.add(database);
    const hasHistory = recipe.contract.dataset === 'lots' && months.first === monthsOf(plan).first;
    for (const month of [...(hasHistory ? ['history'] : []), ...periods.map(({ name }) => name)]) {
      const name = `${recipe.fileName}_${month}${number === 0 ? '' : `_part${number + 1}`}.csv`;
      await database.run(copyMonth(recipe, month, join(this.out, name)));
      this.files++;
    }
  }

  private async count(): Promise<Pick<Truth, 'accounting' | 'faulty_rows'>> {
    const { plan, database } = this;
    const register = await walkedAccount(database, actionsRecipe(plan, monthsOf(plan)), plan.dirty);
    const accounting: Record<string, Account> = {};
    const faulty: Record<string, Record<string, number>> = {};
    for (const { dataset } of contracts) {
      const tally = this.tallies.get(dataset) ?? new Tally();
      accounting[dataset] = dataset === 'actions' ? register : tally.account();
      faulty[dataset] = tally.kinds;
    }
    return { accounting, faulty_rows: faulty };
  }
}

/** Makes the folder; one that holds anything is refused, since its files would be loaded together with the new ones. */
function prepareFolder(folder: string): string {
  const out = resolve(folder);
  if (existsSync(out)) {
    if (!statSync(out).isDirectory()) throw new UserError(`${folder}: is a file; give --out a folder that is empty or does not exist yet`);
    if (readdirSync(out).length > 0) {
      throw new UserError(`${folder}: the folder is not empty; give --out an empty or new folder, or remove what is in it`);
    }
  }
  mkdirSync(out, { recursive: true });
  return out;
}
