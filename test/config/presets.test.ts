import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { mappingSettings } from '../../pipeline/config/mapping-schema.js';
import { presetNames, readPreset } from '../../pipeline/config/presets.js';
import { packageRoot } from '../../pipeline/package-root.js';

const schema = z.strictObject({
  title: z.string().min(1),
  sources: z
    .array(
      z.strictObject({ where: z.string().min(1), kind: z.enum(['documented', 'api_fields', 'observed']), note: z.string().optional() }),
    )
    .min(1),
  notes: z.array(z.string().min(1)).min(1),
  mapping: z.strictObject(mappingSettings),
});

describe.each(presetNames())('the preset %s', (name) => {
  test('says where its headers come from, and is a mapping that is understood', () => {
    expect(() => schema.parse(readPreset(name))).not.toThrow();
    expect(() => parseConfiguration(`mappings:\n  - { preset: ${name}, files: '*' }\n`, 'f.yaml')).not.toThrow();
  });

  test('translates into values of the contract only, and maps every column it translates', () => {
    const { columns = {}, values = {}, computed = {} } = readPreset(name)?.mapping ?? {};
    expect(Object.keys(values).filter((column) => !Object.hasOwn({ ...columns, ...computed }, column))).toEqual([]);
  });

  test('has a fixture and stands in both guides', () => {
    expect(readdirSync(join(packageRoot, 'fixtures', 'presets'))).toContain(name);
    for (const guide of ['docs/user-guide.en.md', 'docs/user-guide.zh-CN.md']) {
      expect(readFileSync(join(packageRoot, guide), 'utf8'), guide).toContain(`\`${name}\``);
    }
  });
});

test('what a user says of a column replaces what the preset says; words are added', () => {
  const [mapping] = parseConfiguration(
    `mappings:
  - preset: freshdesk
    files: '*.csv'
    columns: { completed_at: Closed time }
    constants: { channel: web }
    values: { category: { Warranty: quality, Problem: other } }
    null_tokens: ['--']
    filters: [{ column: Type, not_in: [Spam] }]
`,
    'f.yaml',
  ).mappings;
  expect(mapping).toMatchObject({
    preset: 'freshdesk',
    dataset: 'tickets',
    columns: { ticket_id: 'Ticket ID', completed_at: 'Closed time' },
    constants: { channel: 'web' },
    values: { category: { Warranty: 'quality', Problem: 'other', Question: 'usage' } },
    null_tokens: ['--'],
    filters: [{ column: 'Type', not_in: ['Spam'] }],
  });
  expect(mapping?.columns).not.toHaveProperty('channel');
  expect(mapping).not.toHaveProperty('computed');
});
