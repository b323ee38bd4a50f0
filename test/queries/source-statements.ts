import { loadCalendar } from '../../pipeline/config/calendar.js';
import { clockStatements } from '../../pipeline/config/clock-tables.js';
import { loadPolicy } from '../../pipeline/config/policy.js';
import { emptySources } from '../../pipeline/transform/sources.js';

/**
 * Statements that make every table the models read but do not make: empty, but for policy and calendar, which are those
 * shipped. Further source tables are added here.
 */
export const sourceStatements: readonly string[] = [
  ...emptySources(),
  ...clockStatements({ policy: loadPolicy(), calendar: loadCalendar(), timezone: 'Asia/Shanghai' }),
];
