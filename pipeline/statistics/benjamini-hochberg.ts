/**
 * Adjusted p-values (q-values) in the order given: q of the i-th smallest of m is the least of p_j · m ÷ j over j ≥ i,
 * at most 1. Rejecting where q ≤ α keeps the false discovery rate at α.
 * Benjamini and Hochberg 1995, J. R. Statist. Soc. B 57:289.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const descending = pValues.map((p, index) => ({ p, index })).sort((left, right) => right.p - left.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 1;
  for (const [position, { p, index }] of descending.entries()) {
    least = Math.min(least, p * (pValues.length / (pValues.length - position)));
    adjusted[index] = least;
  }
  return adjusted;
}
