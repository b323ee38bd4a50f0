import { join } from 'node:path';
import { calendarFileName, loadCalendar, requireCovered } from './config/calendar.js';
import { withClockModels } from './config/clock-candidates.js';
import { writeClockTables } from './config/clock-tables.js';
import { configurationHash } from './config/configuration.js';
import { parsePeriod, planReportTime } from './config/periods.js';
import { loadPolicy } from './config/policy.js';
import { rejectSources, writeAllRejects } from './load-exports.js';
import { productVersion } from './product.js';
import type { Move } from './publish/publication.js';
import { writePeriod } from './publish/publish-period.js';
import type { Session } from './session.js';
import { writeTestResults } from './statistics/test-results.js';
import { readModels } from './transform/models.js';
import { writeParameters } from './transform/period-parameters.js';
import { runModels } from './transform/run-models.js';
import type { CatalogueEntry } from './warehouse/catalogue.js';

export interface PeriodOptions {
  readonly period: string;
  readonly asOf?: string;
  readonly locale: 'zh-CN' | 'en';
}

/** Computes a period on the warehouse of the session and writes everything it publishes into the work folder. */
export async function reportPeriod(
  session: Session,
  options: PeriodOptions,
  entries: readonly CatalogueEntry[],
  ignored: readonly string[],
): Promise<Move[]> {
  const { configuration, layout, warehouse } = session;
  const period = parsePeriod(options.period);
  const time = planReportTime(period, configuration.timezone, session.effects.now(), options.asOf);
  const calendar = loadCalendar(configuration.calendar ?? calendarFileName);
  requireCovered(calendar, period.firstDay, period.dayAfter);
  const policy = loadPolicy(configuration.policy);
  const models = withClockModels(readModels(), policy);
  await writeParameters(warehouse, period, time, configuration);
  await writeClockTables(warehouse, { policy, calendar, timezone: configuration.timezone });
  await runModels(warehouse, models);
  await writeTestResults(warehouse);
  const sources = rejectSources(entries, layout.store);
  await writePeriod(
    warehouse,
    {
      period,
      time,
      configuration,
      configurationHash: configurationHash(configuration),
      productVersion,
      rejectSources: sources,
      locale: options.locale,
      ignored,
      models,
    },
    join(layout.work, period.name),
  );
  await writeAllRejects(warehouse, sources, join(layout.work, 'rejects'));
  return [
    { from: 'rejects', to: 'rejects' },
    { from: period.name, to: period.name },
  ];
}
