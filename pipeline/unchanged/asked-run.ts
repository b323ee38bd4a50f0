import { createHash } from 'node:crypto';
import { configuredContents } from '../config/configuration-hash.js';
import { type PeriodOptions, type PeriodPlan, planPeriod } from '../plan-period.js';
import type { Session } from '../session.js';
import { programHash } from './program-hash.js';

/** A report that is asked for, once settings and calendar are known. */
export interface AskedRun {
  readonly plan: PeriodPlan;
  /** sha256 of everything the report follows from before an export is looked at. */
  readonly rules: string;
}

/**
 * Plans the report; throws UserError as `planPeriod` does. The keys of pseudonyms count through the fingerprint of the reading
 * settings, OUT by its place, since the views of the warehouse name the files of its store.
 */
export function askRun(
  command: 'run' | 'report',
  { configuration, settings, layout, effects }: Pick<Session, 'configuration' | 'settings' | 'layout' | 'effects'>,
  options: PeriodOptions,
): AskedRun {
  // Read first: a file that is changed meanwhile is then another one for the next run.
  const contents = configuredContents(configuration);
  const plan = planPeriod({ configuration, effects }, options);
  const { locale, period, time } = plan;
  const { out } = layout;
  const reading = settings.fingerprint;
  const asked = { program: programHash(), command, out, pdf: options.pdf === true, locale, period, time, configuration, contents, reading };
  return { plan, rules: createHash('sha256').update(JSON.stringify(asked)).digest('hex') };
}
