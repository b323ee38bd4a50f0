import type { Html } from '../html.js';
import { figureId, type Page } from '../page.js';
import type { SlaComplianceRow } from './report-tables.js';

/** Compliance of a row with the ids of its figures; met/due where fewer than ten were due. */
export function rateOf(page: Page, row: SlaComplianceRow): Html {
  const id = (column: string) => figureId(`sla.${row.clock}.${column}`, row.dimension, row.member);
  return page.rate(
    id('compliance'),
    row.compliance,
    { id: id('met'), value: row.met },
    { id: id('due'), value: row.due },
    { periodsBack: row.periods_back },
  );
}
