import { contractOf } from '../../contracts/index.js';
import { faultKinds, wordAt } from '../company.js';
import { oneOf } from '../draws.js';
import { type Recipe, ticketMonth } from '../recipe.js';
import { serialNo, ticketId } from './tickets.js';

/** One row per visit. */
const visits = `(
  select *, 1 as visit, dispatched_at as sent_at, arrived_at as there_at, finished_at as done_at, result as found from cases where is_visited
  union all
  select *, 2, dispatched_again_at, arrived_again_at, finished_again_at, 'fixed' from cases where is_visited_again
) as visits`;

/** Planted faults are confirmed ones. */
const responsibility = `case when is_planted then ${oneOf('case_no', 'planted cause', ['design', 'manufacturing', 'manufacturing', 'supplier'])}
  else ${oneOf('case_no', 'cause', [
    ...Array<string>(4).fill('manufacturing'),
    ...Array<string>(3).fill('supplier'),
    ...['design', 'design', 'unknown', 'user', 'transport', 'installation'],
  ])} end`;
const isFinished = 'known(done_at) is not null';

export const repairsRecipe: Recipe = {
  contract: contractOf('repairs'),
  fileName: '维修记录',
  language: 'chinese',
  from: `${visits} where known(sent_at) is not null`,
  month: ticketMonth,
  rowNo: 'ticket_no * 2 + visit',
  isPlanted: 'is_planted',
  rewritten: 'fault_name',
  columns: {
    repair_id: `'WX' || numbered(ticket_no, 8) || '-' || visit`,
    ticket_id: ticketId,
    model: 'model_name(model_no)',
    serial_no: serialNo,
    lot_no: 'lot_name(model_no, campaign, lot)',
    fault_code: 'fault_code_of(fault_no)',
    fault_name: wordAt(
      faultKinds.map(({ name }) => name),
      'fault_no',
    ),
    part: `case when ${isFinished} and found = 'fixed' then ${wordAt(
      faultKinds.map(({ part }) => part),
      'fault_no',
    )} end`,
    characteristic: oneOf('case_no', 'characteristic', ['key', 'important', 'general', 'general', 'appearance', 'fit']),
    responsibility: `case when ${isFinished} then ${responsibility} end`,
    result: `case when ${isFinished} then found end`,
    action: `case when ${isFinished} then 'repair' end`,
    technician: `'虚构师傅' || (1 + team_no * 12 + pick(case_no * 2 + visit, 'technician', 12))`,
    dispatched_at: 'sent_at',
    arrived_at: 'known(there_at)',
    finished_at: 'known(done_at)',
    in_warranty: `case when chance(case_no, 'warranty known') < 0.8 then chance(case_no, 'warranty') < 0.6 end`,
    out_of_box: `chance(case_no, 'out of box') < 0.01`,
    labor_cost: `case when ${isFinished} then 40 + 10 * pick(case_no, 'labor', 20) end`,
    parts_cost: `case when ${isFinished} and found = 'fixed' then (10 + 5 * pick(case_no, 'parts', 120)) || '.50' end`,
  },
};
