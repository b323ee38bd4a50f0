import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { codeSpansOf, proseOf, readDocuments } from './documents.js';

const documents = readDocuments();
const folders = ['pipeline', 'queries', 'reports', 'fixtures', 'test', 'docs'];
const knownPaths = folders.flatMap((folder) => [folder, ...pathsBelow(folder)]);

describe.each(documents)('$path', ({ path, text }) => {
  test('links to what is there', () => {
    expect(linksOf(text).filter((link) => !leadsSomewhere(path, link))).toEqual([]);
  });

  test('names files that are there', () => {
    expect(pathsNamedIn(text).filter((named) => !isThere(named))).toEqual([]);
  });
});

test('ARCHITECTURE.md says what lies in every folder of pipeline/ and beside it', () => {
  const { text = '' } = documents.find(({ path }) => path === 'ARCHITECTURE.md') ?? {};
  const table = text.slice(text.indexOf('| folder |'), text.indexOf('## How a file'));
  const parts = readdirSync(join(packageRoot, 'pipeline'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const places = [
    ...parts.map(({ name }) => `pipeline/${name}/`),
    ...folders.filter((name) => name !== 'pipeline').map((name) => `${name}/`),
  ];
  expect(places.filter((place) => !table.includes(`\`${place}\``))).toEqual([]);
});

test('pictures are in use, and at most 200 KB each', () => {
  const pictures = pathsBelow('docs/pictures').filter((path) => path.endsWith('.png'));
  expect(pictures.length).toBeGreaterThan(0);
  expect(pictures.filter((path) => statSync(join(packageRoot, path)).size > 200_000)).toEqual([]);
  const linked = documents.flatMap(({ path, text }) => linksOf(text).map((link) => posix.join(dirname(path), link)));
  expect(pictures.filter((path) => !linked.includes(path))).toEqual([]);
});

test('decisions are numbered without gaps', () => {
  const numbers = readdirSync(join(packageRoot, 'docs', 'decisions')).map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1] ?? name);
  expect(numbers.sort()).toEqual(numbers.map((_number, index) => String(index + 1).padStart(4, '0')));
});

test('what is missing is noticed', () => {
  expect(leadsSomewhere('docs/privacy.md', 'data-contracts.md')).toBe(true);
  expect(leadsSomewhere('docs/privacy.md', 'no-such-page.md')).toBe(false);
  expect(leadsSomewhere('README.md', 'docs/user-guide.en.md#no-such-heading')).toBe(false);
  expect(leadsSomewhere('docs/figures.zh-CN.md', 'user-guide.zh-CN.md#数字从哪里来')).toBe(true);
  expect(linksOf('![a picture](docs/pictures/none.png) and [a page](none.md)')).toEqual(['docs/pictures/none.png', 'none.md']);
  expect(['pipeline/cli.ts', 'pipeline/ingest/', 'queries/metrics/*.sql', 'test/queries/<model>/<case>'].map(isThere)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['pipeline/no-such-file.ts', 'queries/metrics/*.no', 'pipeline/cli.ts/'].map(isThere)).toEqual([false, false, false]);
});

function linksOf(text: string): string[] {
  const links = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)/g)].map((link) => link[1] ?? '');
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

/** Whether a relative link leads to a file or folder and, with `#`, to a heading of it. */
function leadsSomewhere(from: string, link: string): boolean {
  const [target = '', anchor] = link.split('#');
  const path = target === '' ? from : posix.join(dirname(from), decodeURIComponent(target));
  if (!existsSync(join(packageRoot, path))) return false;
  return anchor === undefined || anchorsOf(readFileSync(join(packageRoot, path), 'utf8')).includes(decodeURIComponent(anchor));
}

/** Anchors of headings as forges make them: lower case, spaces to hyphens, other signs dropped. */
function anchorsOf(text: string): string[] {
  const headings = [...proseOf(text).matchAll(/^#+ (.+)$/gm)].map((heading) => heading[1] ?? '');
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Words of code spans that begin with a folder of the house. */
function pathsNamedIn(text: string): string[] {
  const words = codeSpansOf(text).flatMap((span) => span.split(/\s+/));
  return words.filter((word) => folders.some((folder) => word.startsWith(`${folder}/`)));
}

/** Whether a path is there; `*` and `<name>` stand for any name, a slash at the end for a folder. */
function isThere(named: string): boolean {
  const parts = named.replace(/\/$/, '').split(/\*|<[^>]*>/);
  const pattern = new RegExp(`^${parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[^/]*')}$`);
  const found = knownPaths.filter((path) => pattern.test(path));
  return found.some((path) => !named.endsWith('/') || statSync(join(packageRoot, path)).isDirectory());
}

function pathsBelow(folder: string): string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).map(
    (path) => `${folder}/${path.replaceAll('\\', '/')}`,
  );
}
