import { type AddedWords, acceptedWords } from '../contracts/accepted-words.js';
import type { Column } from '../contracts/contract.js';
import { nullTokens } from '../contracts/enumerations.js';
import { sqlTypes } from '../transform/sources.js';
import { literal } from '../warehouse/sql-text.js';
import { parseId } from './cell-values.js';

/** Names of the stages of a column inside the validation query: as read, NFKC and trimmed, null when empty, canonical text. */
export const stage = {
  raw: (column: Column): string => `raw_${column.name}`,
  shortcut: (column: Column): string => `shortcut_${column.name}`,
  normal: (column: Column): string => `normal_${column.name}`,
  filled: (column: Column): string => `filled_${column.name}`,
  canonical: (column: Column): string => `canonical_${column.name}`,
  precision: (column: Column): string => `${column.name}_precision`,
};

export interface ReadingWords {
  /** Words the configuration adds: column → canonical value → words. */
  readonly enums: AddedWords;
  /** Placeholders of serial numbers. */
  readonly placeholders: readonly string[];
}

/** The cell without white space around it, in NFKC unless it is free text. */
export function normalSql(column: Column): string {
  return `${column.kind === 'text' ? 'cell_text' : 'cell_normal'}(${stage.raw(column)})`;
}

/** The cell as text, null when there is nothing in it. Where 无 is a value of an enumeration it is that value. */
export function filledSql(column: Column, words: ReadingWords): string {
  const text = stage.normal(column);
  if (column.kind === 'text') return `text_filled(${text})`;
  if (column.placeholders) return `case when ${isPlaceholderSql(text, words)} then null else cell_filled(${text}) end`;
  const accepted = acceptedWords(column, words.enums);
  const ownTokens = nullTokens.filter((token) => accepted.has(token));
  if (ownTokens.length === 0) return `cell_filled(${text})`;
  return `case when cell_word(${text}) in (${ownTokens.map(literal).join(', ')}) then ${text} else cell_filled(${text}) end`;
}

function isPlaceholderSql(text: string, words: ReadingWords): string {
  const runs = Array.from({ length: 10 }, (_unused, digit) => `${digit}${digit}+`).join('|');
  const listed = words.placeholders.map((word) => literal(parseId(word) ?? ''));
  return [`regexp_full_match(${text}, '${runs}')`, ...(listed.length > 0 ? [`cell_id(${text}) in (${listed.join(', ')})`] : [])].join(
    ' or ',
  );
}

/** The filled cell in the one spelling its type is cast from. */
export function canonicalSql(column: Column, words: ReadingWords): string {
  const text = stage.filled(column);
  switch (column.kind) {
    case 'id':
      return `cell_id(${text})`;
    case 'text':
      return column.personal ? `pseudonym(${text})` : `scrubbed(${text})`;
    case 'time':
    case 'date':
      return `cell_time(${text}, ${stage.raw(column)})`;
    case 'integer':
      return `cell_integer(${text}, ${stage.raw(column)})`;
    case 'money':
      return `cell_money(${text}, ${stage.raw(column)})`;
    case 'enum':
    case 'boolean':
      return wordCase(`cell_word(${text})`, acceptedWords(column, words.enums));
  }
}

/** The typed value; null when the canonical text is no such value, or an identifier that a workbook has damaged. */
export function typedSql(column: Column, isWorkbook: boolean): string {
  const text = stage.canonical(column);
  switch (column.kind) {
    case 'time': {
      const at = `coalesce(${stage.shortcut(column)}, try_cast(${text} as timestamp))`;
      return column.endOfDay ? `case when ${writtenPrecisionSql(column)} = 2 then ${at} + interval 86399 seconds else ${at} end` : at;
    }
    case 'date':
      return `coalesce(${stage.shortcut(column)}, try_cast(${text} as timestamp)::date)`;
    case 'integer':
      return `try_cast(${text} as bigint)`;
    case 'money':
      return `try_cast(${text} as ${sqlTypes.money})`;
    case 'boolean':
      return `${text}::boolean`;
    case 'id':
      return isWorkbook ? `case when not regexp_full_match(${text}, '-?[0-9](\\.[0-9]+)?E\\+[0-9]+') then ${text} end` : text;
    default:
      return text;
  }
}

/** How finely a time is written. */
export function writtenPrecisionSql(column: Column): string {
  return `case when ${stage.shortcut(column)} is not null then shortcut_precision(${stage.raw(column)}) else time_precision(${stage.canonical(column)}) end`;
}

/** A cell of a rejected row as it is kept: personal data masked. */
export function shownSql(column: Column): string {
  return column.personal ? `text_masked(${stage.raw(column)})` : `scrubbed(${stage.raw(column)})`;
}

/** A word looked up in its enumeration. */
export function wordCase(text: string, words: ReadonlyMap<string, string>): string {
  const branches = [...words].map(([word, canonical]) => `when ${literal(word)} then ${literal(canonical)}`);
  return `case ${text} ${branches.join(' ')} end`;
}
