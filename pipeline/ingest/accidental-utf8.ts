import { readFileSync, statSync } from 'node:fs';

/** A larger file of GB18030 has too many characters to be valid UTF-8 by accident: one in four is. */
const largestAccident = 16 * 1024;

/**
 * What a file that is valid UTF-8 shows of being it by accident: a few characters of GB18030 whose bytes pass for two-byte UTF-8, as in the
 * well-known 联通. Read as UTF-8 they are letters of several scripts side by side, with no plain letter or digit next to them, which no language
 * writes. Returns the first such run, '' for none; whether it is Chinese instead is another question.
 */
export function accidentalRun(path: string): string {
  if (statSync(path).size > largestAccident) return '';
  const text = readFileSync(path, 'utf8');
  if (/[\u0800-\u{10ffff}]/u.test(text)) return '';
  const runs = text.match(/[a-z0-9]?[\u0080-\u07ff]+[a-z0-9]?/giu) ?? [];
  if (runs.some((run) => /[a-z0-9]/i.test(run))) return '';
  return runs.find((run) => new Set([...run].map(scriptOf)).size > 1) ?? '';
}

const scripts = ['Latin', 'Greek', 'Cyrillic', 'Armenian', 'Hebrew', 'Arabic', 'Syriac', 'Thaana', 'Nko'].map(
  (script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const,
);

function scriptOf(character: string): string {
  return scripts.find(([, pattern]) => pattern.test(character))?.[0] ?? '';
}
