import { expect, test } from 'vitest';
import { findMappings } from '../../pipeline/config/configuration-mappings.js';
import type { Mapping } from '../../pipeline/config/mapping.js';

const mappingFor = (files: string): Mapping => ({ files, dataset: 'tickets', columns: {}, values: {}, constants: {}, null_tokens: [] });

test.each([
  ['*.csv', 'crm/2026/cases.csv', true],
  ['*.csv', 'cases.csv.gz', false],
  ['crm/*.csv', 'crm/cases.csv', true],
  ['crm/*.csv', 'crm/2026/cases.csv', false],
  ['crm/**/*.csv', 'crm/cases.csv', true],
  ['crm/**/*.csv', 'crm/2026/10/cases.csv', true],
  ['crm/**', 'crm/2026/cases.csv', true],
  ['case?_*.{csv,xlsx}', 'a/CASES_1.XLSX', true],
  ['工单(新).csv', '工单(新).csv', true],
  ['a.b', 'axb', false],
  ['cases', 'cases.csv', false],
  ['é.csv', 'e\u0301.csv', true],
])('pattern %s on %s: %s', (files, path, expected) => {
  expect(findMappings([mappingFor(files)], path).length > 0).toBe(expected);
});

test('the first mapping that fits is taken', () => {
  const [first, second] = [mappingFor('*.csv'), mappingFor('a.csv')];
  expect(findMappings([first, second], 'a.csv')[0]).toBe(first);
});
