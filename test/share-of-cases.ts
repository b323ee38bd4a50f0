/**
 * `npm run soak` runs the longest lists in full; `npm run test:slow`, and with it continuous integration, a share of them, another one
 * each time. What is drawn at random starts from `testSeed` in both; `TEST_SEED` in the environment sets it, so that a run can be had again.
 */
const isPart = process.env.TEST_SHARE === 'part';

/** Where random draws of the slow suite start; `vitest.slow.config.ts` draws it once for all files and prints it. */
export const testSeed = Number(process.env.TEST_SEED ?? 1);

/** Every `parts`-th case, from another one each time; all of them where no share is asked for. */
export function shareOf<Case>(cases: readonly Case[], parts: number): Case[] {
  return isPart ? cases.filter((_, index) => index % parts === testSeed % parts) : [...cases];
}

/** A `parts`-th of so many random cases, or all of them. */
export function countOf(cases: number, parts: number): number {
  return isPart ? Math.ceil(cases / parts) : cases;
}

/** ` (share of seed 20783)`, or nothing where all cases run. */
export const shareName = isPart ? ` (share of seed ${testSeed})` : '';
