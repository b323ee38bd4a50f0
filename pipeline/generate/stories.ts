import { actionModels, faultKinds, firstFaultDays, monthNumber } from './company.js';
import { faultsPerTicket, type Plan } from './plan.js';

/** A lot that fails: `affectedShare` of its units have one fault, from a month on. */
export interface BatchStory {
  readonly model: number;
  readonly campaign: number;
  readonly rank: number;
  /** 0 is the last month. */
  readonly monthsBack: number;
  readonly days: number;
}

/** One that surfaced earlier, one of the last two months, one of the last month alone. */
export const batchStories: readonly BatchStory[] = [
  { model: 1, campaign: 2, rank: 3, monthsBack: 4, days: 55 },
  { model: 5, campaign: 1, rank: 4, monthsBack: 2, days: 55 },
  { model: 2, campaign: 1, rank: 3, monthsBack: 0, days: 21 },
];
const affectedShare = 0.35;

/** A fault that comes up in the last month, in lots of every age. */
export const emergingStory = { model: 4, rank: 5, days: 21 } as const;

/**
 * A fault of the first quarter of service and the action against it: the share of units that have it, in lots from
 * before the action and from after it. Lots of campaign 1 are the first fixed ones.
 */
export interface ActionStory {
  readonly action: string;
  readonly model: number;
  readonly rank: number;
  readonly effect: 'works' | 'worsens' | 'none';
  readonly before: number;
  readonly after: number;
}

/**
 * A fix that does not work makes matters worse here: where nothing changes at all, half of the verdicts say "not
 * effective" and half "insufficient". Those without effect are left to chance, unit by unit; the others are counted out.
 */
export const actionStories: readonly ActionStory[] = [
  { action: 'XD-0001', model: actionModels[0], rank: 4, effect: 'works', before: 0.1, after: 0.005 },
  { action: 'XD-0002', model: actionModels[1], rank: 4, effect: 'worsens', before: 0.1, after: 0.15 },
  { action: 'XD-0003', model: actionModels[0], rank: 5, effect: 'none', before: 0.05, after: 0.05 },
  { action: 'XD-0004', model: actionModels[1], rank: 5, effect: 'none', before: 0.05, after: 0.05 },
  { action: 'XD-0005', model: actionModels[0], rank: 6, effect: 'none', before: 0.05, after: 0.05 },
  { action: 'XD-0006', model: actionModels[1], rank: 6, effect: 'none', before: 0.05, after: 0.05 },
];
export const firstFixedCampaign = 1;
/** A quarter of a year: as campaigns follow each other, such faults are equally frequent in every month. */
const earlyDays = 91;

/** Repairs of planted faults are finished within days; a fault this late could be open at the end. */
const lastDaysWithout = 7;

/** `planted_faults`: every planted fault, by the day its ticket is accepted. */
export function plantedFaults(plan: Plan): string {
  const parts = [
    ...batchStories.map((story, index) => batchSql(plan, story, `batch ${index}`)),
    emergingSql(plan),
    ...actionStories.map(actionSql),
  ];
  return `create or replace table planted_faults as
  select row_number() over (order by story, model_no, campaign, lot, unit, accepted_on) - 1 as planted_no, *
  from (${parts.join('\nunion all\n')})
  where accepted_on >= date '${plan.firstMonth.firstDay}' and accepted_on < date '${plan.lastMonth.dayAfter}' - ${lastDaysWithout}
  order by planted_no`;
}

/** Planted tickets have numbers of their own, so that their draws meet no other. */
export const firstPlantedCase = 1_000_000_000_000;

/** Distinct units of the first lot of the campaign, evenly over the days. */
function batchSql(plan: Plan, { model, campaign, rank, monthsBack, days }: BatchStory, name: string): string {
  const last = monthNumber(plan.lastMonth.firstDay);
  return `select '${name}' as story, ${model} as model_no, ${campaign} as campaign, 0 as lot, unit,
    fault_no_of(${model}, ${rank}) as fault_no, month_start(${last - monthsBack}) + (place * ${days} // units)::integer as accepted_on
  from (
    select units.unit::integer as unit, row_number() over (order by draw(units.unit, '${name}'), units.unit) - 1 as place,
      floor(units_of(${model}) * ${affectedShare})::bigint as units
    from range(units_of(${model})) as units(unit)
  ) where place < units`;
}

/** Three times what the pair has in a month anyway, at least sixteen. */
function emergingSql(plan: Plan): string {
  const { model, rank, days } = emergingStory;
  const last = monthNumber(plan.lastMonth.firstDay);
  const share = Math.sqrt((rank + 1) / faultKinds.length) - Math.sqrt(rank / faultKinds.length);
  const usual = (plan.tickets / plan.months / plan.models) * faultsPerTicket * share;
  const added = Math.max(16, Math.ceil(3 * usual));
  return `select 'emerging' as story, ${model} as model_no, 1 + pick(added.n, 'emerging campaign', 11) as campaign,
    pick(added.n, 'emerging lot', lots_of(${model})) as lot, pick(added.n, 'emerging unit', units_of(${model})) as unit,
    fault_no_of(${model}, ${rank}) as fault_no, month_start(${last}) + (added.n * ${days} // ${added})::integer as accepted_on
  from range(${added}) as added(n)`;
}

function actionSql({ action, model, rank, effect, before, after }: ActionStory): string {
  const rate = `case when campaign <= ${firstFixedCampaign} then ${after} else ${before} end`;
  // Evenly over the quarter where the number is counted out, so that the same share of it is seen at any age.
  const [isChosen, share] =
    effect === 'none'
      ? [`unit_chance < rate`, `unit_chance / rate`]
      : [`place < round(units_of(${model}) * rate)`, `place / round(units_of(${model}) * rate)`];
  return `select '${action}' as story, model_no, campaign, lot, unit, fault_no_of(${model}, ${rank}) as fault_no,
    shipped_on(model_no, campaign, lot) + ${firstFaultDays} + floor(${share} * ${earlyDays})::integer as accepted_on
  from (
    select *, row_number() over (partition by campaign, lot order by unit_chance, unit) - 1 as place, ${rate} as rate
    from (
      select model_no, campaign, lot, units.unit::integer as unit,
        chance((campaign * 1000 + lot) * 10000 + units.unit, '${action}') as unit_chance
      from lots_made cross join range(units_of(${model})) as units(unit)
      where model_no = ${model}
    )
  ) where ${isChosen}`;
}
