import { expect, test } from 'vitest';
import { modelLines } from './compare-with-reference.js';
import { localText, minutesOf } from './plain-clock.js';
import type { PlainTicket } from './plain-ticket.js';
import { randomTickets } from './random-tickets.js';

/** Between the holidays of June and of September 2026: no day off but weekends, no make-up day, no change of clocks. */
const quiet = { from: '2026-06-22 00:00', until: '2026-08-20 00:00', knownAt: '2026-08-25 00:00', dueUntil: '2026-09-12' };
const week = 7 * 24 * 60;

test.each(['Asia/Shanghai', 'America/New_York', 'Australia/Sydney'])(
  'all data a week later, in weeks without holidays, moves every deadline by seven days and nothing else (%s)',
  async (zone) => {
    const tickets = randomTickets(500, 7, () => false).map(intoQuietWeeks);
    const before = (await modelLines(zone, tickets, quiet.knownAt)).filter((line) => dueOf(line) < quiet.dueUntil);
    const after = await modelLines(
      zone,
      tickets.map((ticket) => moved(ticket, week)),
      later(quiet.knownAt, week),
    );
    expect(before.length).toBeGreaterThan(1000);
    const wanted = new Set(after);
    expect(before.map(inAWeek).filter((line) => !wanted.has(line))).toEqual([]);
  },
  180_000,
);

/** Moves a ticket by whole weeks to where it lies between the holidays. */
function intoQuietWeeks(ticket: PlainTicket): PlainTicket {
  const span = minutesOf(quiet.until) - minutesOf(quiet.from);
  const weeks = Math.floor((minutesOf(ticket.acceptedAt) - minutesOf(quiet.from)) / week);
  const inside = ((weeks % Math.floor(span / week)) + Math.floor(span / week)) % Math.floor(span / week);
  return moved(ticket, (inside - weeks) * week);
}

function moved(ticket: PlainTicket, minutes: number): PlainTicket {
  const at = (time: string | null): string | null => (time === null ? null : later(time, minutes));
  return {
    ...ticket,
    acceptedAt: later(ticket.acceptedAt, minutes),
    planAt: at(ticket.planAt),
    completedAt: at(ticket.completedAt),
    cancelledAt: at(ticket.cancelledAt),
    events: ticket.events.map((event) => ({ ...event, at: later(event.at, minutes) })),
  };
}

function later(time: string, minutes: number): string {
  return localText(minutesOf(time) + minutes);
}

function dueOf(line: string): string {
  return / due (\S+)/.exec(line)?.[1] ?? '';
}

function inAWeek(line: string): string {
  return line.replaceAll(/\d{4}-\d\d-\d\d/g, (day) => later(`${day} 00:00`, week).slice(0, 10));
}
