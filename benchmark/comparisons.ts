/** A quantity of a contender, per round, or the ratio of two of them. */
export interface Comparison {
  readonly what: string;
  readonly group: string;
  readonly quantity: 'seconds' | 'peakMebibytes';
  readonly of: string;
  /** Divided by the same quantity of this contender in the same round; absent for the quantity itself. */
  readonly by?: string;
  /** `at most` or `at least` this. */
  readonly bound: 'at most' | 'at least';
  readonly reach: number;
  readonly stretch: number;
  readonly note?: string;
}

const less =
  'the yardstick tells the number of a record instead of its line, reads one form of times and numbers in one encoding, computes seven figures, no page';

/** What is compared, with the figures the project has set itself. */
export const comparisons: readonly Comparison[] = [
  ratio('whole', 'run', 'bare-load.mjs', 'at most', 1.8, 1.4),
  ratio('whole', 'run', 'full-parse.mjs', 'at most', 4.5, 3.5),
  { ...ratio('whole', 'run', 'bare-load.mjs', 'at most', 0.3, 0.2, 'peak memory'), quantity: 'peakMebibytes' },
  { ...absolute('whole', 'run', 1536, 1024, 'run, peak memory in MiB'), quantity: 'peakMebibytes' },
  ratio('whole', 'run again', 'run', 'at most', 0.1, 0.03, 'nothing changed'),
  ratio('new month', 'month on history', 'month alone', 'at most', 1.6, 1.3),
  ratio('review in small', 'papaparse.mjs', 'ingest', 'at least', 10, 15, less),
  ratio('review in small', 'csv-parse.mjs', 'ingest', 'at least', 10, 15, less),
  ratio('review in small', 'pandas_review.py', 'ingest', 'at least', 5, 8, less),
  ratio('review in small', 'polars.mjs', 'ingest', 'at least', 1, 1.5, less),
  ratio('review in small', 'papaparse.mjs', 'run', 'at least', 10, 15, `against everything run does; ${less}`),
  ratio('review in small', 'pandas_review.py', 'run', 'at least', 5, 8, `against everything run does; ${less}`),
  ratio('review in small', 'polars.mjs', 'run', 'at least', 1, 1.5, `against everything run does; ${less}`),
  ratio('encoding', 'ingest gb18030', 'ingest utf-8', 'at most', 1.6, 1.3),
  absolute('workbook', 'ingest workbook', 12, 6, 'workbook of 200,000 rows and 30 columns, seconds'),
  { ...absolute('workbook', 'ingest workbook', 500, 300, 'the same, peak memory in MiB'), quantity: 'peakMebibytes' },
  ratio('start', '--version', 'node -e 0', 'at most', 1.3, 1.15),
  ratio('start', '--help', 'node -e 0', 'at most', 2, 1.5),
  absolute('start', 'run on the example', 4, 2, 'run on the shipped example, seconds'),
  absolute('start', 'draw the page of the example', 1.5, 0.8, 'its page with all charts from ready tables, seconds'),
];

/** The same process on data of two sizes. */
export const sizeComparisons = [
  { what: 'run', group: 'whole', of: 'run', large: '10m', small: '1m', bound: 'at most', reach: 10, stretch: 9 },
] as const;

function ratio(
  group: string,
  of: string,
  by: string,
  bound: Comparison['bound'],
  reach: number,
  stretch: number,
  note?: string,
): Comparison {
  return { what: `${of} ÷ ${by}`, group, quantity: 'seconds', of, by, bound, reach, stretch, ...(note === undefined ? {} : { note }) };
}

function absolute(group: string, of: string, reach: number, stretch: number, what: string): Comparison {
  return { what, group, quantity: 'seconds', of, bound: 'at most', reach, stretch };
}
