import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseCalendar } from '../../pipeline/config/calendar.js';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { configurationSchema } from '../../pipeline/config/configuration-schema.js';
import { parsePolicy } from '../../pipeline/config/policy.js';
import { contractOf, contracts } from '../../pipeline/contracts/index.js';
import { rowJudge } from '../../pipeline/contracts/row-schema.js';
import { matchHeaders } from '../../pipeline/ingest/headers.js';
import { rejectionCodes } from '../../pipeline/ingest/row-checks.js';
import { packageRoot } from '../../pipeline/package-root.js';

const guides = ['docs/user-guide.en.md', 'docs/user-guide.zh-CN.md'].map((path) => ({
  path,
  text: readFileSync(join(packageRoot, path), 'utf8'),
}));

describe.each(guides)('$path', ({ text }) => {
  test('shows every dataset by a row that is loaded, its required columns among the headers', () => {
    const examples = [...text.matchAll(/\*\*[^*\n]*`(\w+)`\*\*[^`]*(?:`[^`\n]*`[^`]*)*?```csv\n([\s\S]*?)```/g)];
    expect(examples.map(([, dataset]) => dataset)).toEqual(contracts.map(({ dataset }) => dataset));
    for (const [, dataset = '', csv = ''] of examples) expect(faultsOf(dataset, csv), dataset).toEqual([]);
  });

  test('shows settings, a policy and a calendar that are understood', () => {
    const yaml = blocksOf(text, 'yaml');
    const policies = yaml.filter((block) => /^(packs|clocks):/m.test(block));
    expect([yaml.length - policies.length, policies.length, blocksOf(text, 'json').length]).toEqual([3, 1, 1]);
    for (const block of yaml.filter((each) => !policies.includes(each)))
      expect(() => parseConfiguration(block, 'guide.yaml')).not.toThrow();
    for (const block of policies) expect(() => parsePolicy(block, 'guide.yaml')).not.toThrow();
    for (const block of blocksOf(text, 'json')) expect(() => parseCalendar(block, 'guide.json')).not.toThrow();
  });

  test('lists every key of the configuration and no other', () => {
    const rows = [...text.matchAll(/^\| (`[a-z_.<>`、, \p{L}]+`) \| [^|]+ \| [^|]+ \|$/gmu)].map(([, keys = '']) => keys);
    const named = rows.flatMap((keys) => [...keys.matchAll(/`([a-z_.]+?)(?:\.<[^`]*)?`/g)].map(([, key = '']) => key));
    expect(new Set(named)).toEqual(new Set(configurationKeys()));
  });

  test('lists every code of rejection, in the order in which they count', () => {
    const table = text.slice(text.indexOf('| `undecodable`'), text.indexOf('| `time_order`') + 15);
    const named = [...table.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code);
    expect(named).toEqual(rejectionCodes);
  });
});

function blocksOf(text: string, language: string): string[] {
  const pattern = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\``, 'gm');
  return [...text.matchAll(pattern)].map(([, indent = '', block = '']) => block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

/** What is wrong with the first row of an example: its faults, and headers no column knows. */
function faultsOf(dataset: string, csv: string): unknown[] {
  const contract = contractOf(dataset);
  const [headers = [], cells = []] = Papa.parse<string[]>(csv.trim()).data;
  const { positions, unknown, missing } = matchHeaders(contract, headers, { aliases: {} });
  const row = Object.fromEntries([...positions].map(([column, position]) => [column, cells[position] ?? '']));
  const { faults } = rowJudge(contract, { zone: 'Asia/Shanghai' })(row);
  return [...unknown, ...missing, ...faults, ...(cells.length === headers.length ? [] : ['cells and headers differ in number'])];
}

/** Keys as the guides list them: groups by their settings, but for those whose settings are columns. */
function configurationKeys(): string[] {
  return Object.entries(configurationSchema.shape).flatMap(([key, schema]) => {
    const group = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
    if (!(group instanceof z.ZodObject) || ['enums', 'columns'].includes(key)) return [key];
    return Object.keys(group.shape).map((name) => `${key}.${name}`);
  });
}
