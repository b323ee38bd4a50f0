import type { Locale } from '../../reports/theme/formats.js';
import type { Database } from '../warehouse/database.js';
import { emptyRow, filledCells, isUntouchedProposal, type RegisterRow } from './register-state.js';
import { registerText } from './register-words.js';

interface Proposal {
  readonly action_id: string;
  readonly source_id: string;
  readonly feedback_id: string | null;
  readonly model: string | null;
  readonly lot_no: string | null;
  readonly fault_code: string;
  readonly affected: number | null;
  readonly denominator: number | null;
  readonly rate: number | null;
  /** It came back within twelve months, with consequences. */
  readonly is_repeated: boolean;
  readonly opened_on: string;
}

/** Proposals a workbook lists at most: more of them nobody looks through, and a spreadsheet program takes minutes to open them. */
export const mostProposals = 10_000;

export interface ProposedActions {
  readonly rows: readonly RegisterRow[];
  /** Important groups without an action in all. */
  readonly unassigned: number;
}

/**
 * The rows with a proposal for each important group that has no action; of more than `mostProposals` batch problems first, then those with
 * the most units affected.
 * One made before keeps its date and note; one that nobody has touched goes when its group has an action or is important no more.
 */
export async function proposeActions(
  database: Database,
  rows: readonly RegisterRow[],
  about: { readonly period: string; readonly locale: Locale },
): Promise<ProposedActions> {
  const { unassigned } = await database.row<{ unassigned: number }>('select count(*) as unassigned from action_proposals');
  const proposals = await database.rows<Proposal>(
    // Lists and dates become objects, one by one.
    `select action_id, source_id, feedback_id, model, lot_no, fault_code, affected, denominator, rate,
      list_contains(reasons, 'repeat_with_consequence') as is_repeated, opened_on::varchar as opened_on
    from (from action_proposals order by class = 'batch' desc, affected desc nulls last, rate desc nulls last, action_id limit ${mostProposals})
    order by action_id`,
  );
  const known = new Map(rows.map((row) => [row.action_id, row]));
  const proposed = proposals.flatMap((proposal) => {
    const before = known.get(proposal.action_id);
    return before === undefined || isUntouchedProposal(before) ? [proposalRow(proposal, before, about)] : [];
  });
  return { rows: [...rows.filter((row) => !isUntouchedProposal(row)), ...proposed], unassigned };
}

function proposalRow(
  proposal: Proposal,
  before: RegisterRow | undefined,
  { period, locale }: { readonly period: string; readonly locale: Locale },
): RegisterRow {
  const { action_id, source_id, model, fault_code } = proposal;
  return {
    ...emptyRow,
    action_id,
    cells: filledCells({
      action_id,
      source_id,
      model,
      fault_code,
      title: title(proposal, locale),
      opened_on: before?.cells.opened_on ?? proposal.opened_on,
      status: 'open',
      note: before?.cells.note ?? registerText(locale, 'register.proposal_note', { period }),
    }),
  };
}

/** The problem with its rate and n. */
function title(proposal: Proposal, locale: Locale): string {
  const { feedback_id, lot_no, model, fault_code } = proposal;
  const place = feedback_id
    ? registerText(locale, 'register.proposal_slip', { slip: feedback_id })
    : registerText(locale, 'register.proposal_lot', { lot: lot_no ?? '' });
  const repeated = proposal.is_repeated ? registerText(locale, 'register.proposal_repeated') : '';
  const subject = [model, fault_code, place].filter(Boolean).join(' · ');
  return registerText(locale, 'register.proposal_title', { subject, rate: rateText(proposal, locale) }) + repeated;
}

function rateText({ affected, denominator, rate }: Proposal, locale: Locale): string {
  if (rate !== null) {
    const values = { rate: (rate * 100).toFixed(1), affected: String(affected), denominator: String(denominator) };
    return registerText(locale, 'register.proposal_rate', values);
  }
  if (affected === null) return registerText(locale, 'register.proposal_unknown');
  return registerText(locale, 'register.proposal_units', { affected: String(affected) });
}
