import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderDatasetsPage } from '../../pipeline/contracts/datasets-page.js';
import { contracts } from '../../pipeline/contracts/index.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { exampleFolder } from '../run/example.js';

describe.each(['zh-CN', 'en'] as const)('docs/datasets.%s.md', (locale) => {
  const page = renderDatasetsPage(locale, (path) => readFileSync(join(exampleFolder, path), 'utf8'));
  const sections = page.split('\n## ').slice(1);

  test('is what contracts and example say; after a change of either run this file with -u', async () => {
    await expect(page).toMatchFileSnapshot(join(packageRoot, 'docs', `datasets.${locale}.md`));
  });

  test('has every dataset', () => {
    expect(sections.map((section) => /^\w+/.exec(section)?.[0])).toEqual(contracts.map(({ dataset }) => dataset));
  });

  test.each(contracts.map((contract, index) => ({ dataset: contract.dataset, contract, index })))(
    'shows two rows of $dataset with every required column filled',
    ({ contract, index }) => {
      const rows = [...(sections[index] ?? '').matchAll(/^\| (?:\*\*)?`(\w+)`(?:\*\*)? \| [^|]* \| ([^|]*) \| ([^|]*) \|$/gm)];
      for (const { name } of contract.columns.filter(({ required }) => required)) {
        const [, , first = '', second = ''] = rows.find(([, column]) => column === name) ?? [];
        expect([first.trim(), second.trim()], name).not.toContain('');
      }
    },
  );
});
