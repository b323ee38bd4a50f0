import type { Figure } from '../../reports/management-review/report-data.js';
import { computePeriod, type PeriodRules } from '../compute-period.js';
import type { Period } from '../config/periods.js';
import type { Contract } from '../contracts/contract.js';
import { contracts } from '../contracts/index.js';
import { UserError } from '../errors.js';
import { type FigureFamily, figureFamilies } from '../publish/figure-families.js';
import { readFamilies } from '../publish/figures.js';
import { parseSeenRegister } from '../register/register-state.js';
import { fillRegisterTables } from '../register/register-tables.js';
import type { CatalogueEntry } from '../warehouse/catalogue.js';
import type { Database } from '../warehouse/database.js';
import { identifier } from '../warehouse/sql-text.js';
import { versionStatements } from '../warehouse/versions-sql.js';
import { type FigureInputs, rulesOf } from './figure-inputs.js';
import { type Fingerprint, readFingerprint, stagingNames } from './fingerprint.js';

/** Files of the store, or texts of policy and calendar, that are gone or that this version of the program cannot read. */
export class UnreadableInputs extends Error {}

/** Computes figures anew from any inputs. */
export interface Recompute {
  readonly figures: (period: Period, inputs: FigureInputs, families?: readonly FigureFamily[]) => Promise<ReadonlyMap<string, Figure>>;
  readonly fingerprint: (period: Period, inputs: FigureInputs, relations?: readonly string[]) => Promise<Fingerprint>;
}

/** The database in memory, beside the warehouse. */
const ownDatabase = 'recomputed';

/**
 * Recomputes in a database of its own in memory; from one set of inputs to the next only what differs is made again, and what became of
 * the versions of a dataset is taken from the warehouse where that was built on the same files.
 */
export class Recomputation implements Recompute {
  private database: Database | undefined;
  private readonly loaded = new Map<string, string>();

  constructor(
    private readonly warehouse: Database,
    /** The files the warehouse was built on. */
    private readonly entries: readonly CatalogueEntry[],
    private readonly store: string,
  ) {}

  readonly figures: Recompute['figures'] = async (period, inputs, families = figureFamilies) => {
    const database = await this.load(inputs);
    await computePeriod(database, readableRules(period, inputs), [...new Set(families.map(({ metric }) => metric))]);
    return readFamilies(database, families);
  };

  readonly fingerprint: Recompute['fingerprint'] = async (period, inputs, relations) =>
    fingerprintAt(await this.load(inputs), readableRules(period, inputs), relations);

  async close(): Promise<void> {
    if (!this.database) return;
    this.database.close();
    await this.warehouse.run(`detach ${ownDatabase}`);
  }

  private async load({ entries, configuration, register }: FigureInputs): Promise<Database> {
    this.database ??= await this.open();
    for (const contract of contracts) {
      const own = storedFiles(entries, contract);
      const content = [configuration.privacy.staff, ...own.map((entry) => entry.stored_as)].join('\n');
      if (this.loaded.get(contract.dataset) === content) continue;
      this.loaded.delete(contract.dataset);
      const fates = await this.fatesInWarehouse(contract, own);
      for (const statement of versionStatements(contract, own, this.store, configuration.privacy.staff, fates)) await this.run(statement);
      this.loaded.set(contract.dataset, content);
    }
    const state = `${configuration.privacy.staff}\n${register ?? ''}`;
    if (this.loaded.get('register') !== state)
      await fillRegisterTables(this.database, parseSeenRegister(register), [], configuration.privacy.staff);
    this.loaded.set('register', state);
    return this.database;
  }

  private async open(): Promise<Database> {
    await this.warehouse.run(`attach ':memory:' as ${ownDatabase}`);
    const database = await this.warehouse.connectBeside();
    await database.run(`use ${ownDatabase}`);
    return database;
  }

  private async fatesInWarehouse(contract: Contract, own: readonly CatalogueEntry[]): Promise<string | undefined> {
    const names = (entries: readonly CatalogueEntry[]): string => entries.map((entry) => entry.stored_as).join('\n');
    if (names(own) !== names(storedFiles(this.entries, contract))) return undefined;
    const { name } = await this.warehouse.row<{ name: string }>('select current_database() as name');
    return `from ${identifier(name)}.main.fates_${contract.dataset}`;
  }

  private async run(statement: string): Promise<void> {
    try {
      await this.database?.run(statement);
    } catch (error) {
      const isStore = error instanceof Error && /^(IO|Binder|Invalid Input) Error/.test(error.message);
      throw isStore ? new UnreadableInputs(error.message) : error;
    }
  }
}

function storedFiles(entries: readonly CatalogueEntry[], { dataset }: Contract): CatalogueEntry[] {
  return entries.filter((entry) => entry.dataset === dataset);
}

function readableRules(period: Period, inputs: FigureInputs): PeriodRules {
  try {
    return rulesOf(period, inputs);
  } catch (error) {
    throw error instanceof UserError ? new UnreadableInputs(error.message) : error;
  }
}

/** Fingerprint of the exports in a database as a report under these rules sees them; leaves its parameters and staging views. */
export async function fingerprintAt(database: Database, rules: PeriodRules, relations?: readonly string[]): Promise<Fingerprint> {
  const wanted = relations ?? stagingNames(rules.policy);
  await computePeriod(database, rules, wanted);
  return readFingerprint(database, rules.policy, wanted);
}
