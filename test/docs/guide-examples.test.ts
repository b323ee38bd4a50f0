import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseCalendar } from '../../pipeline/config/calendar.js';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { configurationSchema } from '../../pipeline/config/configuration-schema.js';
import { parsePolicy } from '../../pipeline/config/policy.js';
import type { Column } from '../../pipeline/contracts/contract.js';
import { contracts } from '../../pipeline/contracts/index.js';
import { rejectionCodes } from '../../pipeline/ingest/row-checks.js';
import { packageRoot } from '../../pipeline/package-root.js';

const guides = ['docs/user-guide.en.md', 'docs/user-guide.zh-CN.md'].map((path) => ({
  path,
  text: readFileSync(join(packageRoot, path), 'utf8'),
}));

describe.each(guides)('$path', ({ path, text }) => {
  test('lists every dataset with its required columns, by name or by header', () => {
    const rows = [...text.matchAll(/^\| `(\w+)`[^|]* \| [^|]+ \| ([^|]+) \|$/gm)].map(([, dataset = '', columns = '']) => [
      dataset,
      columns,
    ]);
    const required = contracts.map(({ dataset, columns }) => {
      const ofDataset = columns.filter((column) => column.required);
      const names = path.endsWith('.en.md') ? ofDataset.map(({ name }) => name).join(', ') : ofDataset.map(headerOf).join('、');
      return [dataset, names];
    });
    expect(rows.filter(([dataset]) => contracts.some((contract) => contract.dataset === dataset))).toEqual(required);
  });

  test('shows settings, a policy and a calendar that are understood', () => {
    const yaml = blocksOf(text, 'yaml');
    const policies = yaml.filter((block) => /^(packs|clocks):/m.test(block));
    expect([yaml.length - policies.length, policies.length, blocksOf(text, 'json').length]).toEqual([4, 2, 1]);
    for (const block of yaml.filter((each) => !policies.includes(each)))
      expect(() => parseConfiguration(block, 'guide.yaml')).not.toThrow();
    for (const block of policies) expect(() => parsePolicy(block, 'guide.yaml')).not.toThrow();
    for (const block of blocksOf(text, 'json')) expect(() => parseCalendar(block, 'guide.json')).not.toThrow();
  });

  test('lists every key of the configuration and no other', () => {
    const [section = ''] = text.split(/^## (?:Configuration|配置)$/m)[1]?.split(/^### /m) ?? [];
    const rows = [...section.matchAll(/^\| (`[a-z_.<>`、, \p{L}]+`) \| [^|]+ \| [^|]+ \|$/gmu)].map(([, keys = '']) => keys);
    const named = rows.flatMap((keys) => [...keys.matchAll(/`([a-z_.]+?)(?:\.<[^`]*)?`/g)].map(([, key = '']) => key));
    expect(new Set(named)).toEqual(new Set(configurationKeys()));
  });

  test('lists every code of rejection, in the order in which they count', () => {
    const table = text.slice(text.indexOf('| `undecodable`'), text.indexOf('| `time_order`') + 15);
    const named = [...table.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code);
    expect(named).toEqual(rejectionCodes);
  });
});

test('README.md shows settings that are understood', () => {
  const blocks = blocksOf(readFileSync(join(packageRoot, 'README.md'), 'utf8'), 'yaml');
  expect(blocks.length).toBe(1);
  for (const block of blocks) expect(() => parseConfiguration(block, 'readme.yaml')).not.toThrow();
});

/** The header of a column: its own, else that of the dataset that gives the column one. */
function headerOf({ name, headers = [] }: Column): string {
  const anywhere = contracts.flatMap(({ columns }) =>
    columns.filter((column) => column.name === name).flatMap((column) => column.headers ?? []),
  );
  return [...headers, ...anywhere][0] ?? '';
}

function blocksOf(text: string, language: string): string[] {
  const pattern = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\``, 'gm');
  return [...text.matchAll(pattern)].map(([, indent = '', block = '']) => block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

/** Keys as the guides list them: groups by their settings, but for those whose settings are columns. */
function configurationKeys(): string[] {
  return Object.entries(configurationSchema.shape).flatMap(([key, schema]) => {
    const group = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
    if (!(group instanceof z.ZodObject) || ['enums', 'columns'].includes(key)) return [key];
    return Object.keys(group.shape).map((name) => `${key}.${name}`);
  });
}
