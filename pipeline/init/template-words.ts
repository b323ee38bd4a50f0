import type { Locale } from '../../reports/theme/formats.js';
import type { Column, ColumnKind } from '../contracts/contract.js';
import { chineseHeader } from '../ingest/headers.js';

interface TemplateWords {
  readonly required: string;
  readonly optional: string;
  readonly how: string;
  readonly choices: string;
  readonly between: string;
  readonly endOfDay: string;
  readonly askChoice: string;
  readonly kinds: Readonly<Record<ColumnKind, string>>;
}

/** What the notes and prompts of the templates say. */
export const templateWords: Readonly<Record<Locale, TemplateWords>> = {
  'zh-CN': {
    required: '必填。',
    optional: '可以不填，也可以删掉这一列。',
    how: '填法：',
    choices: '可填：',
    between: '、',
    endOfDay: '只写日期，算到当天 23:59:59。',
    askChoice: '请从列表里选。',
    kinds: {
      id: '编号，按文本填',
      text: '文字',
      enum: '列表里的一个词',
      boolean: '列表里的一个词',
      time: '时间，如 2026-10-03 09:30',
      date: '日期，如 2026-10-03',
      integer: '整数',
      money: '金额，如 1200.50',
    },
  },
  en: {
    required: 'Required.',
    optional: 'May be left empty; the column may be deleted.',
    how: 'To be written as ',
    choices: 'One of: ',
    between: ', ',
    endOfDay: 'A date alone is the end of that day, 23:59:59.',
    askChoice: 'Choose from the list.',
    kinds: {
      id: 'an identifier, as text',
      text: 'text',
      enum: 'a word of the list',
      boolean: 'a word of the list',
      time: 'a time such as 2026-10-03 09:30',
      date: 'a date such as 2026-10-03',
      integer: 'a whole number',
      money: 'an amount such as 1200.50',
    },
  },
};

export function templateHeader(column: Column, locale: Locale): string {
  return locale === 'en' ? column.name : chineseHeader(column);
}
