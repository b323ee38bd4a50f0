import { calendarFileName, loadCalendar } from '../config/calendar.js';
import { findConfiguration, loadConfiguration } from '../config/configuration.js';
import type { Effects } from '../effects.js';
import { UserError } from '../errors.js';
import { nodeRange, productVersion } from '../product.js';
import { findBrowser } from '../publish/print-pdf.js';
import { Database } from '../warehouse/database.js';
import { findCjkFonts } from './find-fonts.js';
import { lookAtFolder } from './look-at-folder.js';

/** `problem`: a run will fail; `warning`: it works, something will be missing. */
export type CheckState = 'ok' | 'warning' | 'problem';

export interface Check {
  readonly check: string;
  readonly state: CheckState;
  /** What was found; with a warning or problem also what to do. */
  readonly finding: string;
}

export interface DiagnoseOptions {
  readonly out: string;
  readonly config?: string;
}

/** `doctor`: what a run will find on this machine. Writes nothing. */
export async function diagnose({ out, config }: DiagnoseOptions, effects: Effects): Promise<Check[]> {
  return [
    { check: 'fieldreview', state: 'ok', finding: productVersion },
    node(),
    await engine(),
    configuration(config, effects),
    calendar(config, effects),
    await fonts(),
    browser(effects),
    ...lookAtFolder(out),
    locale(effects),
  ];
}

function node(): Check {
  const [found, needed] = [process.versions.node, nodeRange.replace(/^>=/, '')].map((version) => version.split('.').map(Number));
  const difference = (needed ?? []).map((part, index) => (found?.[index] ?? 0) - part).find((each) => each !== 0) ?? 0;
  if (difference >= 0) return { check: 'node', state: 'ok', finding: process.versions.node };
  return { check: 'node', state: 'problem', finding: `${process.versions.node}; needed is ${nodeRange}. Install a later one` };
}

async function engine(): Promise<Check> {
  try {
    const database = await Database.open(':memory:', { threads: 1, reach: { folders: [] } });
    try {
      const { version } = await database.row<{ version: string }>('select version() as version');
      return { check: 'engine', state: 'ok', finding: `DuckDB ${version}` };
    } finally {
      database.close();
    }
  } catch (error) {
    return { check: 'engine', state: 'problem', finding: `DuckDB does not start (${reasonOf(error)}). Run npm ci again on this machine` };
  }
}

function configuration(config: string | undefined, effects: Effects): Check {
  try {
    const { home_province } = loadConfiguration(config, [], effects.workingFolder);
    const file = config ?? findConfiguration([], effects.workingFolder) ?? 'none, the defaults hold';
    if (home_province !== undefined) return { check: 'configuration', state: 'ok', finding: file };
    return { check: 'configuration', state: 'warning', finding: `${file}; without home_province the on-site clocks carry nothing` };
  } catch (error) {
    return asProblem('configuration', error);
  }
}

/** The notice of a year comes out in the last months of the year before. */
function calendar(config: string | undefined, effects: Effects): Check {
  try {
    const file = loadConfiguration(config, [], effects.workingFolder).calendar ?? calendarFileName;
    const { years } = loadCalendar(file);
    const now = new Date(effects.now());
    const year = now.getUTCFullYear();
    const covers = `covers ${years.join(', ')}`;
    const add = 'Add the notice: fieldreview calendar add FILE';
    if (!years.includes(year)) return { check: 'calendar', state: 'problem', finding: `${covers}, not ${year}. ${add}` };
    const isNextDue = now.getUTCMonth() >= 10 && !years.includes(year + 1);
    return isNextDue
      ? { check: 'calendar', state: 'warning', finding: `${covers}; ${year + 1} is soon needed. ${add}` }
      : { check: 'calendar', state: 'ok', finding: covers };
  } catch (error) {
    return asProblem('calendar', error);
  }
}

async function fonts(): Promise<Check> {
  const families = await findCjkFonts();
  if (families === undefined) {
    return { check: 'fonts', state: 'warning', finding: 'fonts cannot be listed here; look at the PDF once to see that Chinese is drawn' };
  }
  if (families.length > 0) return { check: 'fonts', state: 'ok', finding: `Chinese: ${families.slice(0, 3).join(', ')}` };
  return {
    check: 'fonts',
    state: 'warning',
    finding: 'none with Chinese characters; in a PDF made here they would be boxes. Install one, such as Noto Sans CJK',
  };
}

function browser({ environment }: Effects): Check {
  const found = findBrowser(environment);
  if (found !== undefined) return { check: 'browser', state: 'ok', finding: found };
  return {
    check: 'browser',
    state: 'warning',
    finding: 'no Chromium, Chrome or Edge: --pdf prints nothing. Install one, or name it in FIELDREVIEW_CHROMIUM',
  };
}

function locale({ environment }: Effects): Check {
  const { locale: language, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const set = environment.LC_ALL || environment.LANG;
  return {
    check: 'locale',
    state: 'ok',
    finding: `${language}${set ? ` (${set})` : ''}, time zone ${timeZone}; reports depend on neither`,
  };
}

function asProblem(check: string, error: unknown): Check {
  if (!(error instanceof UserError)) throw error;
  return { check, state: 'problem', finding: error.message };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
