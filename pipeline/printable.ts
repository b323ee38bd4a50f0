import { literal } from './warehouse/sql-text.js';

/** Control and formatting characters, which a terminal would obey, line breaks included. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text of the exports as a terminal may show it, in one line: `\u{1b}` for an escape. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, escaped);
}

/** What a terminal obeys in a text of several lines: all controls but line feed and tab, and what turns the direction of text. */
const obeyed = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** The last look at all that is printed: nothing a terminal would obey, whatever the text came from. */
export function printableLines(text: string): string {
  return text.replaceAll(obeyed, escaped);
}

/** A document as JSON that is the same to its readers, and that no terminal obeys. */
export function printableJson(document: unknown): string {
  return JSON.stringify(document, null, 2).replace(obeyed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** An SQL literal without characters a terminal would obey: `'a' || chr(27) || 'b'`. */
export function printableLiteral(text: string): string {
  const parts = text.split(/([\p{Cc}\p{Cf}\p{Zl}\p{Zp}])/u).filter((part, index) => part !== '' || index === 0);
  const pieces = parts.map((part) => (part.search(unprintable) < 0 ? literal(part) : `chr(${part.codePointAt(0)})`));
  return pieces.length === 1 ? (pieces[0] ?? "''") : `(${pieces.join(' || ')})`;
}
