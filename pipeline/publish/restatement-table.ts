import type { Restatement, Restatements } from '../../reports/management-review/report-data.js';

/** A published period of which figures moved, in short. */
export interface RestatedPeriod {
  readonly period: string;
  readonly figures: number;
  /** Of these the figures that are of no dimension. */
  readonly overall: number;
}

/** How many figures moved in which periods, the reported one first. */
export function countRestated(restatements: Restatements): RestatedPeriod[] {
  return listed(restatements).map(({ period, moves }) => ({
    period,
    figures: moves.length,
    overall: moves.filter(({ figure }) => !figure.includes('[')).length,
  }));
}

/** Rows of tables/restatements.parquet: one row is a step of a moved figure, whole where the page lists the largest. */
export function restatementRows(restatements: Restatements): string {
  const shown = listed(restatements).map(({ publication }) => publication);
  return `select publications.period, restated.figure, restated.unit, restated.old_value, restated.new_value, restated.step,
      restated.reason_kind, restated.reason, restated.value_before, restated.value_after
    from restated_figures as restated
    join publications using (publication)
    where publication in (${['null', ...shown].join(', ')})
    order by publications.period, restated.figure, restated.step`;
}

function listed({ own, earlier }: Restatements): Restatement[] {
  return [...(own === null ? [] : [own]), ...earlier];
}
