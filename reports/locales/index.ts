import type { Locale } from '../theme/formats.js';
import { actionsSentencesEn } from './actions-messages-en.js';
import { actionsSentencesZhCn } from './actions-messages-zh-cn.js';
import { definitionsEn } from './definitions-en.js';
import { definitionsZhCn } from './definitions-zh-cn.js';
import { drawingWordsEn } from './drawing-words-en.js';
import { drawingWordsZhCn } from './drawing-words-zh-cn.js';
import { figureNamesEn } from './figure-names-en.js';
import { figureNamesZhCn } from './figure-names-zh-cn.js';
import { frontEn } from './front-en.js';
import { frontZhCn } from './front-zh-cn.js';
import { sentencesEn } from './messages-en.js';
import { productAndServiceEn } from './messages-product-and-service-en.js';
import { productAndServiceZhCn } from './messages-product-and-service-zh-cn.js';
import { sentencesZhCn } from './messages-zh-cn.js';
import { restatementsEn } from './restatements-en.js';
import { restatementsZhCn } from './restatements-zh-cn.js';
import { reviewEn } from './review-en.js';
import { reviewZhCn } from './review-zh-cn.js';
import { scopeWordsEn } from './scope-words-en.js';
import { scopeWordsZhCn } from './scope-words-zh-cn.js';
import { suppliersEn } from './suppliers-en.js';
import { suppliersZhCn } from './suppliers-zh-cn.js';
import { termsEn } from './terms-en.js';
import { termsZhCn } from './terms-zh-cn.js';

const zhCn = {
  ...sentencesZhCn,
  ...frontZhCn,
  ...actionsSentencesZhCn,
  ...productAndServiceZhCn,
  ...reviewZhCn,
  ...suppliersZhCn,
  ...restatementsZhCn,
  ...drawingWordsZhCn,
  ...scopeWordsZhCn,
  ...figureNamesZhCn,
  ...termsZhCn,
};
const en = {
  ...sentencesEn,
  ...frontEn,
  ...actionsSentencesEn,
  ...productAndServiceEn,
  ...reviewEn,
  ...suppliersEn,
  ...restatementsEn,
  ...drawingWordsEn,
  ...scopeWordsEn,
  ...figureNamesEn,
  ...termsEn,
};

export type MessageKey = keyof typeof zhCn;

export const messages: Readonly<Record<Locale, Readonly<Record<MessageKey, string>>>> = { 'zh-CN': zhCn, en };

/** What each family of figures means (see definitionFamily), and each clock as `clock.<clock>`. */
export function definitionsOf(locale: Locale): Readonly<Record<string, string>> {
  return locale === 'en' ? definitionsEn : definitionsZhCn;
}
