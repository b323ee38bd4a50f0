import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { type RegisterMessageKey, registerMessages } from '../../reports/locales/register-messages.js';

const keys = Object.keys(registerMessages['zh-CN']) as RegisterMessageKey[];

test('sentences of the register have the same values to fill in in both languages, and are English in English', () => {
  const values = (text: string): string => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join(' ');
  expect(keys.filter((key) => values(registerMessages.en[key]) !== values(registerMessages['zh-CN'][key]))).toEqual([]);
  expect(keys.filter((key) => /[\u2E80-\u9FFF\uFF00-\uFFEF]/.test(registerMessages.en[key]))).toEqual([]);
});

test('are each used, findings by their code', () => {
  const folder = join(packageRoot, 'pipeline', 'register');
  const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const isUsed = (key: string): boolean =>
    sources.some((text) => text.includes(`'${key}'`) || text.includes(`'${key.replace('register.', '')}'`));
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});
