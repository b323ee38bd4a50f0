import type { Argument } from '../command-line/argument.js';

/** Options several commands have, each described once. */
export const sharedOptions = {
  input: {
    name: 'input',
    kind: 'texts',
    value: 'DIR',
    required: true,
    describe: 'Folder or file with exports (.csv, .tsv, .csv.gz, .xlsx, .parquet); may be repeated; folders are searched in depth',
  },
  out: { name: 'out', kind: 'text', value: 'DIR', required: true, describe: 'Folder of the warehouse and the reports' },
  config: {
    name: 'config',
    kind: 'text',
    value: 'FILE',
    describe: 'Configuration file; else fieldreview.yaml in the working folder or the first input folder',
  },
  period: { name: 'period', kind: 'text', value: 'PERIOD', required: true, describe: 'Month 2026-10 or ISO week 2026-W43' },
  asOf: {
    name: 'as-of',
    kind: 'text',
    value: 'DATE',
    describe: 'Report a period that is not over, as of the start of this local date; marked provisional',
  },
  pdf: { name: 'pdf', kind: 'flag', describe: 'Print the report to a PDF too, through an installed Chromium, Chrome or Edge' },
  timings: {
    name: 'timings',
    kind: 'flag',
    describe: 'Say how long each stage took, and on how many rows; with --json as `timings`',
  },
  locale: {
    name: 'locale',
    kind: 'text',
    value: 'LANGUAGE',
    choices: ['zh-CN', 'en'],
    default: 'zh-CN',
    describe: 'Language of the report and of the closing summary',
  },
} as const satisfies Readonly<Record<string, Argument>>;
