import type { Argv } from 'yargs';

/** Options several commands have, each described once. */
export const sharedOptions = {
  input: (yargs: Argv): Argv =>
    yargs.option('input', {
      type: 'string',
      array: true,
      demandOption: true,
      requiresArg: true,
      describe: 'Folder or file with exports (.csv, .tsv, .csv.gz, .xlsx, .parquet); may be repeated; folders are searched in depth',
    }),
  out: (yargs: Argv): Argv =>
    yargs.option('out', { type: 'string', demandOption: true, requiresArg: true, describe: 'Folder of the warehouse and the reports' }),
  config: (yargs: Argv): Argv =>
    yargs.option('config', {
      type: 'string',
      requiresArg: true,
      describe: 'Configuration file; else fieldreview.yaml in the working folder or the first input folder',
    }),
  period: (yargs: Argv): Argv =>
    yargs.option('period', { type: 'string', demandOption: true, requiresArg: true, describe: 'Month 2026-10 or ISO week 2026-W43' }),
  asOf: (yargs: Argv): Argv =>
    yargs.option('as-of', {
      type: 'string',
      requiresArg: true,
      describe: 'Report a period that is not over, as of the start of this local date; marked provisional',
    }),
  pdf: (yargs: Argv): Argv =>
    yargs.option('pdf', {
      type: 'boolean',
      default: false,
      describe: 'Print the report to a PDF too, through an installed Chromium, Chrome or Edge',
    }),
  timings: (yargs: Argv): Argv =>
    yargs.option('timings', {
      type: 'boolean',
      default: false,
      describe: 'Say how long each stage took, and on how many rows; with --json as `timings`',
    }),
  locale: (yargs: Argv): Argv =>
    yargs.option('locale', { choices: ['zh-CN', 'en'] as const, default: 'zh-CN' as const, describe: 'Language of the report' }),
};
