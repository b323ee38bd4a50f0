import { type EnumerationWords, enumerations } from '../contracts/enumerations.js';
import type { Column } from '../contracts/contract.js';
import { sqlTypes } from '../transform/sources.js';
import { literal } from '../warehouse/sql-text.js';

/** Names of the stages of a column inside the validation query: as read, NFKC and trimmed, null when empty, canonical text. */
export const stage = {
  raw: (column: Column): string => `raw_${column.name}`,
  normal: (column: Column): string => `normal_${column.name}`,
  filled: (column: Column): string => `filled_${column.name}`,
  canonical: (column: Column): string => `canonical_${column.name}`,
  precision: (column: Column): string => `${column.name}_precision`,
};

export interface ReadingWords {
  /** Words the configuration adds: column → canonical value → words. */
  readonly enums: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
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
  if (column.kind === 'enum' && enumWords(column, words).has('无')) {
    return `case when ${text} = '无' then ${text} else cell_filled(${text}) end`;
  }
  if (column.placeholders) {
    const accepted = words.placeholders.map((word) => literal(word.normalize('NFKC').trim().toLowerCase()));
    const isPlaceholder = [`regexp_full_match(${text}, '00+|11+|22+|33+|44+|55+|66+|77+|88+|99+')`, ...accepted.map((word) => `lower(${text}) = ${word}`)];
    return `case when ${isPlaceholder.join(' or ')} then null else cell_filled(${text}) end`;
  }
  return `cell_filled(${text})`;
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
      return wordCase(`cell_word(${text})`, enumWords(column, words));
  }
}

/** The typed value; null when the canonical text is no such value. */
export function typedSql(column: Column): string {
  const text = stage.canonical(column);
  switch (column.kind) {
    case 'time': {
      const at = `try_cast(${text} as timestamp)`;
      return column.endOfDay ? `case when time_precision(${text}) = 2 then ${at} + interval 86399 seconds else ${at} end` : at;
    }
    case 'date':
      return `try_cast(${text} as timestamp)::date`;
    case 'integer':
      return `try_cast(${text} as bigint)`;
    case 'money':
      return `try_cast(${text} as ${sqlTypes.money})`;
    case 'boolean':
      return `${text}::boolean`;
    default:
      return text;
  }
}

/** A cell of a rejected row as it is kept: personal data masked. */
export function shownSql(column: Column): string {
  return column.personal ? `text_masked(${stage.raw(column)})` : `scrubbed(${stage.raw(column)})`;
}

/** Accepted word (lower case) → canonical value. */
export function enumWords(column: Column, words: ReadingWords): Map<string, string> {
  const shipped: EnumerationWords = enumerations[column.kind === 'boolean' ? 'boolean' : (column.values ?? 'boolean')];
  const added = words.enums[column.name] ?? {};
  const accepted = new Map<string, string>();
  for (const [canonical, list] of [...Object.entries(shipped), ...Object.entries(added)]) {
    for (const word of [canonical, ...list]) accepted.set(word.normalize('NFKC').trim().toLowerCase(), canonical);
  }
  return accepted;
}

function wordCase(text: string, words: ReadonlyMap<string, string>): string {
  const branches = [...words].map(([word, canonical]) => `when ${literal(word)} then ${literal(canonical)}`);
  return `case ${text} ${branches.join(' ')} end`;
}
