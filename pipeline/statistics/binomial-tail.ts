/**
 * Exact tails of the binomial distribution, accurate to 1e-11 relative for n up to 1e6 and far into the tails.
 * Probabilities of single counts follow C. Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000);
 * the tail on the far side of the mean is summed term by term, the near side is one minus the other.
 * `q` is 1 − p; give it where it is known better than subtraction would give it.
 */

/** P(X ≥ k) for X ~ Binomial(n, p). Throws RangeError unless n is a whole number ≥ 0 and 0 ≤ p ≤ 1. */
export function binomialUpperTail(k: number, n: number, p: number, q: number = 1 - p): number {
  requireDistribution(n, p);
  // P(X ≥ k) of successes is P(Y ≤ n − k) of failures.
  return binomialLowerTail(n - k, n, q, p);
}

/** P(X ≤ k) for X ~ Binomial(n, p). Throws RangeError unless n is a whole number ≥ 0 and 0 ≤ p ≤ 1. */
export function binomialLowerTail(k: number, n: number, p: number, q: number = 1 - p): number {
  requireDistribution(n, p);
  const count = Math.floor(k);
  if (count < 0) return 0;
  if (count >= n || p === 0) return 1;
  if (q === 0) return 0;
  if (count < n * p) return sumDown(count, n, p, q);
  return Math.max(0, 1 - sumDown(n - count - 1, n, q, p));
}

/** P(X = k) for X ~ Binomial(n, p). */
export function binomialProbability(k: number, n: number, p: number, q: number = 1 - p): number {
  if (k < 0 || k > n || !Number.isInteger(k)) return 0;
  if (p === 0) return k === 0 ? 1 : 0;
  if (q === 0) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(n * logOf(q, p));
  if (k === n) return Math.exp(n * logOf(p, q));
  const exponent = stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * p) - deviance(n - k, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

function requireDistribution(n: number, p: number): void {
  if (!Number.isInteger(n) || n < 0 || !(p >= 0 && p <= 1)) throw new RangeError(`no binomial distribution has n = ${n}, p = ${p}`);
}

/** P(X ≤ k) for k below the mean: each term is smaller than the one above it. */
function sumDown(k: number, n: number, p: number, q: number): number {
  let term = 1;
  let sum = 1;
  for (let count = k; count > 0 && term > sum * 1e-18; count--) {
    term *= (count * q) / ((n - count + 1) * p);
    sum += term;
  }
  return sum * binomialProbability(k, n, p, q);
}

/** log p; where p is near 1, from its complement. */
function logOf(p: number, complement: number): number {
  return p > 0.5 ? Math.log1p(-complement) : Math.log(p);
}

/** log n! − log(√(2πn) (n/e)^n): the error of Stirling's formula. */
function stirlingError(n: number): number {
  if (n < 16) return logFactorial(n) - 0.5 * Math.log(2 * Math.PI * n) - n * Math.log(n) + n;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / (1188 * square)) / square) / square) / square) / n;
}

/** Exact up to 15!, which is a whole number below 2^53. */
function logFactorial(n: number): number {
  let product = 1;
  for (let factor = 2; factor <= n; factor++) product *= factor;
  return Math.log(product);
}

/** x log(x/mean) + mean − x without cancellation where the two are close. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) > 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  // log(x/mean) = 2 artanh(ratio) with ratio = (x − mean)/(x + mean); its series, with the linear part taken out.
  const ratio = difference / (x + mean);
  let power = 2 * x * ratio;
  let sum = difference * ratio;
  for (let odd = 3; ; odd += 2) {
    power *= ratio * ratio;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
