import { literal } from '../warehouse/sql-text.js';
import type { Plan } from './plan.js';

/** Invented, as every name in this folder. */
export const teams = ['华东一组', '华东二组', '华南组', '西南组', '华北组'] as const;
const products = ['空调', '热泵', '净水器', '新风机'] as const;
export const provinces = [
  ['江苏', '浙江', '上海'],
  ['安徽', '福建', '山东'],
  ['广东', '广东', '广西'],
  ['四川', '云南', '重庆'],
  ['北京', '河北', '天津'],
];
export const homeProvince = '广东';

interface FaultKind {
  readonly code: string;
  readonly name: string;
  readonly part: string;
}

export const faultKinds: readonly FaultKind[] = [
  { code: 'E01', name: '不制冷', part: '压缩机' },
  { code: 'E02', name: '漏水', part: '接水盘' },
  { code: 'E03', name: '异响', part: '风扇电机' },
  { code: 'E04', name: '显示故障', part: '显示板' },
  { code: 'E05', name: '通信中断', part: '通信模块' },
  { code: 'E06', name: '传感器失灵', part: '温度传感器' },
  { code: 'E07', name: '不上电', part: '电源板' },
  { code: 'E08', name: '滤芯报警', part: '滤芯座' },
  { code: 'E09', name: '管路泄漏', part: '连接管' },
  { code: 'E10', name: '按键失灵', part: '按键板' },
];

/** Days from the production of a lot to its shipment, and from there to the first fault, at least. */
const shippingDays = 10;
export const firstFaultDays = 3;

/**
 * Statements that define the company: which lots a model has, when they were produced, what they are called. Months are
 * counted: year × 12 + month − 1. Campaign 0 of a model is its newest, campaign 1 the one a quarter before. As twelve
 * campaigns of equal size are always in service, the exposure of a model is the same in every month.
 */
export function companyMacros(plan: Plan): string[] {
  const last = monthNumber(plan.lastMonth.firstDay);
  const first = monthNumber(plan.firstMonth.firstDay);
  return [
    'create or replace macro month_start(month_no) as make_date((month_no // 12)::integer, (month_no % 12 + 1)::integer, 1)',
    `create or replace macro campaign_month(model_no, campaign) as ${last} - model_no % 3 - 3 * campaign`,
    // The newest campaign that has begun by a month.
    `create or replace macro newest_campaign(model_no, month_no) as greatest(0, (${last} - model_no % 3 - month_no + 2) // 3)`,
    `create or replace macro lots_of(model_no) as case when model_no in (${actionModels.join(', ')}) then ${plan.lotsPerActionCampaign} else ${plan.lotsPerCampaign} end`,
    `create or replace macro units_of(model_no) as ${plan.unitsPerLot} + 12 * (model_no % 5)`,
    'create or replace macro produced_on(model_no, campaign, lot) as month_start(campaign_month(model_no, campaign)) + (1 + lot * 8 // lots_of(model_no))::integer',
    `create or replace macro shipped_on(model_no, campaign, lot) as produced_on(model_no, campaign, lot) + (${shippingDays} + model_no % 4)::integer`,
    `create or replace macro lot_name(model_no, campaign, lot) as 'L' || strftime(month_start(campaign_month(model_no, campaign)), '%y%m')
      || '-' || numbered(model_no + 1, 2) || numbered(lot + 1, 3)`,
    `create or replace macro model_name(model_no) as 'KX-' || (110 + 10 * model_no)`,
    `create or replace macro product_name(model_no) as ${wordAt(products, 'model_no % 4')}`,
    // Faults differ in number from model to model: rank 0 is the commonest.
    `create or replace macro fault_no_of(model_no, rank) as (rank + 5 * model_no) % ${faultKinds.length}`,
    'create or replace macro days_in(month_no) as (month_start(month_no + 1) - month_start(month_no))::integer',
    `create or replace macro slow_team() as pick(0, 'slow team', ${teams.length})`,
    `create or replace macro fault_code_of(fault_no) as ${wordAt(
      faultKinds.map(({ code }) => code),
      'fault_no',
    )}`,
    `create or replace macro team_name(team_no) as ${wordAt(teams, 'team_no')}`,
    `create or replace macro province_of(team_no, side) as [${provinces.map((names) => `[${names.map(literal).join(', ')}]`).join(', ')}][1 + team_no][1 + side]`,
    // Every lot ever shipped that is in service at some time of the data, or is needed to tell its age.
    `create or replace table lots_made as
      select models.model_no::integer as model_no, campaigns.campaign::integer as campaign, lots.lot::integer as lot,
        campaign_month(model_no, campaign)::bigint as month_no
      from range(${plan.models}) as models(model_no)
      cross join range(${Math.ceil((last - first + 1 + 36) / 3) + 2}) as campaigns(campaign)
      cross join range(${plan.lotsPerCampaign}) as lots(lot)
      where lot < lots_of(model_no)
      order by month_no, model_no, lot`,
  ];
}

/** Both are produced in the last month, three months before it, and so on: their newest judged lots are three months old. */
export const actionModels = [0, 3] as const;

export function monthNumber(firstDay: string): number {
  return Number(firstDay.slice(0, 4)) * 12 + Number(firstDay.slice(5, 7)) - 1;
}

/** The word at a place that counts from 0. */
export function wordAt(words: readonly string[], place: string): string {
  return `[${words.map(literal).join(', ')}][1 + ${place}]`;
}
