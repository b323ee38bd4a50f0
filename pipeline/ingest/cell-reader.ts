import type { Configuration } from '../config/configuration.js';
import { foldedWord } from '../contracts/accepted-words.js';
import { normalText, parseId, parseInteger, parseMoney, parseTime } from './cell-values.js';
import { textAfter } from './durations.js';
import { orderedTime } from './ordered-times.js';
import { maskName, maskPhone, scrubText } from './personal-data.js';

/** The TypeScript readings that SQL falls back to, bound to one configuration. Null: the cell cannot be understood. */
export interface CellReader {
  readonly normal: (cell: string) => string;
  readonly id: (normal: string) => string | null;
  readonly word: (normal: string) => string;
  /** Canonical text whose length tells the precision: `2026-10-03`, `2026-10-03 09:30`, `2026-10-03 09:30:00`. */
  readonly time: (raw: string) => string | null;
  /** A time with its day, or its month, first in a spelling that is always understood; others as they are. */
  readonly dayFirst: (raw: string) => string;
  readonly monthFirst: (raw: string) => string;
  readonly epochMilliseconds: (raw: string) => string;
  /** Start, unit and length, parted by `durationSeparator`, as a local time. */
  readonly after: (cells: string) => string;
  readonly integer: (raw: string) => string | null;
  /** Plain decimal text with at most four decimals. */
  readonly money: (raw: string) => string | null;
  readonly scrubbed: (text: string) => string;
  /** A personal cell as it may be shown: 王*, 138****5678. */
  readonly masked: (text: string) => string;
  /** Key of the pseudonyms; without one personal cells are dropped. */
  readonly pseudonymKey: Uint8Array | undefined;
}

const shownLength = { second: 19, minute: 16, day: 10 } as const;

export function cellReader(configuration: Configuration, pseudonymKey: Uint8Array | undefined): CellReader {
  return {
    normal: normalText,
    id: (normal) => parseId(normal),
    word: foldedWord,
    time: (raw) => {
      const time = parseTime(raw, configuration.timezone);
      return time === null ? null : time.local.slice(0, shownLength[time.precision]);
    },
    dayFirst: (raw) => orderedTime(raw, 'day_first'),
    monthFirst: (raw) => orderedTime(raw, 'month_first'),
    epochMilliseconds: (raw) => orderedTime(raw, 'epoch_milliseconds'),
    after: (cells) => textAfter(cells, configuration.timezone),
    integer: (raw) => parseInteger(raw)?.toString() ?? null,
    money: parseMoney,
    scrubbed: scrubText,
    masked: (text) => (/\d/.test(text) ? maskPhone(text) : maskName(text)),
    pseudonymKey,
  };
}
