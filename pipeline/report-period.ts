import { join } from 'node:path';
import type { Figure, Restatements } from '../reports/management-review/report-data.js';
import { loadCharts } from '../reports/theme/charts.js';
import { computePeriod } from './compute-period.js';
import { configurationHash, configuredContents } from './config/configuration-hash.js';
import { rejectSources, writeAllRejects } from './load-exports.js';
import type { PeriodPlan } from './plan-period.js';
import { productVersion } from './product.js';
import { readFigures } from './publish/figures.js';
import type { Move } from './publish/publication.js';
import { writePeriod } from './publish/publish-period.js';
import { planRegister, type RegisterPlan } from './register/plan-register.js';
import { seenRegister } from './register/register-state.js';
import type { TakenRegister } from './register/take-register.js';
import type { FigureInputs } from './restate/figure-inputs.js';
import { Recomputation } from './restate/recomputation.js';
import { lookAtEarlierPeriods, restate } from './restate/restate.js';
import type { Session } from './session.js';
import type { CatalogueEntry } from './warehouse/catalogue.js';

/** A computed report, its files still in the work folder. */
export interface ReportedPeriod {
  readonly moves: readonly Move[];
  readonly register: RegisterPlan;
  readonly restatements: Restatements;
  readonly figures: ReadonlyMap<string, Figure>;
}

/** Computes a period on the warehouse of the session and writes everything it publishes into the work folder. */
export async function reportPeriod(
  session: Session,
  plan: PeriodPlan,
  taken: TakenRegister,
  entries: readonly CatalogueEntry[],
  ignored: readonly string[],
): Promise<ReportedPeriod> {
  const { clock, configuration, layout, warehouse } = session;
  const { period, time } = plan;
  const contents = configuredContents(configuration);
  const { models, figures, restatements } = await computeReport(session, plan, inputsOf(plan, contents, entries, taken));
  clock.enter('write the register');
  const register = await planRegister(session, taken, { period: period.name, locale: plan.locale, asOf: time.asOf.slice(0, 10) });
  session.effects.progress(`writing the report of ${period.name}`);
  const sources = rejectSources(entries, layout.store);
  await writePeriod(
    warehouse,
    {
      period,
      time,
      configuration,
      configurationHash: configurationHash(configuration, contents),
      productVersion,
      rejectSources: sources,
      locale: plan.locale,
      ignored,
      models,
      register: register.account,
      figures,
      restatements,
      clock,
    },
    join(layout.work, period.name),
  );
  clock.enter('list rejected rows');
  clock.count(entries.reduce((rows, { rejected }) => rows + rejected, 0));
  await writeAllRejects(warehouse, sources, join(layout.work, 'rejects'));
  const moves = [{ from: 'rejects', to: 'rejects' }, { from: period.name, to: period.name }, ...register.moves];
  return { moves, register, restatements, figures };
}

/** Makes the models and compares with what was published before. */
async function computeReport({ clock, effects, layout, warehouse }: Session, plan: PeriodPlan, inputs: FigureInputs) {
  const { period } = plan;
  const recompute = new Recomputation(warehouse, inputs.entries, layout.store);
  const request = { database: warehouse, period, inputs, recompute, progress: effects.progress };
  clock.enter('look at earlier periods');
  const earlier = await lookAtEarlierPeriods(request);
  effects.progress(`computing ${period.name}`);
  clock.enter('compute the models');
  // Loaded while the engine computes; where that fails, drawing the page meets it again.
  loadCharts().catch(() => {});
  const models = await computePeriod(warehouse, plan, undefined, effects.progress);
  clock.enter('compare with what was published');
  const figures = await readFigures(warehouse);
  const restatements = await restate(request, figures, earlier).finally(() => recompute.close());
  return { models, figures, restatements };
}

function inputsOf(
  { configuration, time }: PeriodPlan,
  contents: Readonly<Record<string, string>>,
  entries: readonly CatalogueEntry[],
  taken: TakenRegister,
): FigureInputs {
  const { policy = null, calendar = null } = contents;
  return { productVersion, entries, configuration, policy, calendar, register: seenRegister(taken.merged.rows), time };
}
