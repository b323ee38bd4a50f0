import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Configuration } from './configuration.js';

/**
 * sha256 of what is configured: the same for any order of keys and wherever the file lies. `contents` adds the contents
 * of files the configuration names (calendar, policy), by key.
 */
export function configurationHash(configuration: Configuration, contents: Readonly<Record<string, string>> = {}): string {
  const { calendar: _calendar, policy: _policy, privacy, ...settings } = configuration;
  const hashed = { ...settings, staff: privacy.staff, contents };
  return createHash('sha256').update(canonicalJson(hashed)).digest('hex');
}

/** Contents of the calendar and policy a configuration names: they decide figures as much as its own keys. None of a file that is gone. */
export function configuredContents({ calendar, policy }: Configuration): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ calendar, policy }).flatMap(([key, file]) =>
      file === undefined ? [] : [[key, existsSync(file) ? readFileSync(file, 'utf8') : '']],
    ),
  );
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}
