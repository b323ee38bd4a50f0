import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../pipeline/package-root.js';
import { escapeHtml, type Html } from '../html.js';
import type { Locale } from './formats.js';

/** A page that needs nothing but itself: the stylesheet inline and allowed by its hash, no script, no request. */
export function renderDocument(parts: {
  locale: Locale;
  title: string;
  /** Printed at the head of each page. */
  running: readonly (string | null)[];
  /** `{page}` and `{pages}` are replaced, printed at the foot. */
  pages: string;
  body: Html;
}): string {
  const style = `${readFileSync(join(packageRoot, 'reports', 'theme', 'report.css'), 'utf8')}${printMargins(parts.running, parts.pages)}`;
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="${parts.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(parts.title)}</title>
<style>${style}</style>
</head>
<body>
${parts.body.markup}</body>
</html>
`;
}

/** Running head and page numbers: margin boxes of CSS Paged Media, which Chromium prints since version 131. */
function printMargins(running: readonly (string | null)[], pages: string): string {
  const head = cssString(running.filter((text) => text !== null && text !== '').join(' · '));
  const foot = pages
    .split(/(\{pages?\})/)
    .filter((part) => part !== '')
    .map((part) => (part === '{page}' ? 'counter(page)' : part === '{pages}' ? 'counter(pages)' : cssString(part)))
    .join(' ');
  return `@page{@top-left{content:${head}}@bottom-right{content:${foot}}}\n`;
}

/** A CSS string in which only letters and digits stand for themselves; no text can end it or the style element. */
function cssString(text: string): string {
  const escaped = text.replace(/[^\p{L}\p{N}]/gu, (character) => `\\${(character.codePointAt(0) ?? 0xfffd).toString(16)} `);
  return `"${escaped}"`;
}
