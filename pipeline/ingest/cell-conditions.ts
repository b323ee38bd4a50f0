import type { Mapping } from '../config/mapping.js';
import { foldedWord } from '../contracts/accepted-words.js';
import { literal } from '../warehouse/sql-text.js';

/** SQL condition on a cell of a mapped file: nothing, or a word that means nothing there, stands in it. */
export function emptyCell(cell: string, { null_tokens }: Mapping): string {
  const nulls = null_tokens.length > 0 ? ` or cell_text(${cell}) in (${null_tokens.map(literal).join(', ')})` : '';
  return `cell_filled(cell_normal(${cell})) is null${nulls}`;
}

/** Words as the macro `cell_word` gives them, for the list behind `in`. */
export function wordList(words: readonly string[]): string {
  return words.map((word) => literal(foldedWord(word))).join(', ');
}
