import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../pipeline/warehouse/database.js';

const lots = 2000;
const models = 40;

/**
 * Writes synthetic exports of `tickets` tickets, 0.6 as many repairs and 0.4 as many revisits over 18 months before
 * November 2026, with the lots they belong to. The engine makes them from row numbers and `hash`, so that a size always
 * gives the same bytes.
 */
export async function makeData(folder: string, tickets: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const database = await Database.open(':memory:');
  await database.run(`create macro pick(seed, salt, n) as (hash(seed, salt) % n)::bigint`);
  await database.run(`create macro stamp(t) as strftime(t, '%Y-%m-%d %H:%M:%S')`);
  await database.run(`create macro accepted(i) as timestamp '2025-05-01' + to_seconds((i * 47433600 / ${tickets})::bigint)`);
  for (const [name, query] of Object.entries(queries(tickets))) {
    await database.run(`copy (${query}) to '${join(folder, `${name}.csv`)}' (header, delimiter ',')`);
  }
  database.close();
}

function queries(tickets: number): Record<string, string> {
  const lot = (seed: string): string => `'L' || lpad(pick(${seed}, 'lot', ${lots})::varchar, 6, '0')`;
  const model = (seed: string): string => `'KX-' || (pick(${seed}, 'lot', ${lots}) % ${models})`;
  const later = (seed: string, salt: string, hours: number): string => `to_seconds(pick(${seed}, '${salt}', ${hours * 3600}))`;
  return {
    tickets: `select 'T' || lpad(i::varchar, 9, '0') as ticket_id, '客户' || pick(i, 'customer', 50000) as customer_name, '联系人' || i as contact_name,
      '1300000' || lpad((i % 10000)::varchar, 4, '0') as contact_phone, ['个人', '企业', '经销商'][1 + pick(i, 'type', 3)] as customer_type,
      ['电话', '微信', '网站'][1 + pick(i, 'channel', 3)] as channel, ['空调', '净水器', '风机'][1 + pick(i, 'lot', ${lots}) % 3] as product,
      ${model('i')} as model, 'SN' || lpad(i::varchar, 10, '0') as serial_no, ${lot('i')} as lot_no,
      strftime(accepted(i) - to_days(pick(i, 'bought', 600)::integer), '%Y-%m-%d') as purchased_on, ['广东', '江苏', '四川', '北京'][1 + pick(i, 'province', 4)] as province,
      ['市区', '郊区'][1 + pick(i, 'area', 2)] as area, ['产品质量', '功能咨询', '服务投诉', '物流', '退换货', '其他'][1 + pick(i, 'category', 6)] as category,
      '用户反映设备运行异常，第' || pick(i, 'issue', 1000) || '类现象' as issue, 'E' || lpad(pick(i, 'fault', 30)::varchar, 2, '0') as fault_code,
      ['紧急', '一般', '低'][1 + pick(i, 'priority', 3)] as priority, ['一般', '复杂'][1 + pick(i, 'complexity', 5) // 4] as complexity,
      ['华东一组', '华东二组', '华南组', '西南组'][1 + pick(i, 'team', 4)] as team, '工程师' || pick(i, 'owner', 40) as owner,
      stamp(accepted(i)) as accepted_at, stamp(accepted(i) + ${later('i', 'response', 3)}) as first_response_at,
      stamp(accepted(i) + ${later('i', 'plan', 30)}) as plan_at, case when pick(i, 'onsite', 3) = 0 then stamp(accepted(i) + ${later('i', 'arrival', 26)}) end as onsite_at,
      case when pick(i, 'promise', 2) = 0 then stamp(accepted(i) + to_days(5)) end as due_at,
      case when pick(i, 'open', 50) > 0 then stamp(accepted(i) + ${later('i', 'done', 200)}) end as completed_at,
      '维修' as resolution, '更换部件后试机正常' as solution, '已签字' as confirmed, null as returned_at, null as refunded_at, null as cancelled_at,
      case when pick(i, 'open', 50) > 0 then '已完成' else '处理中' end as status from range(${tickets}) as numbers(i)`,
    repairs: `select 'R' || lpad(i::varchar, 9, '0') as repair_id, 'T' || lpad((i * 5 // 3)::varchar, 9, '0') as ticket_id, ${model('i * 5 // 3')} as model,
      'SN' || lpad((i * 5 // 3)::varchar, 10, '0') as serial_no, ${lot('i * 5 // 3')} as lot_no, 'E' || lpad(pick(i * 5 // 3, 'fault', 30)::varchar, 2, '0') as fault_code,
      '压缩机异响' as fault_name, ['主板', '水泵', '压缩机', '风扇'][1 + pick(i, 'part', 4)] as part, ['关键', '重要', '一般'][1 + pick(i, 'class', 3)] as characteristic,
      ['设计', '制造', '供应商', '用户'][1 + pick(i, 'cause', 4)] as responsibility, ['已修复', '未修复', '未发现故障'][1 + pick(i, 'result', 10) // 8] as result,
      '维修' as action, '师傅' || pick(i, 'technician', 60) as technician, stamp(accepted(i * 5 // 3) + to_hours(1)) as dispatched_at,
      stamp(accepted(i * 5 // 3) + to_hours(1) + ${later('i', 'arrival', 12)}) as arrived_at, stamp(accepted(i * 5 // 3) + to_hours(13) + ${later('i', 'finish', 90)}) as finished_at,
      ['保内', '保外'][1 + pick(i, 'warranty', 2)] as in_warranty, '否' as out_of_box, pick(i, 'labor', 300) as labor_cost, pick(i, 'parts', 900) || '.50' as parts_cost
      from range(${Math.floor(tickets * 0.6)}) as numbers(i)`,
    revisits: `select 'V' || lpad(i::varchar, 9, '0') as revisit_id, 'T' || lpad((i * 5 // 2)::varchar, 9, '0') as ticket_id,
      stamp(accepted(i * 5 // 2) + to_days(9) + ${later('i', 'when', 24)}) as revisited_at, '电话' as method, '已接通' as reached,
      1 + pick(i, 'effect', 9) // 2 as effect_score, 1 + pick(i, 'attitude', 9) // 2 as attitude_score, pick(i, 'recommend', 11) as recommend_score,
      '希望加快响应速度' as comment, null as improvement, '客服' || pick(i, 'owner', 20) as owner, null as followed_up_at, null as status
      from range(${Math.floor(tickets * 0.4)}) as numbers(i)`,
    lots: `select 'L' || lpad(i::varchar, 6, '0') as lot_no, 'S' || i as shipment_no, ['空调', '净水器', '风机'][1 + i % 3] as product, 'KX-' || (i % ${models}) as model,
      strftime(date '2024-01-01' + (i % 600)::integer, '%Y-%m-%d') as produced_on, strftime(date '2024-01-20' + (i % 600)::integer, '%Y-%m-%d') as shipped_on,
      1000 as shipped_qty, '一厂' as plant from range(${lots}) as numbers(i)`,
  };
}
