import type { ReadDatasets } from '../../reports/management-review/missing.js';
import type { Figure } from '../../reports/management-review/report-data.js';
import { missingEvidence } from '../../reports/management-review/sla-order.js';
import { fewest } from '../../reports/page.js';
import type { Database } from '../warehouse/database.js';
import { accountingFamily, type FigureFamily, figureFamilies } from './figure-families.js';
import { isOfFamilies, readFamilies } from './figures.js';

/** A figure of the reported period beyond the target that `report.targets` sets for it. */
export interface MissedTarget extends Figure {
  readonly id: string;
  readonly value: number;
  readonly target: number;
}

/** What decides whether a target is missed. */
export interface JudgedFigures extends ReadDatasets {
  readonly figures: ReadonlyMap<string, Figure>;
  /** Targets of `report.targets.<figure>`, by figure id. */
  readonly targets: Readonly<Record<string, number>>;
  /** Of rates and scores: what they rest on, by figure id. */
  readonly outOf: ReadonlyMap<string, Figure>;
}

const families = [accountingFamily, ...figureFamilies];

/** What rates and scores rest on, by figure id, from the metrics of the reported period. */
export async function readOutOf(database: Database): Promise<Map<string, Figure>> {
  const counts = families.flatMap((family): FigureFamily[] => {
    if (family.outOf === undefined) return [];
    const measures = Object.fromEntries(Object.keys(family.outOf).map((measure) => [measure, 'count' as const]));
    return [{ ...family, measures, columns: family.outOf }];
  });
  return readFamilies(database, counts);
}

/**
 * The figures that miss their target, in the order of figures.json. As on the page: a target that is reached is met, and what rests
 * on few counts, or on an export that was not read, is not judged. Nor is a figure of which nobody can say whether more of it is
 * better, such as tickets accepted.
 */
export function missedTargets(judged: JudgedFigures): MissedTarget[] {
  const { figures, targets, outOf } = judged;
  return [...figures].flatMap(([id, { value, unit }]) => {
    const target = targets[id];
    const better = betterDirection(id);
    if (target === undefined || value === null || better === undefined) return [];
    if ((outOf.get(id)?.value ?? fewest) < fewest || isWithoutEvidence(judged, id)) return [];
    return (better === 'higher' ? value < target : value > target) ? [{ id, value, unit, target }] : [];
  });
}

/** Whether more or less of a figure is better, by its id; undefined where neither can be said. */
export function betterDirection(id: string): 'higher' | 'lower' | undefined {
  if (isHigherBetter(id)) return 'higher';
  return isLowerBetter(id) ? 'lower' : undefined;
}

const isHigherBetter = isOfFamilies(families.flatMap((family) => directed(family, 'higher')));
const isLowerBetter = isOfFamilies(families.flatMap((family) => directed(family, 'lower')));

/** The family with the measures of one direction alone. */
function directed(family: FigureFamily, direction: 'higher' | 'lower'): FigureFamily[] {
  const measures = Object.fromEntries(Object.entries(family.measures).filter(([measure]) => family.better?.[measure] === direction));
  return Object.keys(measures).length === 0 ? [] : [{ ...family, measures }];
}

/** The coverage by revisits is the compliance of the clock `revisit`. */
function isWithoutEvidence(judged: ReadDatasets, id: string): boolean {
  const [, clock] = /^sla\.(\w+)\./.exec(id) ?? [];
  return missingEvidence(judged, id.startsWith('satisfaction.coverage') ? 'revisit' : (clock ?? '')) !== null;
}
