import type { Locale } from '../theme/formats.js';
import { registerSentencesEn } from './register-messages-en.js';
import { registerSentencesZhCn } from './register-messages-zh-cn.js';

export type RegisterMessageKey = keyof typeof registerSentencesZhCn;

/** Words of the living register: in the workbook, on the page, in the closing lines of a run. */
export const registerMessages: Readonly<Record<Locale, Readonly<Record<RegisterMessageKey, string>>>> = {
  'zh-CN': registerSentencesZhCn,
  en: registerSentencesEn,
};
