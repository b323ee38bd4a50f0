import { listedGroups, mostListedGroups } from '../../reports/management-review/defect-order.js';
import type { ReportTables } from '../../reports/management-review/report-tables.js';

/** Rows of a long table that the page lists; the whole is in tables/. */
const longestList = 500;

/** Tables that may have a row per obligation, group, pair or revisit: the page lists the first and says how many there are; of these the condition holds. */
export const cutTables: Readonly<Record<string, string>> = {
  sla_breaches_by_obligation: 'true',
  sla_escalations_by_obligation: 'true',
  sla_due_next_by_obligation: 'true',
  defect_groups: listedGroups,
  satisfaction_low_scores_by_revisit: 'true',
  emerging: 'true',
  complaints_by_record: 'true',
  workload_by_person: 'true',
  samples_by_supplier: 'true',
  nonconforming_slips: 'true',
};

/** The page shows each measure over the periods, and of the reported one by team, product and technician. */
const shownDimensions = `(dimension = '' or periods_back = 0 and dimension in ('team', 'product', 'technician'))`;

/** Groups of one kind that a sentence or a list names. */
const mostOfKind = 20;

/** Production months that are drawn. */
const shownMonths = 24;

const worstFirst = 'overdue_minutes desc nulls last, clock, record_id, due_at';

