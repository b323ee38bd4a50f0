import type { Locale } from '../theme/formats.js';
import { definitionsEn } from './definitions-en.js';
import { definitionsZhCn } from './definitions-zh-cn.js';
import { figureNamesEn } from './figure-names-en.js';
import { figureNamesZhCn } from './figure-names-zh-cn.js';
import { sentencesEn } from './messages-en.js';
import { sentencesZhCn } from './messages-zh-cn.js';
import { restatementsEn } from './restatements-en.js';
import { restatementsZhCn } from './restatements-zh-cn.js';
import { termsEn } from './terms-en.js';
import { termsZhCn } from './terms-zh-cn.js';

export type MessageKey = keyof typeof sentencesZhCn | keyof typeof termsZhCn | keyof typeof restatementsZhCn | keyof typeof figureNamesZhCn;

export const messages: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = {
  'zh-CN': { ...sentencesZhCn, ...termsZhCn, ...restatementsZhCn, ...figureNamesZhCn },
  en: { ...sentencesEn, ...termsEn, ...restatementsEn, ...figureNamesEn },
};

/** What each family of figures means (see definitionFamily), and each clock as `clock.<clock>`. */
export function definitionsOf(locale: Locale): Readonly<Record<string, string>> {
  return locale === 'en' ? definitionsEn : definitionsZhCn;
}
