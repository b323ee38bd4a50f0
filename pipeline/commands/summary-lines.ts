import type { Locale } from '../../reports/theme/formats.js';
import { printable } from '../printable.js';
import type { RunSummary } from '../run-summary.js';
import { type SummaryWords, summaryWords } from './summary-words.js';

/**
 * The closing summary of a run as people read it: rows, what was not read, what moved, figures out of target, where the report is. One line
 * each, whatever stands in names and cells.
 */
export function summaryLines(summary: RunSummary, locale: Locale = 'en'): string[] {
  return linesOf(summary, summaryWords[locale]).map(printable);
}

function linesOf(summary: RunSummary, words: SummaryWords): string[] {
  return [
    ...summary.accounting.map(words.account),
    ...(summary.unchanged_files > 0 ? [words.unchangedFiles(summary.unchanged_files)] : []),
    ...summary.filtered.map(({ mapping, rows }) => words.filtered(mapping, rows)),
    ...exactPathLines(summary.exact_path, words),
    ...summary.unrecognised.map(({ path, sheet, reason }) => words.notLoaded(sheet === '' ? path : `${path} [${sheet}]`, reason)),
    ...summary.bad_files.map(({ path, reason }) => words.badFile(path, reason)),
    ...summary.ignored_files.map(words.ignored),
    ...summary.inputs_without_exports.map(words.noExport),
    ...summary.restated.map(words.restated),
    ...registerLines(summary, words),
    ...summary.out_of_target.map(words.missed),
    ...(summary.report === null ? [] : [summary.unchanged ? words.unchanged(summary.report) : words.report(summary.report)]),
    ...(summary.pdf === null ? [] : [words.pdf(summary.pdf)]),
    ...(summary.pdf_problem === null ? [] : [words.noPdf(summary.pdf_problem)]),
  ];
}

/** Findings shown before the rest is only counted; the page, manifest.json and --json list them all. */
const shownFindings = 20;

function registerLines({ register }: RunSummary, words: SummaryWords): string[] {
  if (register === null) return [];
  const { findings, notices } = register;
  const shown = findings.slice(0, shownFindings);
  return [
    ...shown.map(({ cell, action_id, text }) => `${cell}${action_id === null ? '' : ` ${action_id}`}: ${text}`),
    ...(findings.length > shown.length ? [words.moreFindings(findings.length - shown.length)] : []),
    ...notices,
  ];
}

/** Files shown by name before the rest is only counted; --json lists them all. */
const shownFiles = 5;

function exactPathLines(paths: readonly string[], words: SummaryWords): string[] {
  if (paths.length === 0) return [];
  return [words.exactPath(paths.slice(0, shownFiles), Math.max(0, paths.length - shownFiles))];
}
