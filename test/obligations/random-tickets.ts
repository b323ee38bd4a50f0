import { localText, minutesOf } from './plain-clock.js';
import type { PlainEvent, PlainTicket } from './plain-ticket.js';

/** Days around which rules change: long holidays, make-up working days, daylight saving in New York and Sydney. */
const anchors = [
  '2024-02-08',
  '2024-03-09',
  '2024-10-05',
  '2025-01-24',
  '2025-03-08',
  '2025-04-05',
  '2025-09-28',
  '2025-11-01',
  '2026-02-12',
  '2026-03-07',
  '2026-04-04',
  '2026-04-30',
  '2026-09-24',
  '2026-10-31',
];
const eventTypes = ['pause', 'pause', 'resume', 'progress', 'progress', 'delay_notice', 'reopen'] as const;
const priorities = ['urgent', 'normal', 'low'] as const;
const dayMinutes = 24 * 60;

/** Tickets of 2024 to 2026 with pauses, the same for the same seed. `isSkipped` tells local times that do not exist. */
export function randomTickets(count: number, seed: number, isSkipped: (local: string) => boolean): PlainTicket[] {
  const random = generator(seed);
  return Array.from({ length: count }, (_, index) => randomTicket(`T${index + 1}`, random, isSkipped));
}

type Random = () => number;

function randomTicket(id: string, random: Random, isSkipped: (local: string) => boolean): PlainTicket {
  const start = startOf(random);
  const at = (spread: number): string => existing(start + Math.floor(random() * spread * dayMinutes), isSkipped);
  const events = Array.from({ length: Math.floor(random() * 7) }, () => randomEvent(start, random, isSkipped));
  const status = pick(['open', 'completed', 'completed', 'cancelled'] as const, random);
  return {
    id,
    priority: pick(priorities, random),
    status,
    acceptedAt: existing(start, isSkipped),
    planAt: random() < 0.3 ? null : at(pick([0.2, 2, 12], random)),
    completedAt: status === 'completed' || random() < 0.1 ? at(pick([1, 8, 20], random)) : null,
    cancelledAt: status === 'cancelled' && random() < 0.6 ? at(6) : null,
    events: random() < 0.5 ? events : events.sort((one, other) => (one.at < other.at ? -1 : 1)),
  };
}

/** Some events lie before the start, many at the same minute as another, some at midnight. */
function randomEvent(start: number, random: Random, isSkipped: (local: string) => boolean): PlainEvent {
  const offset = Math.floor((random() * random() * 12 - 0.3) * dayMinutes);
  const step = pick([1, 30, 60, dayMinutes], random);
  const minutes = Math.floor((start + offset) / step) * step;
  return { at: existing(minutes, isSkipped), type: pick(eventTypes, random) };
}

function startOf(random: Random): number {
  const anywhere = minutesOf('2024-01-01 00:00') + Math.floor(random() * 1056 * dayMinutes);
  const nearAnchor = minutesOf(`${pick(anchors, random)} 00:00`) + Math.floor(random() * 3 * dayMinutes);
  const start = random() < 0.5 ? anywhere : nearAnchor;
  return random() < 0.3 ? Math.floor(start / 30) * 30 : start;
}

function existing(wall: number, isSkipped: (local: string) => boolean): string {
  const local = localText(wall);
  return isSkipped(local) ? localText(wall + 60) : local;
}

function pick<Value>(values: readonly Value[], random: Random): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

/** mulberry32: small, and the same on every machine. */
function generator(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
