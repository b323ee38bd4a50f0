import type { ControlLimits } from '../management-review/report-data.js';
import type { SeriesPoint } from '../management-review/series.js';

/** A headline figure over the published periods of one kind, as each period published it. */
export interface PublishedTrend {
  readonly kind: 'month' | 'week';
  readonly figure: string;
  /** The newest published period and the twelve before it in the calendar, oldest first; null where a period is not published or lacks the figure. */
  readonly points: readonly SeriesPoint[];
  /** Null for a figure that is no share of a published number. */
  readonly limits: ControlLimits | null;
}
