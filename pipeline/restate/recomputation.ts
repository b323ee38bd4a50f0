import type { Figure } from '../../reports/management-review/report-data.js';
import { computePeriod, type PeriodRules } from '../compute-period.js';
import type { Period } from '../config/periods.js';
import { contracts } from '../contracts/index.js';
import { UserError } from '../errors.js';
import { type FigureFamily, figureFamilies } from '../publish/figure-families.js';
import { readFamilies } from '../publish/figures.js';
import { parseSeenRegister } from '../register/register-state.js';
import { fillRegisterTables } from '../register/register-tables.js';
import { Database, type DatabaseOptions } from '../warehouse/database.js';
import { versionStatements } from '../warehouse/versions-sql.js';
import { type FigureInputs, rulesOf } from './figure-inputs.js';
import { type Fingerprint, modelsBehindFigures, readFingerprint, stagingRelations } from './fingerprint.js';

/** Files of the store, or texts of policy and calendar, that are gone or that this version of the program cannot read. */
export class UnreadableInputs extends Error {}

/** Computes figures anew from any inputs. */
export interface Recompute {
  readonly figures: (period: Period, inputs: FigureInputs, families?: readonly FigureFamily[]) => Promise<ReadonlyMap<string, Figure>>;
  readonly fingerprint: (period: Period, inputs: FigureInputs, relations?: readonly string[]) => Promise<Fingerprint>;
}

/** Recomputes in a database of its own in memory; from one set of inputs to the next only what differs is made again. */
export class Recomputation implements Recompute {
  private database: Database | undefined;
  private readonly loaded = new Map<string, string>();

  constructor(
    private readonly store: string,
    private readonly options: DatabaseOptions,
  ) {}

  readonly figures: Recompute['figures'] = async (period, inputs, families = figureFamilies) => {
    const database = await this.load(inputs);
    await computePeriod(database, readableRules(period, inputs), [...new Set(families.map(({ metric }) => metric))]);
    return readFamilies(database, families);
  };

  readonly fingerprint: Recompute['fingerprint'] = async (period, inputs, relations) =>
    fingerprintAt(await this.load(inputs), readableRules(period, inputs), relations);

  close(): void {
    this.database?.close();
  }

  private async load({ entries, configuration, register }: FigureInputs): Promise<Database> {
    this.database ??= await Database.open(':memory:', this.options);
    for (const contract of contracts) {
      const own = entries.filter(({ dataset }) => dataset === contract.dataset);
      const content = [configuration.privacy.staff, ...own.map((entry) => entry.stored_as)].join('\n');
      if (this.loaded.get(contract.dataset) === content) continue;
      this.loaded.delete(contract.dataset);
      for (const statement of versionStatements(contract, own, this.store, configuration.privacy.staff)) await this.run(statement);
      this.loaded.set(contract.dataset, content);
    }
    const state = `${configuration.privacy.staff}\n${register ?? ''}`;
    if (this.loaded.get('register') !== state)
      await fillRegisterTables(this.database, parseSeenRegister(register), [], configuration.privacy.staff);
    this.loaded.set('register', state);
    return this.database;
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

function readableRules(period: Period, inputs: FigureInputs): PeriodRules {
  try {
    return rulesOf(period, inputs);
  } catch (error) {
    throw error instanceof UserError ? new UnreadableInputs(error.message) : error;
  }
}

/** Fingerprint of the exports in a database as a report under these rules sees them; leaves its parameters and staging views. */
export async function fingerprintAt(database: Database, rules: PeriodRules, relations?: readonly string[]): Promise<Fingerprint> {
  const wanted = relations ?? stagingRelations(modelsBehindFigures(rules.policy)).map(({ name }) => name);
  await computePeriod(database, rules, wanted);
  return readFingerprint(database, rules.policy, wanted);
}
