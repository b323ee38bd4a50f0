import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../pipeline/package-root.js';
import { escapeHtml, type Html, shownText } from '../html.js';
import type { Locale } from './formats.js';

/**
 * A page that needs nothing but itself: stylesheet and script inline, each allowed by its hash, and no request. It is
 * whole without the script, which adds what paper has not.
 */
export function renderDocument(parts: {
  locale: Locale;
  title: string;
  /** Printed at the head of each page. */
  running: readonly (string | null)[];
  /** `{page}` and `{pages}` are replaced, printed at the foot. */
  pages: string;
  body: Html;
  /** What the script says, by name; without it the page has no script. */
  words?: Readonly<Record<string, string>>;
  /** What else the scripts read: each a JSON document in an element of that id. */
  data?: Readonly<Record<string, unknown>>;
}): string {
  const style = `${readFileSync(join(packageRoot, 'reports', 'theme', 'report.css'), 'utf8')}${printMargins(parts.running, parts.pages)}`;
  const script = parts.words === undefined ? '' : readScripts();
  const policy = [
    "default-src 'none'",
    `style-src ${sourceHash(style)}`,
    ...(script === '' ? [] : [`script-src ${sourceHash(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${parts.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(shownText(parts.title))}</title>
<style>${style}</style>
</head>
<body>
${parts.body.markup}${parts.words === undefined ? '' : scriptElements({ ...parts.data, words: parts.words }, script)}</body>
</html>
`;
}

const scripts = ['figure-card.js', 'live-tables.js', 'rail.js', 'scope-chooser.js', 'mark-tip.js'];

function readScripts(): string {
  return scripts.map((file) => readFileSync(join(packageRoot, 'reports', 'script', file), 'utf8')).join('');
}

/** Words and figures are data, which no policy needs to allow; no text of theirs can end the element. */
function scriptElements(data: Readonly<Record<string, unknown>>, script: string): string {
  const elements = Object.entries(data).map(
    ([id, value]) => `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>\n`,
  );
  return `${elements.join('')}<script>${script}</script>\n`;
}

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Running head and page numbers: margin boxes of CSS Paged Media, which Chromium prints since version 131. */
function printMargins(running: readonly (string | null)[], pages: string): string {
  const head = cssString(shownText(running.filter((text) => text !== null && text !== '').join(' · ')));
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
