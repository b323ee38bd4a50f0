import { createHash } from 'node:crypto';
import { loadCalendar } from '../../pipeline/config/calendar.js';
import { type Configuration, parseConfiguration } from '../../pipeline/config/configuration.js';
import { parsePeriod } from '../../pipeline/config/periods.js';
import { loadPolicy } from '../../pipeline/config/policy.js';
import { inExportOrder } from '../../pipeline/ingest/ingest.js';
import type { FigureInputs } from '../../pipeline/restate/figure-inputs.js';
import type { CatalogueEntry } from '../../pipeline/warehouse/catalogue.js';

/** A catalogue entry as a load would make it; content and reading settings decide the name in the store. */
export function sampleEntry(path: string, dataset: string, content = 'first', fingerprint = 'settings'): CatalogueEntry {
  const digest = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');
  return {
    full_path: `/exports/${path}`,
    path,
    place_date: /\d{4}-\d{2}/.exec(path)?.[0].concat('-01') ?? '',
    place_fineness: 0,
    sha256: digest(content),
    fingerprint,
    table_index: 0,
    sheet: '',
    dataset,
    reason: '',
    is_bad: false,
    stored_as: dataset === '' ? '' : `${digest(content, path, fingerprint, dataset).slice(0, 32)}.parquet`,
    form: 'fast',
    encoding: 'utf-8',
    delimiter: ',',
    read: 1,
    rejected: 0,
    skipped_lines: 0,
    unknown_headers: [],
    repeated_headers: [],
    mapping: '',
    filtered_rows: 0,
    absent_headers: [],
  };
}

export function sampleInputs(entries: readonly CatalogueEntry[], changes: Partial<FigureInputs> = {}, yaml = ''): FigureInputs {
  return {
    productVersion: '0.1.0',
    entries: inExportOrder(entries),
    configuration: sampleConfiguration(yaml),
    policy: null,
    calendar: null,
    register: null,
    time: { asOf: '2026-09-01 00:00:00', asOfWithOffset: '2026-09-01T00:00:00+08:00', isProvisional: false },
    ...changes,
  };
}

export function sampleConfiguration(yaml: string): Configuration {
  return parseConfiguration(yaml, '/exports/fieldreview.yaml');
}

/** The rules of the report on August 2026, as it is by default. */
export const sampleRules = {
  period: parsePeriod('2026-08'),
  time: { asOf: '2026-09-01 00:00:00', asOfWithOffset: '', isProvisional: false },
  calendar: loadCalendar(),
  policy: loadPolicy(),
  configuration: sampleConfiguration(''),
};
