import { createHash } from 'node:crypto';
import type { Configuration } from '../config/configuration.js';
import { contracts } from '../contracts/index.js';
import type { CellReader } from './cell-reader.js';

/** Changes whenever a file would be read differently by a newer program: raise it with such a change. */
const readingVersion = 3;

export interface LoadSettings {
  readonly configuration: Configuration;
  readonly reader: CellReader;
  /** Identity of everything but the file's content that decides what is read from it. */
  readonly fingerprint: string;
}

/** Settings of a load; two loads of equal content and fingerprint give equal rows. */
export function loadSettings(configuration: Configuration, reader: CellReader): LoadSettings {
  const key = reader.pseudonymKey;
  const parts = {
    readingVersion,
    contracts,
    timezone: configuration.timezone,
    enums: configuration.enums,
    columns: configuration.columns,
    mappings: configuration.mappings,
    placeholders: configuration.serial_placeholders,
    // A digest, so that the key itself is never stored.
    key: key ? createHash('sha256').update('fieldreview fingerprint').update(key).digest('hex').slice(0, 16) : '',
  };
  return { configuration, reader, fingerprint: createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32) };
}
