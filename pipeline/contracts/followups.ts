import type { Contract } from './contract.js';

export const followups: Contract = {
  dataset: 'followups',
  doc: 'One scheduled contact after a purchase.',
  fileNames: ['售后跟踪'],
  key: ['followup_id'],
  start: ['purchased_on'],
  columns: [
    { name: 'followup_id', kind: 'id', required: true, headers: ['跟踪编号'], doc: 'Number of the follow-up.' },
    { name: 'order_id', kind: 'id', headers: ['订单编号'], doc: 'Order it belongs to.' },
    { name: 'model', kind: 'id', doc: 'Model bought.' },
    { name: 'purchased_on', kind: 'date', required: true, doc: 'Day of purchase; the stages count from it.' },
    { name: 'stage', kind: 'enum', values: 'stage', required: true, headers: ['阶段'], doc: 'Third, seventh or thirtieth day.' },
    { name: 'done_at', kind: 'time', headers: ['完成时间', '跟踪时间'], doc: 'When the contact took place.' },
    { name: 'method', kind: 'enum', values: 'method', descriptive: true, doc: 'How the customer was contacted.' },
    { name: 'score', kind: 'integer', minimum: 1, maximum: 5, unit: 'points', headers: ['评分'], doc: 'Score given, 1 to 5.' },
  ],
};
