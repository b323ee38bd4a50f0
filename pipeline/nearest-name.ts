interface Nearest {
  readonly name: string;
  readonly edits: number;
}

/**
 * The candidate with the fewest edits to `name` (insert, delete, replace, swap of neighbours), compared after NFKC and
 * case folding; of equally near ones the first. Undefined without candidates.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  return nearestOf(name, candidates)?.name;
}

/** The candidate that comes nearest to any of the names. */
export function nearestToAny(names: readonly string[], candidates: readonly string[]): string | undefined {
  const found = names.flatMap((name) => nearestOf(name, candidates) ?? []);
  return found.sort((left, right) => left.edits - right.edits)[0]?.name;
}

/**
 * `; did you mean "x"?`, or nothing where no candidate comes near: the tail of a message about an unknown name. Near is one that
 * takes edits for at most half of the longer name. `before` is written before the candidate, not compared.
 */
export function didYouMean(name: string, candidates: Iterable<string>, before = ''): string {
  const nearest = nearestOf(name, candidates);
  if (nearest === undefined || nearest.edits * 2 > Math.max(folded(name).length, folded(nearest.name).length)) return '';
  return `; did you mean "${before}${nearest.name}"?`;
}

function nearestOf(name: string, candidates: Iterable<string>): Nearest | undefined {
  let nearest: Nearest | undefined;
  for (const candidate of candidates) {
    const edits = editDistance(folded(name), folded(candidate));
    if (nearest === undefined || edits < nearest.edits) nearest = { name: candidate, edits };
  }
  return nearest;
}

function folded(text: string): string[] {
  return [...text.normalize('NFKC').toLowerCase()];
}

/** Damerau–Levenshtein distance in its optimal string alignment form: no stretch is edited twice. */
function editDistance(from: readonly string[], to: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = entry(last, column - 1) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const cheapest = Math.min(replaced, entry(last, column) + 1, entry(current, column - 1) + 1);
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(isSwap ? Math.min(cheapest, entry(beforeLast, column - 2) + 1) : cheapest);
    }
    [beforeLast, last] = [last, current];
  }
  return entry(last, to.length);
}

function entry(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
