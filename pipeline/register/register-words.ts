import { type RegisterMessageKey, registerMessages } from '../../reports/locales/register-messages.js';
import type { Locale } from '../../reports/theme/formats.js';
import type { Configuration } from '../config/configuration.js';
import { acceptedWords, enumerationOf, foldedWord } from '../contracts/accepted-words.js';
import type { Column } from '../contracts/contract.js';
import { columnOf } from '../contracts/index.js';
import { normalHeader } from '../ingest/header-names.js';
import { chineseHeader } from '../ingest/headers.js';
import { registerContract } from './register-contract.js';

/** The language a workbook is written in, and the words the configuration accepts. */
export interface RegisterLanguage {
  readonly locale: Locale;
  readonly enums: Configuration['enums'];
}

export function registerText(locale: Locale, key: RegisterMessageKey, values: Readonly<Record<string, string>> = {}): string {
  return registerMessages[locale][key].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** Chinese headers, or the names of the contract. */
export function headerOf(column: string, locale: Locale): string {
  return locale === 'en' ? column : chineseHeader(columnOf(registerContract, column));
}

export function isRemarkHeader(header: string): boolean {
  const locales: readonly Locale[] = ['zh-CN', 'en'];
  return locales.some((locale) => normalHeader(header) === normalHeader(registerText(locale, 'register.remark')));
}

/** Canonical values of a list with the word the workbook has for each: the first that is read back as the same value. */
export function listWords(column: Column, { locale, enums }: RegisterLanguage): Map<string, string> {
  const accepted = acceptedWords(column, enums);
  return new Map(
    Object.entries(enumerationOf(column) ?? {}).map(([canonical, words]) => {
      const choices = locale === 'en' ? [canonical, ...words] : [...words, canonical];
      return [canonical, choices.find((word) => accepted.get(foldedWord(word)) === canonical) ?? canonical];
    }),
  );
}

/** A cell as people read it. */
export function shownValue(column: string, value: string | null, language: RegisterLanguage): string {
  if (value === null) return registerText(language.locale, 'register.empty');
  return listWords(columnOf(registerContract, column), language).get(value) ?? value;
}
