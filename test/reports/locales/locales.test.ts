import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../pipeline/package-root.js';
import { definitionFamily } from '../../../reports/locales/definition-families.js';
import { definitionsOf, messages } from '../../../reports/locales/index.js';

const cjk = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]/;
const keys = Object.keys(messages['zh-CN']) as (keyof (typeof messages)['zh-CN'])[];

describe('messages', () => {
  test('are the same in both languages, with the same values to fill in', () => {
    expect(Object.keys(messages.en).sort()).toEqual([...keys].sort());
    const differing = keys.filter((key) => placeholders(messages.en[key]) !== placeholders(messages['zh-CN'][key]));
    expect(differing).toEqual([]);
  });

  test('are English in English', () => {
    expect(keys.filter((key) => cjk.test(messages.en[key]))).toEqual([]);
  });

  test('leave nothing untranslated in Chinese', () => {
    const same = keys.filter((key) => messages['zh-CN'][key] === messages.en[key] && /[A-Za-z]{2}/.test(messages.en[key]));
    expect(same).toEqual([]);
  });

  test('are each used', () => {
    const sources = sourcesBelow(join(packageRoot, 'reports'));
    const unused = keys.filter((key) => !sources.some((text) => text.includes(`'${key}'`)) && !isBuilt(key, sources));
    expect(unused).toEqual([]);
  });
});

describe('definitions', () => {
  test('exist in both languages', () => {
    expect(Object.keys(definitionsOf('en')).sort()).toEqual(Object.keys(definitionsOf('zh-CN')).sort());
    expect(Object.values(definitionsOf('en')).filter((text) => cjk.test(text))).toEqual([]);
  });

  test.each([
    ['sla.first_response.compliance[team=华东.二组]', 'sla.*.compliance'],
    ['satisfaction.effect.csat_low', 'satisfaction.*.csat_low'],
    ['satisfaction.nps', 'satisfaction.nps'],
    ['service.open_age.0_1[product=A\\]B]', 'service.open_age.0_1'],
    ['accounting.tickets.read', 'accounting.*.read'],
    ['tables.defects[group_id=lot:A:B].rate', 'tables.defects'],
  ])('of %s is that of %s', (id, family) => {
    expect(definitionFamily(id)).toBe(family);
    expect(definitionsOf('zh-CN')).toHaveProperty([family]);
  });
});

function placeholders(text: string): string {
  return [...new Set([...text.matchAll(/\{(\w+)(?:#|\})/g)].map((found) => found[1]))].sort().join();
}

/** Keys put together from a family and a code: `page.t(`section.${state}`)`, `page.term('clock', name)`. */
function isBuilt(key: string, sources: readonly string[]): boolean {
  const [family = '', ...rest] = key.split('.');
  const stem = rest.length > 1 ? `${family}.${rest.slice(0, -1).join('.')}.` : `${family}.`;
  return sources.some((text) => text.includes(`\`${stem}\${`) || text.includes(`\`${family}.\${`) || text.includes(`'${family}', `));
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('locales'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}
