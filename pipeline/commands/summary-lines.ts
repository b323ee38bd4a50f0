import type { RunSummary } from '../run-period.js';

/** The closing summary of a run as people read it. */
export function summaryLines(summary: RunSummary): string[] {
  return [
    ...summary.accounting.map(
      ({ dataset, read, loaded, rejected, duplicate, superseded }) =>
        `${dataset}: ${read} rows read = ${loaded} loaded + ${rejected} rejected + ${duplicate} duplicate + ${superseded} superseded`,
    ),
    ...(summary.unchanged_files > 0 ? [`${summary.unchanged_files} file(s) unchanged, not read again`] : []),
    ...summary.exact_path.map((path) => `${path}: read record by record (irregular lines, quotes or line breaks inside cells)`),
    ...summary.unrecognised.map(({ path, sheet, reason }) => `not loaded: ${path}${sheet === '' ? '' : ` [${sheet}]`}: ${reason}`),
    ...summary.bad_files.map(({ path, reason }) => `bad file, not loaded: ${path}: ${reason}`),
    ...summary.ignored_files.map((path) => `not an export, ignored: ${path}`),
    ...(summary.report === null ? [] : [`Report: ${summary.report}`]),
  ];
}
