import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Configuration, loadConfiguration } from './config/configuration.js';
import type { Effects } from './effects.js';
import { engineLimits } from './engine-limits.js';
import { exitCodes, UserError } from './errors.js';
import { cellReader } from './ingest/cell-reader.js';
import { type LoadSettings, loadSettings } from './ingest/load-settings.js';
import { interruptAll } from './interruption.js';
import { resumePublication } from './publish/publication.js';
import { emptyRegister, type RegisterState } from './register/register-state.js';
import { readRegisterState } from './register/register-tables.js';
import { carryPublications } from './restate/publications.js';
import { StageClock } from './stage-clock.js';
import { type CatalogueEntry, readCatalogue } from './warehouse/catalogue.js';
import { Database, type DatabaseOptions } from './warehouse/database.js';
import { type Layout, layoutOf } from './warehouse/layout.js';
import { withLock } from './warehouse/lock.js';
import { literal } from './warehouse/sql-text.js';

/** Options every command that works in OUT takes. */
export interface SessionOptions {
  readonly out: string;
  readonly inputs?: readonly string[];
  readonly config?: string;
  /** Times the stages of the work for the caller. */
  readonly clock?: StageClock;
}

/** One run in OUT: the lock is held, leftovers are cleared, what was loaded before is known. */
export interface Session {
  readonly layout: Layout;
  readonly effects: Effects;
  readonly configuration: Configuration;
  readonly settings: LoadSettings;
  readonly known: readonly CatalogueEntry[];
  /** The living register as the last run left it. */
  readonly register: RegisterState;
  readonly clock: StageClock;
  /** The warehouse being made, in the work folder. */
  readonly warehouse: Database;
}

/** Name of the warehouse inside the work folder. */
export const newWarehouse = 'warehouse.duckdb';

/**
 * Opens a session, does the work, and leaves no trace of it but what was published. What `shortcut` returns, asked before anything
 * is opened, is the result without any work.
 */
export async function withSession<T>(
  options: SessionOptions,
  effects: Effects,
  work: (session: Session) => Promise<T>,
  shortcut?: (layout: Layout) => Promise<T | undefined>,
): Promise<T> {
  const layout = layoutOf(options.out);
  return withLock(layout, async () => {
    resumePublication(layout);
    const known = await shortcut?.(layout);
    if (known !== undefined) return known;
    const clock = options.clock ?? new StageClock(effects.now);
    clock.enter('open the warehouse');
    const keepGoing = effects.onInterrupt(interruptAll);
    mkdirSync(layout.work, { recursive: true });
    let warehouse: Database | undefined;
    try {
      warehouse = await Database.open(join(layout.work, newWarehouse), databaseOptions(layout, effects));
      const before = await readBefore(layout);
      await carryPublications(warehouse, layout.warehouse);
      const inForce = settingsInForce(options, effects, before.configuration);
      return await work({ layout, effects, clock, ...inForce, known: before.known, register: before.register, warehouse });
    } finally {
      keepGoing();
      warehouse?.close();
      rmSync(layout.work, { recursive: true, force: true });
    }
  });
}

/** Engine limits, and no reach beyond OUT. */
export function databaseOptions(layout: Layout, effects: Effects): DatabaseOptions {
  return { ...engineLimits(effects), spillFolder: layout.work, reach: { folders: [layout.out] } };
}

interface Before {
  readonly known: readonly CatalogueEntry[];
  readonly configuration: Configuration | undefined;
  readonly register: RegisterState;
}

/** What the warehouse in OUT knows; it is only read. */
async function readBefore(layout: Layout): Promise<Before> {
  if (!existsSync(layout.warehouse)) return { known: [], configuration: undefined, register: emptyRegister };
  const database = await Database.open(':memory:', { threads: 1, reach: { folders: [layout.out] } });
  try {
    await database.run(`attach ${literal(layout.warehouse)} as before (read_only)`);
    const known = await readCatalogue(database, 'before.main');
    const { configuration } = await database.row<{ configuration: string }>(
      'select configuration::varchar as configuration from before.main.configuration',
    );
    const left = existsSync(layout.registerLeft) ? readFileSync(layout.registerLeft, 'utf8') : null;
    const register = await readRegisterState(database, 'before', left);
    return { known, configuration: JSON.parse(configuration) as Configuration, register };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${layout.warehouse}: cannot be read as a warehouse (${reason}). Move it away and load the exports again.`);
  } finally {
    database.close();
  }
}

/** The configuration of a run and what it says of reading; `before` is the one of the last load. */
export function settingsInForce(
  options: SessionOptions,
  effects: Effects,
  before: Configuration | undefined,
): Pick<Session, 'configuration' | 'settings'> {
  const configuration = chooseConfiguration(options, effects, before);
  return { configuration, settings: loadSettings(configuration, cellReader(configuration, pseudonymKey(configuration, effects))) };
}

/** --config, else the file beside the work or the data; without inputs the configuration of the last load. */
function chooseConfiguration(options: SessionOptions, effects: Effects, before: Configuration | undefined): Configuration {
  if (options.config === undefined && options.inputs === undefined && before) return before;
  return loadConfiguration(options.config, options.inputs ?? [], effects.workingFolder);
}

/** The key of pseudonyms: FIELDREVIEW_PRIVACY_KEY, else the configured key file, else none. */
function pseudonymKey(configuration: Configuration, effects: Effects): Uint8Array | undefined {
  const fromEnvironment = effects.environment.FIELDREVIEW_PRIVACY_KEY;
  if (fromEnvironment) return Buffer.from(fromEnvironment, 'utf8');
  const file = configuration.privacy.key_file;
  if (file === undefined) return undefined;
  if (!existsSync(file)) {
    throw new UserError(
      `${file}: the key file of privacy.key_file does not exist. Create it, or remove the setting to drop personal data.`,
      exitCodes.usage,
    );
  }
  return readFileSync(file);
}
