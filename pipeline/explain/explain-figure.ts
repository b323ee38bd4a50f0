import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { computePeriod } from '../compute-period.js';
import { calendarFileName, loadCalendar, requireCovered } from '../config/calendar.js';
import { loadConfiguration } from '../config/configuration.js';
import { parsePeriod } from '../config/periods.js';
import { loadPolicy } from '../config/policy.js';
import { contracts } from '../contracts/index.js';
import type { Effects } from '../effects.js';
import { interruptAll } from '../interruption.js';
import { explainMachineFault } from '../machine-faults.js';
import { type FiguresFile, readFiguresFile, requirePublished } from '../publish/published-periods.js';
import { withTemporaryFolder } from '../temporary-folder.js';
import { type Layout, layoutOf } from '../warehouse/layout.js';
import type { Plain } from '../warehouse/plain-value.js';
import { type AttachedWarehouse, attachWarehouse, viewDatasets } from './attach-warehouse.js';
import type { Explanation } from './explanation.js';
import { explanationNotes } from './explanation-notes.js';
import { findPublished, type Published } from './find-published.js';
import { type ExplanationPlan, planExplanation } from './plan-explanation.js';
import { type Manifest, readInputs } from './read-inputs.js';
import { readParameters } from './read-parameters.js';
import type { RowsStatement } from './rows-statement.js';

export interface ExplainOptions {
  readonly figure: string;
  readonly period: string;
  readonly out: string;
  readonly config?: string;
  /** File that all rows are written to. */
  readonly rows?: string;
}

/** Rows that are printed. */
const shownRows = 20;

/**
 * `explain`: what a published figure means, the SQL that gives it, and the rows it is made of. Reads only, and takes no lock.
 * Throws UserError for a period that is not published and a figure it does not have.
 */
export async function explainFigure(options: ExplainOptions, effects: Effects): Promise<Explanation> {
  const layout = layoutOf(options.out);
  const folder = join(layout.out, requirePublished(layout.out, options.period));
  const published = readFiguresFile(folder);
  if (!published) throw new Error(`${folder} has no figures.json`);
  const found = findPublished(published, options.figure);
  const keepGoing = effects.onInterrupt(interruptAll);
  try {
    return await withTemporaryFolder(async (spillFolder) => {
      const warehouse = await attachWarehouse(layout, spillFolder, effects);
      try {
        return await explainIn(warehouse, { layout, folder, published, found, options }, effects);
      } finally {
        warehouse.database.close();
      }
    });
  } catch (error) {
    throw explainMachineFault(error, layout.out);
  } finally {
    keepGoing();
  }
}

interface Question {
  readonly layout: Layout;
  readonly folder: string;
  readonly published: FiguresFile;
  readonly found: Published;
  readonly options: ExplainOptions;
}

async function explainIn(attached: AttachedWarehouse, question: Question, effects: Effects): Promise<Explanation> {
  const { layout, folder, published, found, options } = question;
  const configuration =
    options.config === undefined ? attached.configuration : loadConfiguration(options.config, [], effects.workingFolder);
  const warehouse = { ...attached, configuration };
  const plan = planExplanation(found.id, found.subject, loadPolicy(configuration.policy));
  const isInWarehouse = options.config === undefined && isComputed(attached, published);
  if (isInWarehouse) await viewDatasets(warehouse, layout, new Set(plan.rows.datasets));
  else await computeAgain(warehouse, question, plan, effects);
  const { database } = warehouse;
  // A member of a dimension may be gone from the data that is loaded now.
  const [{ value } = { value: null }] = await database.rows<{ value: Plain }>(plan.sql);
  const isReproduced = isDeepStrictEqual(value, found.value);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const inputs = readInputs(warehouse.entries, plan.datasets, manifest);
  return {
    figure: found.id,
    period: published.period,
    as_of: published.as_of,
    provisional: published.provisional,
    value: found.value,
    unit: found.unit,
    record: found.record,
    value_now: value,
    is_reproduced: isReproduced,
    is_in_warehouse: isInWarehouse,
    notes: explanationNotes({
      asOf: published.as_of,
      published: found.value,
      now: value,
      isReproduced,
      isInWarehouse,
      held: attached.computed?.period ?? null,
      inputs,
      configuration,
      manifest,
      again: commandToPublish(published, options),
    }),
    definition: plan.definition,
    clock: plan.clock,
    formula: plan.formula,
    sql: plan.sql,
    parameters: await readParameters(warehouse, plan.models, found.id),
    inputs,
    rows: await readRows(warehouse, plan.rows, options, effects),
  };
}

function commandToPublish({ period, as_of, provisional }: FiguresFile, { out, config }: ExplainOptions): string {
  const asOf = provisional ? ` --as-of ${as_of.slice(0, 10)}` : '';
  return `fieldreview report --period ${period}${asOf} --out ${out}${config === undefined ? '' : ` --config ${config}`}`;
}

/** Whether the models in the warehouse are those the period was published from. */
function isComputed({ computed }: AttachedWarehouse, published: FiguresFile): boolean {
  return computed?.period === published.period && computed.as_of === published.as_of.slice(0, 19);
}

/** Computes what the figure and its rows need, in memory, for the as_of that was published. */
async function computeAgain(
  warehouse: AttachedWarehouse,
  { layout, published }: Question,
  plan: ExplanationPlan,
  effects: Effects,
): Promise<void> {
  const { configuration, database } = warehouse;
  const period = parsePeriod(published.period);
  const calendar = loadCalendar(configuration.calendar ?? calendarFileName);
  requireCovered(calendar, period.firstDay, period.dayAfter);
  const asOf = published.as_of.slice(0, 19).replace('T', ' ');
  const time = { asOf, asOfWithOffset: published.as_of, isProvisional: published.provisional };
  effects.progress(`computing what ${published.period} needs for this figure`);
  await viewDatasets(warehouse, layout, new Set(contracts.map(({ dataset }) => dataset)));
  const rules = { period, time, calendar, policy: plan.policy, configuration };
  await computePeriod(database, rules, [plan.formula.relation, ...plan.rows.reads]);
}

async function readRows(
  { database }: AttachedWarehouse,
  statement: RowsStatement,
  options: ExplainOptions,
  effects: Effects,
): Promise<Explanation['rows']> {
  const { rows: total } = await database.row<{ rows: number }>(statement.countSql);
  const writtenTo = options.rows === undefined ? null : resolve(effects.workingFolder, options.rows);
  if (writtenTo !== null) await (await import('./write-rows-file.js')).writeRowsFile(database, statement.sql, writtenTo);
  return {
    grain: statement.grain,
    file: statement.file,
    sql: statement.sql,
    total,
    first: await database.rows(statement.firstSql(shownRows)),
    value: statement.value && {
      expression: statement.value.expression,
      value: (await database.row<{ value: Plain }>(statement.value.sql)).value,
    },
    written_to: writtenTo,
  };
}
