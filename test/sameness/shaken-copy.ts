import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A number from 0 up to, not including, 1. */
export type Random = () => number;

/** Park and Miller's generator: the same numbers for the same seed everywhere. */
export function randomNumbers(seed: number): Random {
  let state = (Math.abs(Math.trunc(seed)) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}

export function pick<Value>(values: readonly Value[], random: Random): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

export function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value);
}

/** Copies exports so that the file system holds them in another order and with other times. */
export function copyShaken(
  from: string,
  to: string,
  random: Random,
  shake: (name: string, content: Buffer) => Buffer = (_name, content) => content,
): void {
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(from, name)).isFile());
  for (const name of shuffled(files, random)) {
    const target = join(to, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, shake(basename(name), readFileSync(join(from, name))));
    const seconds = 1_000_000_000 + Math.floor(random() * 900_000_000);
    utimesSync(target, seconds, seconds);
  }
}

/** Files of the example whose rows are one line each, below a header of one line, about the ticket in the second cell. */
const shakenFiles = /^(工单流水|客户回访记录表|repairs)_\d{6}\.csv$/;

/**
 * Rows in another order where it says nothing: rows of one ticket, of which the first or last may count, keep their order
 * among themselves (domain.md § 1, Export order).
 */
export function shakeRows(random: Random): (name: string, content: Buffer) => Buffer {
  return (name, content) => {
    const text = content.toString('utf8');
    if (!shakenFiles.test(name) || text.includes('"') || !Buffer.from(text).equals(content)) return content;
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    const [header = '', ...rows] = text.split(end).filter((line) => line !== '');
    const byTicket = new Map<string, string[]>();
    for (const row of rows) byTicket.set(ticketOf(row), [...(byTicket.get(ticketOf(row)) ?? []), row]);
    const mixed = shuffled(rows, random).map((row) => byTicket.get(ticketOf(row))?.shift() ?? row);
    return Buffer.from([header, ...mixed, ''].join(end));
  };
}

function ticketOf(row: string): string {
  return row.split(',')[1] ?? '';
}
