import type { Database } from '../warehouse/database.js';
import type { Account } from './accounts.js';
import { homeProvince } from './company.js';
import { batchSlip, slipId } from './datasets/feedback.js';
import type { Plan } from './plan.js';
import { monthsOf } from './recipe.js';
import { actionStories, type BatchStory, batchStories, emergingStory, firstFixedCampaign } from './stories.js';

/** What a report on the last month must find. */
export interface PlantedTruth {
  readonly batch_lots: readonly {
    readonly group_id: string;
    readonly lot_no: string;
    readonly model: string;
    readonly fault_code: string;
    readonly units: number;
    readonly affected: number;
    /** Month of its first fault. */
    readonly month: string;
  }[];
  readonly batch_slips: readonly { readonly group_id: string; readonly inspected_qty: number; readonly nonconforming_qty: number }[];
  readonly slow_team: { readonly team: string; readonly clock: string };
  /** Pairs that rise in the last month: the planted fault, and that of the lot that fails in it. */
  readonly emerging: readonly {
    readonly model: string;
    readonly fault_code: string;
    readonly month: string;
    readonly added_faults: number;
  }[];
  readonly actions: readonly {
    readonly action_id: string;
    readonly model: string;
    readonly fault_code: string;
    readonly first_fixed_lot: string;
    readonly effect: 'works' | 'worsens' | 'none';
    /** Null where chance decides. */
    readonly verdict: 'effective' | 'not_effective' | null;
  }[];
}

/** The file truth.json. */
export interface Truth {
  readonly schema: 1;
  readonly seed: number;
  readonly tickets: number;
  readonly dirty: number;
  readonly first_month: string;
  readonly last_month: string;
  readonly home_province: string;
  readonly planted: PlantedTruth;
  /** What a load of the whole folder must count. */
  readonly accounting: Readonly<Record<string, Account>>;
  /** Rows made faulty, by kind: codes of rejection, duplicates, older versions of rows. */
  readonly faulty_rows: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Reads the planted truths off the company. */
export async function readPlanted(database: Database, plan: Plan): Promise<PlantedTruth> {
  const lots = await Promise.all(batchStories.map((story, index) => readBatchLot(database, story, index)));
  const { team, slip } = await database.row<{ team: string; slip: string }>(
    `select team_name(slow_team()) as team, ${slipId(String(monthsOf(plan).last), '0')} as slip`,
  );
  const fault = await database.row<{ model: string; fault_code: string; added_faults: number }>(
    `select model_name(${emergingStory.model}) as model, fault_code_of(fault_no_of(${emergingStory.model}, ${emergingStory.rank})) as fault_code,
      count(*) as added_faults from planted_faults where story = 'emerging'`,
  );
  const month = plan.lastMonth.name;
  const failingNow = lots.filter((lot) => lot.month === month);
  return {
    batch_lots: lots,
    batch_slips: [{ group_id: `slip:${slip}`, inspected_qty: batchSlip.inspected, nonconforming_qty: batchSlip.nonconforming }],
    slow_team: { team, clock: 'first_response' },
    emerging: [
      { ...fault, month },
      ...failingNow.map(({ model, fault_code, affected }) => ({ model, fault_code, month, added_faults: affected })),
    ],
    actions: await Promise.all(actionStories.map((story) => readAction(database, story))),
  };
}

export function truthOf(plan: Plan, planted: PlantedTruth, counted: Pick<Truth, 'accounting' | 'faulty_rows'>): Truth {
  return {
    schema: 1,
    seed: plan.seed,
    tickets: plan.tickets,
    dirty: plan.dirty,
    first_month: plan.firstMonth.name,
    last_month: plan.lastMonth.name,
    home_province: homeProvince,
    planted,
    ...counted,
  };
}

async function readBatchLot(database: Database, { model, campaign, rank }: BatchStory, index: number) {
  const lot = await database.row<Omit<PlantedTruth['batch_lots'][number], 'group_id'>>(
    `select lot_name(${model}, ${campaign}, 0) as lot_no, model_name(${model}) as model, fault_code_of(fault_no_of(${model}, ${rank})) as fault_code,
      units_of(${model}) as units, count(distinct unit) as affected, strftime(min(accepted_on), '%Y-%m') as month
    from planted_faults where story = 'batch ${index}'`,
  );
  return { group_id: `lot:${lot.lot_no}:${lot.fault_code}`, ...lot };
}

async function readAction(database: Database, { action, model, rank, effect }: (typeof actionStories)[number]) {
  const names = await database.row<{ model: string; fault_code: string; first_fixed_lot: string }>(
    `select model_name(${model}) as model, fault_code_of(fault_no_of(${model}, ${rank})) as fault_code,
      lot_name(${model}, ${firstFixedCampaign}, 0) as first_fixed_lot`,
  );
  const verdicts = { works: 'effective', worsens: 'not_effective', none: null } as const;
  return { action_id: action, ...names, effect, verdict: verdicts[effect] };
}
