import type { Contract } from './contract.js';

export const events: Contract = {
  dataset: 'events',
  doc: 'One thing that happened to a ticket: progress, pause, resume, reopening, escalation.',
  fileNames: ['工单流水', '进度记录'],
  key: ['event_id'],
  fallbackKey: ['ticket_id', 'event_at', 'event_type'],
  start: ['event_at'],
  columns: [
    { name: 'event_id', kind: 'id', headers: ['流水号'], doc: 'Number of the event.' },
    { name: 'ticket_id', kind: 'id', required: true, doc: 'Ticket it happened to.' },
    { name: 'event_at', kind: 'time', required: true, headers: ['发生时间', '时间'], doc: 'When it happened.' },
    { name: 'event_type', kind: 'enum', values: 'event_type', required: true, headers: ['流水类型', '类型'], doc: 'What happened.' },
    { name: 'note', kind: 'text', descriptive: true, headers: ['备注'], doc: 'Remark.' },
  ],
};
