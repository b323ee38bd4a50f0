import type { PeriodRules } from './compute-period.js';
import { calendarFileName, loadCalendar, requireCovered } from './config/calendar.js';
import { parsePeriod, planReportTime } from './config/periods.js';
import { loadPolicy } from './config/policy.js';
import type { Session } from './session.js';

export interface PeriodOptions {
  readonly period: string;
  readonly asOf?: string;
  readonly locale: 'zh-CN' | 'en';
  /** Whether the page is also printed to a PDF. */
  readonly pdf?: boolean;
}

/** Everything about a report that can be wrong before any data is looked at. */
export interface PeriodPlan extends PeriodRules {
  readonly locale: 'zh-CN' | 'en';
}

/** Reads period, calendar and policy; throws UserError for an unknown or unfinished period, or one the calendar lacks. */
export function planPeriod({ configuration, effects }: Pick<Session, 'configuration' | 'effects'>, options: PeriodOptions): PeriodPlan {
  const period = parsePeriod(options.period);
  const time = planReportTime(period, configuration.timezone, effects.now(), options.asOf);
  const calendar = loadCalendar(configuration.calendar ?? calendarFileName);
  requireCovered(calendar, period.firstDay, period.dayAfter);
  return { period, time, calendar, policy: loadPolicy(configuration.policy), configuration, locale: options.locale };
}
