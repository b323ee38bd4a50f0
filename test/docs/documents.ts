import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../pipeline/package-root.js';

export interface Document {
  /** Path below the package, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The papers of the house: those beside package.json and everything below docs/. */
export function readDocuments(): Document[] {
  const below = readdirSync(join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' }).map(
    (path) => `docs/${path.replaceAll('\\', '/')}`,
  );
  const paths = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...below.filter((path) => path.endsWith('.md'))];
  return paths.sort().map((path) => ({ path, text: readFileSync(join(packageRoot, path), 'utf8') }));
}

/** Markdown without its code blocks, fenced or indented under a paragraph. */
export function proseOf(text: string): string {
  return text.replace(/^[ ]*```[\s\S]*?^[ ]*```/gm, '').replace(/^ {4,}\S.*$/gm, '');
}

/** Lines of the code blocks, fenced or indented. */
export function codeLinesOf(text: string): string[] {
  const fenced = [...text.matchAll(/^[ ]*```[^\n]*\n([\s\S]*?)^[ ]*```/gm)].flatMap((block) => (block[1] ?? '').split('\n'));
  const indented = text
    .replace(/^[ ]*```[\s\S]*?^[ ]*```/gm, '')
    .split('\n')
    .filter((line) => /^ {4,}\S/.test(line));
  return [...fenced, ...indented].map((line) => line.trim()).filter((line) => line !== '');
}

/** The code spans of the prose. */
export function codeSpansOf(text: string): string[] {
  return [...proseOf(text).matchAll(/`([^`\n]+)`/g)].map((span) => span[1] ?? '');
}