/** What the page prints of the tables, each ordered by all that tells its rows apart. Definitions stay in queries/. */
export const tableQueries: Readonly<Record<keyof ReportTables, string>> = {
  periods: 'select * from periods order by periods_back',
  sla_compliance_by_clock_and_dimension: byDimension('sla_compliance_by_clock_and_dimension'),
  sla_breaches_by_obligation: `select * from sla_breaches_by_obligation order by ${worstFirst}, start_at, clock_no limit ${longestList}`,
  sla_escalations_by_obligation: `select * from sla_escalations_by_obligation order by ${worstFirst} limit ${longestList}`,
  sla_escalations_older: 'select * from sla_escalations_older',
  sla_undecided_by_clock: 'select clock, obligations from sla_undecided_by_clock order by clock',
  sla_due_next_by_obligation: `select * from sla_due_next_by_obligation
    qualify row_number() over (partition by clock order by due_at nulls last, record_id, start_at, clock_no) = 1
    order by due_at nulls last, clock`,
  // Beside those the page lists, the first of each kind: it names the worst ones without an action, or confirmed.
  defect_groups: `select * from defect_groups where ${listedGroups}
    qualify row_number() over (order by status = 'quiet', rate_low desc nulls last, group_id) <= ${mostListedGroups}
      or row_number() over (
        partition by status = 'quiet', class, confidence, info_class, is_assigned order by rate_low desc nulls last, group_id
      ) <= ${mostOfKind}
      or group_id in (select group_id from int_groups_on_sheets)
    order by group_id`,
  defect_counts_by_period: 'select * from defect_counts_by_period order by all',
  satisfaction_by_measure_and_dimension: byDimension('satisfaction_by_measure_and_dimension'),
  nps_by_dimension: byDimension('nps_by_dimension'),
  satisfaction_low_scores_by_revisit: `select * from satisfaction_low_scores_by_revisit
    order by followed_up_at is not null, least(coalesce(effect_score, 5), coalesce(attitude_score, 5)), revisit_id limit ${longestList}`,
  satisfaction_nonresponse_by_measure: 'select * from satisfaction_nonresponse_by_measure order by all',
  comment_topics_by_topic: 'select * from comment_topics_by_topic where periods_back = 0 order by comments desc, topic',
  service_by_dimension: byDimension('service_by_dimension'),
  completion_time_by_dimension: byDimension('completion_time_by_dimension'),
  repairs_by_dimension: byDimension('repairs_by_dimension'),
  samples_totals: 'select * from samples_totals order by all',
  complaints_by_period: 'select * from complaints_by_period order by all',
  complaints_by_record: `select * from complaints_by_record order by amount desc nulls last, opened_at, complaint_id limit ${longestList}`,
  completion_curve_by_cohort: 'select * from completion_curve_by_cohort order by periods_back, hours',
  completion_at_risk_by_cohort_and_day: 'select * from completion_at_risk_by_cohort_and_day order by periods_back, days',
  actions: `select actions.*, action_timeline.earlier_dues, action_timeline.late_days
    from actions
    join action_timeline using (action_id)
    where actions.status <> 'cancelled' and not actions.is_verified or action_timeline.is_ended_in_period
    order by is_overdue desc, overdue_days desc nulls last, is_open desc, due_on, action_id limit ${longestList}`,
  action_effectiveness: `select candidates.*, actions.title, tests.verdict, tests.p_value, tests.units_needed,
      share_of(candidates.faults_before, candidates.units_before) as rate_before,
      share_of(candidates.faults_after, candidates.units_after) as rate_after,
      ${intervalOf('before')}, ${intervalOf('after')},
      tests.units_needed - candidates.units_after as units_short
    from action_effectiveness_candidates as candidates
    join action_effectiveness as tests using (action_id)
    join actions using (action_id)
    order by candidates.action_id limit ${longestList}`,
  actions_by_period: 'select * from actions_by_period where periods_back = 0',
  actions_overdue_by_age: 'select * from actions_overdue_by_age order by range_no',
  faults_by_responsibility: 'select * from faults_by_responsibility order by faults desc, responsibility',
  samples_by_supplier: `select * from samples_by_supplier
    order by nonconforming desc, slips desc, untested desc, in_hand desc, supplier limit ${longestList}`,
  nonconforming_slips: `select * from nonconforming_slips
    order by info_class = 'important' desc, rate desc nulls last, feedback_id limit ${longestList}`,
  actions_by_department: 'select * from actions_by_department order by overdue desc, open desc, department',
  emerging: `select emerging.*, exists (
      select 1 from actions
      where actions.status <> 'cancelled' and actions.model = emerging.model and actions.fault_code = emerging.fault_code
    ) as is_answered
    from emerging order by p_value, model, fault_code limit ${longestList}`,
  emerging_candidates: `select count(*) as pairs, count(*) filter (exposure = 0) as without_exposure, max(baseline_periods) as baseline_periods
    from emerging_candidates`,
  pareto_by_subject: `select *, count(*) over (partition by subject) as members from pareto_by_subject
    qualify rank <= 10 order by subject, rank`,
  faults_by_model_and_fault_code: `select * from faults_by_model_and_fault_code
    where (model, fault_code) in (select (model, fault_code) from faults_by_model_and_fault_code where periods_back = 0)
    order by periods_back, model, fault_code`,
  faults_by_production_month_and_age: `select * from faults_by_production_month_and_age
    qualify dense_rank() over (order by produced_in desc) <= ${shownMonths} order by produced_in, age_months`,
  faults_without_lot_by_fault_code: `select * from faults_without_lot_by_fault_code where periods_back = 0 order by faults desc, fault_code`,
  workload_by_person: `select * from workload_by_person order by open desc, open_over_30 desc, escalated desc, team, owner limit ${longestList}`,
  satisfaction_funnel_by_team: 'select * from satisfaction_funnel_by_team order by n desc, team limit 20',
  satisfaction_funnel_by_n: 'select * from satisfaction_funnel_by_n order by n',
  sheets: 'select group_id from int_groups_on_sheets order by sheet_no',
  sheet_units_by_month: 'select * from sheet_units_by_month order by group_id, month',
  sheet_lots: 'select * from sheet_lots order by group_id, produced_on, lot_no',
  sheet_provinces: 'select * from sheet_provinces order by group_id, units desc, province',
  sheet_records: 'select * from sheet_records order by group_id, occurred_at, record, record_id',
  containment_by_group_and_action: 'select * from containment_by_group_and_action order by sheet_no, action_id',
};

/** Days of the period, as far as it is over, on which nothing at all is recorded. */
export const uncoveredDays = `
  with days as (
    select unnest(generate_series(periods.starts_at::date, least(periods.ends_at, parameters.as_of)::date - 1, interval 1 day))::date as day
    from periods
    cross join parameters
    where periods.periods_back = 0
  ),
  recorded as (
    select accepted_at::date as day from stg_tickets
    union select event_at::date from stg_events
    union select finished_at::date from stg_repairs
    union select revisited_at::date from stg_revisits
  )
  select count(*) as uncovered_days from days anti join recorded using (day)`;

function byDimension(table: string): string {
  return `select * from ${table} where ${shownDimensions} order by all`;
}

/** 95 % interval of a fault rate: a unit with two faults cannot make the share exceed one. */
function intervalOf(side: 'before' | 'after'): string {
  const interval = `wilson_interval(least(candidates.faults_${side}, candidates.units_${side}), candidates.units_${side})`;
  return `${interval}.low as rate_${side}_low, ${interval}.high as rate_${side}_high`;
}
