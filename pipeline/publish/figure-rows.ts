/** The rows behind one measure of a family of figures. `{label}` stands for what the figure's id has in that place. */
export interface MeasureRows {
  /** Query of queries/rows, or of account-rows.ts. */
  readonly rows: string;
  /** Rows that are counted, by the columns of the query. */
  readonly where: string;
  /** The figure as an aggregate of those rows; null where it is no plain one: then they are what it is computed from. */
  readonly value: string | null;
  /** Where a row stands in the exports. */
  readonly sources: readonly RowSource[];
}

/** Rows of the query are joined with `raw_<dataset>` by these columns. */
export interface RowSource {
  /** `{record}`: the dataset of the records that the clock `{clock}` runs on. */
  readonly dataset: string;
  readonly column: string;
  /** Column of the dataset; that of its key when left out. */
  readonly key?: string;
}

interface FamilyRows {
  /** Id of the family in figure-families.ts. */
  readonly id: string;
  readonly rows: string;
  readonly sources: readonly RowSource[];
  readonly measures: Readonly<Record<string, readonly [where: string, value: string | null]>>;
}

const counted = 'count(*)';

/** Rows behind every figure, proven to give its value by test/explain/figures.test.ts. */
const familyRows: readonly FamilyRows[] = [
  {
    id: 'accounting.{dataset}',
    rows: 'file_accounts',
    sources: [],
    measures: { read: ['true', 'coalesce(sum("read"), 0)'], loaded: ['true', 'coalesce(sum(loaded), 0)'] },
  },
  { id: 'accounting.{dataset}', rows: 'rejected_rows', sources: [], measures: { rejected: ['true', counted] } },
  {
    id: 'accounting.{dataset}',
    rows: 'other_versions',
    sources: [],
    measures: { duplicate: ["fate = 'duplicate'", counted], superseded: ["fate = 'superseded'", counted] },
  },
  { id: 'accounting.{dataset}', rows: 'warned_rows', sources: [], measures: { warnings: ['true', counted] } },
  {
    id: 'sla.{clock}',
    rows: 'obligations_judged',
    sources: [{ dataset: '{record}', column: 'record_id' }],
    measures: {
      due: ["clock = '{clock}' and outcome in ('met', 'breached')", counted],
      met: ["clock = '{clock}' and outcome = 'met'", counted],
      breached: ["clock = '{clock}' and outcome = 'breached'", counted],
      pending: ["clock = '{clock}' and outcome = 'pending'", counted],
      compliance: ["clock = '{clock}' and outcome in ('met', 'breached')", shareOf("outcome = 'met'")],
    },
  },
  {
    id: 'satisfaction',
    rows: 'obligations_judged',
    sources: [{ dataset: 'tickets', column: 'record_id' }],
    measures: { coverage: ["clock = 'revisit' and outcome in ('met', 'breached')", shareOf("outcome = 'met'")] },
  },
  {
    id: 'defects',
    rows: 'defect_groups_known',
    sources: [{ dataset: 'feedback', column: 'feedback_id' }],
    measures: {
      groups: ["status <> 'quiet'", counted],
      batch: ["status <> 'quiet' and class = 'batch'", counted],
      minor: ["status <> 'quiet' and class = 'minor'", counted],
      unrated: ["status <> 'quiet' and class = 'unrated'", counted],
      important: ["status <> 'quiet' and info_class = 'important'", counted],
      general: ["status <> 'quiet' and info_class = 'general'", counted],
      new: ["status = 'new'", counted],
      grown: ["status = 'grown'", counted],
      batch_confirmed: ["status <> 'quiet' and class = 'batch' and confidence = 'confirmed'", counted],
      batch_uncertain: ["status <> 'quiet' and class = 'batch' and confidence = 'uncertain'", counted],
      total_groups: ['true', counted],
      total_batch: ["class = 'batch'", counted],
      total_important: ["info_class = 'important'", counted],
    },
  },
  {
    id: 'defects',
    rows: 'faults_without_lot',
    sources: [{ dataset: 'repairs', column: 'repair_id' }],
    measures: { faults_without_lot: ['true', counted] },
  },
  {
    id: 'satisfaction.{measure}',
    rows: 'revisits_of_period',
    sources: [{ dataset: 'revisits', column: 'revisit_id' }],
    measures: {
      n: ['{measure}_score is not null', counted],
      mean: ['{measure}_score is not null', 'share_of(sum({measure}_score), count(*))'],
      csat: ['{measure}_score is not null', shareOf('{measure}_score >= 4')],
      csat_low: ['{measure}_score is not null', null],
      csat_high: ['{measure}_score is not null', null],
      dissatisfied: ['{measure}_score is not null', shareOf('{measure}_score < 3')],
    },
  },
  {
    id: 'satisfaction',
    rows: 'revisits_of_period',
    sources: [{ dataset: 'revisits', column: 'revisit_id' }],
    measures: {
      nps: [
        'recommend_score is not null',
        '100 * share_of(count(*) filter (recommend_score >= 9) - count(*) filter (recommend_score <= 6), count(*))',
      ],
      nps_n: ['recommend_score is not null', counted],
      nps_margin: ['recommend_score is not null', null],
      low_scores: ['is_low', counted],
    },
  },
  {
    id: 'service',
    rows: 'tickets_in_flow',
    sources: [{ dataset: 'tickets', column: 'ticket_id' }],
    measures: {
      accepted: ['is_accepted', counted],
      completed: ['is_completed', counted],
      cancelled: ['is_cancelled', counted],
      reopened: ['is_reopened', counted],
      open: ['is_open', counted],
      resolution_rate: ['is_accepted and not is_cancelled', shareOf('not is_open')],
      'open_age.0_1': ['is_open and age_days <= 1', counted],
      'open_age.2_3': ['is_open and age_days between 2 and 3', counted],
      'open_age.4_7': ['is_open and age_days between 4 and 7', counted],
      'open_age.8_30': ['is_open and age_days between 8 and 30', counted],
      'open_age.over_30': ['is_open and age_days > 30', counted],
    },
  },
  {
    id: 'service',
    rows: 'tickets_of_cohort',
    sources: [{ dataset: 'tickets', column: 'ticket_id' }],
    measures: { median_hours: ['true', null], p90_hours: ['true', null] },
  },
  {
    id: 'repairs',
    rows: 'repairs_of_period',
    sources: [{ dataset: 'repairs', column: 'repair_id' }],
    measures: {
      finished: ['true', counted],
      confirmed_faults: ['is_confirmed_fault', counted],
      no_fault_found_rate: ['true', shareOf("result = 'no_fault_found'")],
      cost_in_warranty: ['is_in_warranty', 'coalesce(sum(cost), 0)'],
      cost_out_of_warranty: ['not is_in_warranty', 'coalesce(sum(cost), 0)'],
      cost_warranty_unknown: ['is_in_warranty is null', 'coalesce(sum(cost), 0)'],
    },
  },
  {
    id: 'repairs',
    rows: 'tickets_repaired',
    sources: [{ dataset: 'tickets', column: 'ticket_id' }],
    measures: { first_time_fix_rate: ['true', shareOf('is_fixed_first_time')] },
  },
  {
    id: 'repairs',
    rows: 'faults_decided',
    sources: [{ dataset: 'repairs', column: 'repair_id' }],
    measures: { repeat_repair_rate: ['true', shareOf('is_followed')] },
  },
  {
    id: 'repairs',
    rows: 'out_of_box_and_shipped',
    sources: [
      { dataset: 'repairs', column: 'repair_id' },
      { dataset: 'lots', column: 'shipment_row', key: 'row_order' },
    ],
    measures: { out_of_box_rate: ['true', 'share_of(sum(faults), sum(shipped_units))'] },
  },
  {
    id: 'samples',
    rows: 'samples_in_ledger',
    sources: [{ dataset: 'samples', column: 'sample_id' }],
    measures: { received: ['is_received_in_period', counted], in_hand: ['is_in_hand', counted], untested: ['is_untested', counted] },
  },
  {
    id: 'complaints',
    rows: 'complaints_of_period',
    sources: [{ dataset: 'complaints', column: 'complaint_id' }],
    measures: {
      opened: ['true', counted],
      complaint: ["kind = 'complaint'", counted],
      batch_return: ["kind = 'batch_return'", counted],
      claim: ["kind = 'claim'", counted],
      amount: ['true', 'coalesce(sum(amount), 0)'],
    },
  },
  {
    id: 'emerging',
    rows: 'pairs_tested',
    sources: [],
    measures: { tested: ['true', counted], flagged: ['flagged', counted] },
  },
  {
    id: 'actions',
    rows: 'actions_registered',
    sources: [{ dataset: 'actions', column: 'action_id' }],
    measures: {
      open: ['is_open', counted],
      overdue: ['is_overdue', counted],
      due: ['is_due_in_period', counted],
      closed_on_time_rate: ['is_due_in_period', shareOf('is_on_time')],
      missing: ['is_missing', counted],
    },
  },
  {
    id: 'actions',
    rows: 'defect_groups_known',
    sources: [{ dataset: 'feedback', column: 'feedback_id' }],
    measures: { unassigned: ["info_class = 'important' and not is_assigned", counted] },
  },
  {
    id: 'actions',
    rows: 'actions_judged',
    sources: [{ dataset: 'actions', column: 'action_id' }],
    measures: {
      effective: ["verdict = 'effective'", counted],
      not_effective: ["verdict = 'not_effective'", counted],
      insufficient: ["verdict = 'insufficient'", counted],
    },
  },
];

/** The rows behind a measure of the family of that id; undefined where none are declared. */
export function rowsOfMeasure(family: string, measure: string): MeasureRows | undefined {
  const found = familyRows.find(({ id, measures }) => id === family && Object.hasOwn(measures, measure));
  const [where, value] = found?.measures[measure] ?? [];
  if (!found || where === undefined || value === undefined) return undefined;
  return { rows: found.rows, sources: found.sources, where, value };
}

function shareOf(flag: string): string {
  return `share_of(count(*) filter (${flag}), count(*))`;
}
