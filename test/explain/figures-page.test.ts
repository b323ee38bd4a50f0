import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderFiguresPage } from '../../pipeline/explain/figures-page.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { definitionsOf } from '../../reports/locales/index.js';

describe.each(['zh-CN', 'en'] as const)('docs/figures.%s.md', (locale) => {
  const page = renderFiguresPage(locale);

  test('is what explain says; after a change of a definition run this file with -u', async () => {
    await expect(page).toMatchFileSnapshot(join(packageRoot, 'docs', `figures.${locale}.md`));
  });

  test('has every definition of the report and of explain', () => {
    const lacking = Object.entries(definitionsOf(locale)).filter(([, definition]) => !page.includes(definition));
    expect(lacking).toEqual([]);
  });

  test('says of every figure its unit, exports and file', () => {
    const cells = page.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.split(' | ')] : []));
    expect(cells.length).toBeGreaterThan(100);
    expect(cells.filter((row) => row.some((cell) => /^\s*\|?\s*$/.test(cell) || cell.includes('undefined')))).toEqual([]);
  });
});
