import type { RunSummary } from '../run-summary.js';

/** The closing summary of a run as people read it. */
export function summaryLines(summary: RunSummary): string[] {
  return [
    ...summary.accounting.map(
      ({ dataset, read, loaded, rejected, duplicate, superseded }) =>
        `${dataset}: ${read} rows read = ${loaded} loaded + ${rejected} rejected + ${duplicate} duplicate + ${superseded} superseded`,
    ),
    ...(summary.unchanged_files > 0 ? [`${summary.unchanged_files} file(s) unchanged, not read again`] : []),
    ...summary.filtered.map(
      ({ mapping, rows }) => `left out by the filters of the mapping of ${mapping}: ${rows} row(s), not among those read`,
    ),
    ...exactPathLines(summary.exact_path),
    ...summary.unrecognised.map(({ path, sheet, reason }) => `not loaded: ${path}${sheet === '' ? '' : ` [${sheet}]`}: ${reason}`),
    ...summary.bad_files.map(({ path, reason }) => `bad file, not loaded: ${path}: ${reason}`),
    ...summary.ignored_files.map((path) => `not an export, ignored: ${path}`),
    ...summary.restated.map(
      ({ period, figures, overall }) =>
        `restated: ${period}: ${figures} figure(s) moved since published, ${overall} of them not by dimension`,
    ),
    ...registerLines(summary),
    ...(summary.report === null ? [] : [summary.unchanged ? `unchanged; report at ${summary.report}` : `Report: ${summary.report}`]),
    ...(summary.pdf === null ? [] : [`PDF: ${summary.pdf}`]),
    ...(summary.pdf_problem === null ? [] : [`no PDF: ${summary.pdf_problem}`]),
  ];
}

/** Findings shown before the rest is only counted; the page, manifest.json and --json list them all. */
const shownFindings = 20;

function registerLines({ register }: RunSummary): string[] {
  if (register === null) return [];
  const { findings, notices } = register;
  const shown = findings.slice(0, shownFindings);
  return [
    ...shown.map(({ cell, action_id, text }) => `${cell}${action_id === null ? '' : ` ${action_id}`}: ${text}`),
    ...(findings.length > shown.length ? [`actions.xlsx: ${findings.length - shown.length} more, see the report`] : []),
    ...notices,
  ];
}

/** Files shown by name before the rest is only counted; --json lists them all. */
const shownFiles = 5;

function exactPathLines(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  const more = paths.length > shownFiles ? ` and ${paths.length - shownFiles} more` : '';
  return [
    `read record by record, for irregular lines, quotes or line breaks inside cells: ${paths.slice(0, shownFiles).join(', ')}${more}`,
  ];
}
