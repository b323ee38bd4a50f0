import { existsSync, readFileSync } from 'node:fs';

const account = '/proc/self/io';

/** The system counts what a process reads. Linux alone says so; continuous integration runs on it. */
export const isCounted = existsSync(account);

/** Bytes this process has been given by the system since it began, from disk or from memory, for JavaScript and engine alike. */
export function bytesRead(): number {
  return Number(/rchar: (\d+)/.exec(readFileSync(account, 'utf8'))?.[1]);
}
