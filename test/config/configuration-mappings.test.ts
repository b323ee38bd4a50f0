import { expect, test } from 'vitest';
import type { Mapping } from '../../pipeline/config/configuration.js';
import { findMapping } from '../../pipeline/config/configuration-mappings.js';

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
  expect(findMapping([mappingFor(files)], path) !== undefined).toBe(expected);
});

test('the first mapping that fits is taken', () => {
  const [first, second] = [mappingFor('*.csv'), mappingFor('a.csv')];
  expect(findMapping([first, second], 'a.csv')).toBe(first);
});
