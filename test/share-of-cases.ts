/**
 * Continuous integration runs a share of the longest lists, another one each day; `TEST_SHARE=part` asks for that. Otherwise
 * all cases run. The share is named in the test, so that it can be run again: `TEST_DAY` sets the day.
 */
const isPart = process.env.TEST_SHARE === 'part';

/** Days since 1970. */
const day = Number(process.env.TEST_DAY ?? Math.floor(Date.now() / 86_400_000));

/** Every `parts`-th case, from another one each day; all of them where no share is asked for. */
export function shareOf<Case>(cases: readonly Case[], parts: number): Case[] {
  return isPart ? cases.filter((_, index) => index % parts === day % parts) : [...cases];
}

/** A `parts`-th of so many random cases, or all of them. */
export function countOf(cases: number, parts: number): number {
  return isPart ? Math.ceil(cases / parts) : cases;
}

/** ` (share of day 20783)`, or nothing where all cases run. */
export const shareName = isPart ? ` (share of day ${day})` : '';
