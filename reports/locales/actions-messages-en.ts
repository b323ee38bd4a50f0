import type { actionsSentencesZhCn } from './actions-messages-zh-cn.js';

export const actionsSentencesEn: Readonly<Record<keyof typeof actionsSentencesZhCn, string>> = {
  'actions.no_due': 'no due date',
  'actions.first_due': ', first {due}',
  'actions.moved': 'moved {moves} {moves#time|times}',
  'actions.carried_over': 'carried over',
  'actions.flow': '{before} open before + {opened} opened − {closed} closed = {open} open. ',
  'actions.overdue_ages': 'Overdue by days: {ages}.',
  'actions.overdue_age': '{days}: {actions}',
  'actions.cell': 'Cell',
  'actions.finding_text': 'What is wrong, and what to do',
  'actions.findings': '{count} {count#place|places} in the register to look at',
  'actions.findings_note': 'Until then each row counts as it says; what was typed stays as it is.',
  'actions.findings_table': 'Findings in the register',
};
