import { calendarFileName, loadCalendar } from '../config/calendar.js';
import type { Configuration } from '../config/configuration.js';
import type { Model } from '../transform/models.js';
import type { Database, Row } from '../warehouse/database.js';

/**
 * What a figure depends on besides the exports: of the configuration and the table `parameters` what its models name, and
 * the target the report holds it against.
 */
export async function readParameters(
  { database, configuration }: { readonly database: Database; readonly configuration: Configuration },
  models: readonly Model[],
  figure: string,
): Promise<Record<string, unknown>> {
  const [plain = ''] = figure.split('[');
  const target = configuration.report.targets[plain];
  const goal = target === undefined ? {} : { target };
  if (models.length === 0) return { timezone: configuration.timezone, ...goal };
  const texts = models.map(({ sql }) => sql).join('\n');
  const { period, as_of, ...limits } = await database.row<Row>('select * from parameters');
  const reads = new Set(models.flatMap((model) => model.reads));
  return {
    period,
    as_of,
    timezone: configuration.timezone,
    ...Object.fromEntries(Object.entries(limits).filter(([name]) => new RegExp(`\\b${name}\\b`).test(texts))),
    ...(reads.has('catch_all_codes') ? { catch_all_codes: configuration.fault_codes.catch_all } : {}),
    ...(reads.has('calendar_days') ? { calendar: loadCalendar(configuration.calendar ?? calendarFileName).source } : {}),
    ...goal,
  };
}
