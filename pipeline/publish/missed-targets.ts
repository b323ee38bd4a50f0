import type { Figure } from '../../reports/management-review/report-data.js';
import { fewest } from '../../reports/page.js';

/** A figure of the reported period beyond the target that `report.targets` sets for it. */
export interface MissedTarget extends Figure {
  readonly id: string;
  readonly value: number;
  readonly target: number;
}

const higherIsBetter =
  /\.(compliance|csat|csat_low|csat_high|mean|nps|coverage|resolution_rate|first_time_fix_rate|closed_on_time_rate|completed|closed|met|effective)$/;
const lowerIsBetter = [
  /^(defects|complaints|emerging|accounting)\./,
  /^service\.(reopened|open|median_hours|p90_hours|open_age\.\w+)$/,
  /^repairs\.(confirmed_faults|repeat_repair_rate|no_fault_found_rate|out_of_box_rate|cost_\w+)$/,
  /^samples\.(in_hand|untested)$/,
  /^actions\.(open|overdue|unassigned|missing|not_effective|insufficient)$/,
  /\.(breached|pending|dissatisfied|low_scores)$/,
];

/**
 * The figures that miss their target, in the order of figures.json. As on the page: a target that is reached is met, and what rests
 * on few counts is not judged. Nor is a figure of which nobody can say whether more of it is better, such as tickets accepted.
 */
export function missedTargets(figures: ReadonlyMap<string, Figure>, targets: Readonly<Record<string, number>>): MissedTarget[] {
  return [...figures].flatMap(([id, { value, unit }]) => {
    const target = targets[id];
    const better = betterDirection(id);
    if (target === undefined || value === null || better === undefined || restsOnFew(id, figures)) return [];
    return (better === 'higher' ? value < target : value > target) ? [{ id, value, unit, target }] : [];
  });
}

/** Whether more or less of a figure is better, by its id; undefined where neither can be said. */
export function betterDirection(id: string): 'higher' | 'lower' | undefined {
  const measure = id.split('[')[0] ?? id;
  if (higherIsBetter.test(measure)) return 'higher';
  return lowerIsBetter.some((pattern) => pattern.test(measure)) ? 'lower' : undefined;
}

function restsOnFew(id: string, figures: ReadonlyMap<string, Figure>): boolean {
  const counted = id.replace(/\.compliance(?=$|\[)/, '.due').replace(/\.(csat|csat_low|csat_high|mean)(?=$|\[)/, '.n');
  return counted !== id && (figures.get(counted)?.value ?? 0) < fewest;
}
