import type { Column, Contract } from './contract.js';

function score(name: string, header: string, doc: string): Column {
  return { name, kind: 'integer', minimum: 1, maximum: 5, unit: 'points', headers: [header], doc };
}

export const revisits: Contract = {
  dataset: 'revisits',
  doc: 'One follow-up contact with a customer after a ticket.',
  fileNames: ['回访', '客户回访记录表'],
  key: ['revisit_id'],
  start: ['revisited_at'],
  columns: [
    { name: 'revisit_id', kind: 'id', required: true, headers: ['回访编号'], doc: 'Number of the revisit.' },
    { name: 'ticket_id', kind: 'id', required: true, doc: 'Ticket it asks about.' },
    { name: 'revisited_at', kind: 'time', required: true, headers: ['回访时间'], doc: 'When the customer was asked.' },
    { name: 'method', kind: 'enum', values: 'method', descriptive: true, headers: ['回访方式'], doc: 'How the customer was asked.' },
    { name: 'reached', kind: 'boolean', headers: ['是否接通'], doc: 'Whether the customer was reached; empty counts as reached.' },
    score('effect_score', '问题解决效果评分', 'How well the problem was solved, 1 to 5.'),
    score('attitude_score', '服务态度评分', 'Attitude of the service, 1 to 5.'),
    score('skill_score', '技术评分', 'Skill of the technician, 1 to 5.'),
    score('punctuality_score', '到达及时评分', 'Punctuality of the technician, 1 to 5.'),
    score('promise_score', '承诺兑现评分', 'Whether promises were kept, 1 to 5.'),
    {
      name: 'recommend_score',
      kind: 'integer',
      minimum: 0,
      maximum: 10,
      unit: 'points',
      headers: ['推荐意愿'],
      doc: 'Willingness to recommend, 0 to 10.',
    },
    { name: 'comment', kind: 'text', headers: ['具体意见建议'], doc: 'Opinion in the customer’s words.' },
    { name: 'improvement', kind: 'text', descriptive: true, headers: ['改进措施'], doc: 'Improvement promised.' },
    { name: 'owner', kind: 'text', staff: true, doc: 'Person responsible for following up.' },
    { name: 'followed_up_at', kind: 'time', headers: ['跟进时间'], doc: 'When a low score was followed up.' },
    { name: 'status', kind: 'text', descriptive: true, headers: ['跟进状态'], doc: 'State of the follow-up.' },
  ],
  timeOrder: [{ column: 'followed_up_at', notBefore: 'revisited_at' }],
};
