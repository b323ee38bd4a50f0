import { acceptedWords } from '../contracts/accepted-words.js';
import type { Column } from '../contracts/contract.js';
import { literal } from '../warehouse/sql-text.js';
import { parseId } from './cell-values.js';
import { type ReadingWords, stage, wordCase } from './column-sql.js';

/**
 * SQL that gives the canonical text of a cell written in the commonest way, for times and dates its value, at a tenth of the
 * price of reading it in general, else null. It may only answer where the general reading (column-sql.ts) would answer the same.
 */
export function shortcutSql(column: Column, words: ReadingWords): string {
  const raw = stage.raw(column);
  switch (column.kind) {
    case 'id':
      return `case when ${plainIdSql(column, raw, words)} then ${raw} end`;
    case 'text':
      // Longer than every way to write "nothing", full-width letters included; row_is_tidy has looked at the ends.
      return column.personal
        ? 'null::varchar'
        : `case when row_is_tidy and (strlen(${raw}) > 12 or (strlen(${raw}) > 4 and ${raw} < '\u{ff00}')) then ${raw} end`;
    case 'time':
      return `case when ${['-??-?? ??:??:?', '-??-?? ??:?', '-??-?'].map((rest) => isDigitLastSql(raw, rest)).join(' or ')} then try_cast(${raw} as timestamp) end`;
    case 'date':
      return `case when ${isDigitLastSql(raw, '-??-?')} then try_cast(${raw} as date) end`;
    case 'integer':
      return `case when regexp_full_match(${raw}, '[0-9]{1,12}') then ${raw} end`;
    case 'money':
      return `case when regexp_full_match(${raw}, '[0-9]{1,12}(\\.[0-9]{1,4})?') then ${raw} end`;
    case 'enum':
    case 'boolean':
      return wordCase(raw, acceptedWords(column, words.enums));
  }
}

/**
 * Whether a cell has its separators where the engine itself writes them, and a digit last: its casts also read `23:59:5 `, `23:59:0.`,
 * `2026 10 03` and more that are no times here.
 */
function isDigitLastSql(raw: string, rest: string): string {
  return `${raw} glob '20[0-9][0-9]${rest}[0-9]'`;
}

/** Whether the free-text cells of a row need neither trimming nor scrubbing. */
export function tidyRowSql(columns: readonly Column[]): string {
  const texts = columns.filter((column) => column.kind === 'text' && !column.personal).map(stage.raw);
  if (texts.length === 0) return 'true';
  const space = '\\x00-\\x1e \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}';
  return `not regexp_matches(concat_ws(chr(31), ${texts.join(', ')}), '(^|\\x1f)[${space}]|[${space}](\\x1f|$)|[0-9０-９]{11}|[@＠]')`;
}

/** Upper-case letters and digits, but no word for nothing; a serial number begins with a letter and is no listed placeholder. */
function plainIdSql(column: Column, raw: string, words: ReadingWords): string {
  const pattern = column.placeholders ? '[A-Z][A-Z0-9_-]*' : '[A-Z0-9][A-Z0-9_-]*';
  const listed = column.placeholders ? words.placeholders.map((word) => parseId(word) ?? '') : [];
  return [`regexp_full_match(${raw}, '${pattern}')`, ...['NULL', ...listed].map((word) => `${raw} <> ${literal(word)}`)].join(' and ');
}
