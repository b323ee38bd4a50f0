import type { PlainPause, PlainTime } from './plain-clock.js';

/** A ticket with what happened to it, in export order; local times on whole minutes. */
export interface PlainTicket {
  readonly id: string;
  readonly priority: 'urgent' | 'normal' | 'low';
  readonly status: 'open' | 'completed' | 'cancelled';
  readonly acceptedAt: string;
  readonly planAt: string | null;
  readonly completedAt: string | null;
  readonly cancelledAt: string | null;
  readonly events: readonly PlainEvent[];
}

export interface PlainEvent {
  readonly at: string;
  readonly type: 'pause' | 'resume' | 'progress' | 'delay_notice' | 'reopen';
}

export interface PlainObligation {
  readonly dueAt: string;
  readonly stoppedAt: string | null;
  readonly outcome: 'met' | 'breached' | 'pending';
}

/** When the ticket was cancelled, completed and opened again, as known at as_of. */
export function plainEnds(
  ticket: PlainTicket,
  asOf: string,
): { cancelledAt: string | null; completedAt: string | null; reopenedAt: string | null } {
  const lastEvent = ticket.events
    .map((event) => event.at)
    .sort()
    .at(-1);
  const cancelledAt = ticket.status === 'cancelled' ? (ticket.cancelledAt ?? lastEvent ?? ticket.acceptedAt) : null;
  const completedAt = ticket.status === 'cancelled' ? null : before(ticket.completedAt, asOf);
  const reopenings =
    completedAt === null ? [] : ticket.events.filter((event) => event.type === 'reopen' && event.at > completedAt && event.at < asOf);
  return { cancelledAt: before(cancelledAt, asOf), completedAt, reopenedAt: reopenings.map((event) => event.at).sort()[0] ?? null };
}

/** The stretches in which it was paused. */
export function plainPauses(ticket: PlainTicket, asOf: string): PlainPause[] {
  const { cancelledAt, completedAt } = plainEnds(ticket, asOf);
  const ends = [completedAt, cancelledAt].flatMap((at) => (at === null ? [] : [{ at, type: 'end' }]));
  const marks = [...ticket.events.filter((event) => event.at < asOf), ...ends].sort((one, other) =>
    one.at < other.at ? -1 : one.at > other.at ? 1 : 0,
  );
  const pauses: PlainPause[] = [];
  let from: string | null = null;
  for (const mark of marks) {
    if (mark.type === 'pause') from ??= mark.at;
    if (from === null || (mark.type !== 'resume' && mark.type !== 'end')) continue;
    pauses.push({ from, until: mark.at });
    from = null;
  }
  return from === null ? pauses : [...pauses, { from, until: asOf }];
}

/** The obligations of a repeating clock, walked minute by minute; `minutesAt` is the target of a clock that starts then. */
export function plainProgress(
  ticket: PlainTicket,
  minutesAt: (startedAt: string) => number,
  asOf: string,
  time: PlainTime,
): PlainObligation[] {
  const { cancelledAt, completedAt, reopenedAt } = plainEnds(ticket, asOf);
  const walk = (start: string, closedAt: string | null): PlainObligation[] => walkChain(ticket, start, closedAt, minutesAt, asOf, time);
  const first = walk(ticket.acceptedAt, earlier(completedAt, cancelledAt));
  const second = reopenedAt === null ? [] : walk(reopenedAt, cancelledAt);
  return [...first, ...second].filter(
    (one) => (cancelledAt === null || one.dueAt <= cancelledAt) && (one.outcome === 'pending' || one.dueAt < asOf),
  );
}

function walkChain(
  ticket: PlainTicket,
  start: string,
  closedAt: string | null,
  minutesAt: (startedAt: string) => number,
  asOf: string,
  time: PlainTime,
): PlainObligation[] {
  const pauses = plainPauses(ticket, asOf).map((pause) => ({ from: time.instantOf(pause.from), until: time.instantOf(pause.until) }));
  const isPaused = (instant: number, stop: number): boolean =>
    pauses.some(({ from, until }) => from <= instant && instant < Math.min(until, stop));
  const events = ticket.events
    .filter((event) => (event.type === 'progress' || event.type === 'delay_notice') && event.at > start && event.at < asOf)
    .filter((event) => closedAt === null || event.at < closedAt)
    .map((event) => ({ at: event.at, instant: time.instantOf(event.at) }))
    .sort((one, other) => one.instant - other.instant);
  const end = time.instantOf(closedAt ?? asOf);
  const found: PlainObligation[] = [];
  for (let clockStart = time.instantOf(start); clockStart < end; ) {
    const next = events.find((event) => event.instant > clockStart);
    // Nothing after what happens next is known to the clock: its pauses end there at the latest.
    const stop = next?.instant ?? end;
    let due = clockStart;
    for (let left = minutesAt(time.localOf(clockStart)); left > 0; due += 1) if (!isPaused(due, stop)) left -= 1;
    const dueAt = time.localOf(due);
    if (next && next.instant <= due) {
      found.push({ dueAt, stoppedAt: next.at, outcome: 'met' });
      clockStart = next.instant;
    } else if (due < end) {
      found.push({ dueAt, stoppedAt: null, outcome: 'breached' });
      clockStart = due;
    } else {
      if (closedAt === null) found.push({ dueAt, stoppedAt: null, outcome: 'pending' });
      break;
    }
  }
  return found;
}

function before(at: string | null, asOf: string): string | null {
  return at !== null && at < asOf ? at : null;
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
