import { type Period, periodsBack } from '../config/periods.js';
import { firstOfMonth, type Slice } from './cases.js';
import type { Plan } from './plan.js';
import { type Months, monthsOf } from './recipe.js';

/** Memory does not grow with the number of tickets. */
const mostTicketsAtATime = 250_000;

/** What is worked on at a time: some whole months, or a part of one. */
export interface Part {
  readonly periods: readonly Period[];
  readonly months: Months;
  /** 0, or the place of the part in its month. */
  readonly number: number;
  readonly slice: Omit<Slice, 'ticketsBefore'>;
}

/** Months, as many as do not exceed the most tickets, else equal parts of a month; planted tickets go with the first. */
export function partsOf(plan: Plan, background: number, mostTickets = mostTicketsAtATime): Part[] {
  const perMonth = Math.ceil(background / plan.months);
  const parts = Math.ceil(perMonth / mostTickets);
  const together = Math.max(1, Math.floor(mostTickets / perMonth));
  const starts = Array.from({ length: Math.ceil(plan.months / together) }, (_unused, index) => index * together);
  return starts.flatMap((start) => {
    const end = Math.min(start + together, plan.months);
    return Array.from({ length: parts }, (_unused, number) => partOf(plan, background, { start, end, number, parts }));
  });
}

function partOf(plan: Plan, background: number, place: { start: number; end: number; number: number; parts: number }): Part {
  const { start, end, number, parts } = place;
  const first = monthsOf(plan).first;
  const periods = Array.from({ length: end - start }, (_unused, index) => periodsBack(plan.lastMonth, plan.months - 1 - start - index));
  const from = firstOfMonth(plan, background, start);
  const size = firstOfMonth(plan, background, end) - from;
  const plantedFrom = periods[0]?.firstDay ?? '';
  return {
    periods,
    months: { first: first + start, last: first + end - 1 },
    number,
    slice: {
      from: from + Math.floor((size * number) / parts),
      until: from + Math.floor((size * (number + 1)) / parts),
      plantedFrom,
      plantedUntil: number === 0 ? (periods.at(-1)?.dayAfter ?? '') : plantedFrom,
    },
  };
}
