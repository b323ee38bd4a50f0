import type { MovedFigure, Restatement } from './report-data.js';

/** The figures of no dimension, then the others, each the largest move first. */
export function sortedMoves({ moves }: Restatement): { whole: MovedFigure[]; parts: MovedFigure[] } {
  const sorted = [...moves].sort((one, other) => sizeOf(other) - sizeOf(one) || (one.figure < other.figure ? -1 : 1));
  return { whole: sorted.filter((move) => !isPart(move)), parts: sorted.filter(isPart) };
}

/** Whether data alone moved the figures, not a setting, a version or the cut-off. */
export function isByData({ moves }: Restatement): boolean {
  return moves.every(({ steps }) => steps.every(({ reason }) => ['file', 'dataset', 'register'].includes(reason.kind)));
}

/** Scores run from 1 to 5, the net promoter score from −100 to 100. */
const scoreRange = 4;
const promoterRange = 200;
/** A count that goes from 1 to 2 has not doubled in earnest. */
const smallCount = 10;

/**
 * Size of a move on one scale for all units: percentage points of a rate, share of the range of a score, share of the larger
 * of the two values otherwise. What came from or went to no value has no size and comes last.
 */
export function sizeOf({ figure, unit, old_value, new_value }: MovedFigure): number {
  if (old_value === null || new_value === null) return -1;
  const difference = Math.abs(new_value - old_value);
  if (unit === 'ratio') return difference;
  if (unit === 'points') return difference / (figure.startsWith('satisfaction.nps') ? promoterRange : scoreRange);
  return difference / Math.max(Math.abs(old_value), Math.abs(new_value), unit === 'count' ? smallCount : 0);
}

function isPart({ figure }: MovedFigure): boolean {
  return figure.includes('[');
}
