import type { registerSentencesZhCn } from './register-messages-zh-cn.js';

export const registerSentencesEn: Readonly<Record<keyof typeof registerSentencesZhCn, string>> = {
  'register.sheet': 'actions',
  'register.remark': 'remark (automatic)',
  'register.proposal': 'proposal: give it an owner or a due date to make it an action; to decline it, set the status to cancelled',
  'register.missing':
    'the newest export does not list this action: reported as missing. Edit any cell to keep it here, or set the status to cancelled',
  'register.conflict':
    '"{column}" is {found} here and {exported} in the export {file}; this register counts. Enter the value of the export, or correct the export',
  'register.unreadable_cell': '"{column}": "{found}" is not {expected}; the row counts as before. Correct the cell',
  'register.missing_cell': '"{column}" must be filled; the row counts as before',
  'register.time_order': '"{column}" {found} lies before "{other}"; the row counts as before. Correct it',
  'register.duplicate_id': 'this action_id stands in several rows; the action counts as before. Keep one row, or number the other anew',
  'register.missing_id': 'the row has no action_id and does not count. Number it',
  'register.deleted_row':
    'the row was deleted; no action may vanish, so it is listed again. Edit any cell to keep it, or set the status to cancelled',
  'register.unreadable_workbook':
    'the register cannot be read ({found}); what was last known counts, and the file is left alone. Mend it, or move it away and run again',
  'register.unlisted_proposals':
    '{found} important problems have no action; this register proposes one for {most} of them: batch problems, then those with the most defective units. All are in tables/action_proposals.parquet of the period; add a row for any that is not listed',
  'register.empty': 'empty',
  'register.expected.date': 'a date such as 2026-10-03',
  'register.expected.id': 'an identifier with all its digits (format the column as text)',
  'register.expected.list': 'one of {words}',
  'register.ask_date': 'a date, such as 2026-10-03',
  'register.ask_list': 'choose from the list',
  'register.proposal_title': 'find the cause and improve: {subject}, {rate}',
  'register.proposal_rate': 'defect rate {rate} % ({affected}/{denominator})',
  'register.proposal_units': '{affected} nonconforming',
  'register.proposal_unknown': 'quantity unknown',
  'register.proposal_repeated': ', repeated within 12 months with a consequence',
  'register.proposal_lot': 'lot {lot}',
  'register.proposal_slip': 'quality slip {slip}',
  'register.proposal_note': 'proposed by the report on {period}: important information without an action',
};
