import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configurationJsonSchema } from '../../pipeline/config/configuration-json-schema.js';
import { renderContractsPage } from '../../pipeline/contracts/document.js';
import { contracts } from '../../pipeline/contracts/index.js';
import { jsonSchemaOf } from '../../pipeline/contracts/json-schema.js';
import { packageRoot } from '../../pipeline/package-root.js';

const page = renderContractsPage();

test('docs/data-contracts.md is what the contracts say; after a change of a contract run this file with -u', async () => {
  await expect(page).toMatchFileSnapshot(join(packageRoot, 'docs', 'data-contracts.md'));
});

test('every column has its line in the section of its dataset', () => {
  const sections = page.split('\n## ').slice(1);
  expect(sections.map((section) => section.split('\n')[0])).toEqual(contracts.map((contract) => contract.dataset));
  for (const [index, contract] of contracts.entries()) {
    for (const column of contract.columns)
      expect(sections[index]).toMatch(new RegExp(`^\\| \`${column.name}\` \\|.*${column.required ? 'required' : ''}`, 'm'));
  }
});

test('headers introduced in one dataset are shown wherever the column is', () => {
  const complaints = page.slice(page.indexOf('\n## complaints'), page.indexOf('\n## actions'));
  expect(complaints).toMatch(/^\| `lot_no` \| 批次号、生产批次、批号 \|/m);
});

test.each(contracts.map((contract) => [contract.dataset, contract] as const))(
  'docs/schemas/%s.json is the JSON Schema of the contract',
  async (dataset, contract) => {
    await expect(`${JSON.stringify(jsonSchemaOf(contract), null, 2)}\n`).toMatchFileSnapshot(
      join(packageRoot, 'docs', 'schemas', `${dataset}.json`),
    );
  },
);

test('docs/schemas/configuration.json is the JSON Schema of the configuration', async () => {
  await expect(`${JSON.stringify(configurationJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    join(packageRoot, 'docs', 'schemas', 'configuration.json'),
  );
});
