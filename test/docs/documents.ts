import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../pipeline/package-root.js';

export interface Document {
  /** Path below the package, with `/`. */
  readonly path: string;
  readonly text: string;
}

const besides = ['fixtures/README.md', 'fixtures/defects/README.md', 'benchmark/README.md'];

/** The papers of the house: those beside package.json, everything below docs/, and what stands beside fixtures and benchmark. */
export function readDocuments(): Document[] {
  const below = readdirSync(join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' }).map(
    (path) => `docs/${path.replaceAll('\\', '/')}`,
  );
  const paths = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...besides,
    ...below.filter((path) => path.endsWith('.md')),
  ];
  return paths.sort().map((path) => ({ path, text: readFileSync(join(packageRoot, path), 'utf8') }));
}

/** The workflow files that are ready to be copied. */
export function readWorkflows(): Document[] {
  const paths = readdirSync(join(packageRoot, 'docs', 'ci')).map((name) => `docs/ci/${name}`);
  return paths.map((path) => ({ path, text: readFileSync(join(packageRoot, path), 'utf8') }));
}

/** The `fieldreview` command lines of a text in its order, from blocks, spans and scripts of workflows, as they are written. */
export function commandLinesOf(text: string): string[] {
  const begin = /^(?:- )?(?:run: )?(?:npx )?(fieldreview [a-z-].*)$/;
  return linesOf(text).flatMap(({ line, isCode }) => {
    const pieces = isCode ? [line.trim()] : [...line.matchAll(/`([^`\n]+)`/g)].map((span) => span[1] ?? '');
    return pieces.flatMap((piece) => begin.exec(piece)?.[1] ?? []);
  });
}

/** Command lines with brackets or `|` outside quotes are synopses. */
export function isSynopsis(line: string): boolean {
  return /[[\]|…]|\.\.\./.test(line.replace(/"[^"]*"/g, ''));
}

/** The lines of a text, each with whether it is code: fenced, or indented by four. */
function linesOf(text: string): { line: string; isCode: boolean }[] {
  let isFenced = false;
  return text.split('\n').flatMap((line) => {
    if (!/^\s*```/.test(line)) return [{ line, isCode: isFenced || /^ {4,}\S/.test(line) }];
    isFenced = !isFenced;
    return [];
  });
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
