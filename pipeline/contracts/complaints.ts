import type { Contract } from './contract.js';

export const complaints: Contract = {
  dataset: 'complaints',
  doc: 'One complaint, batch return or claim.',
  fileNames: ['投诉索赔', '投诉'],
  key: ['complaint_id'],
  start: ['opened_at'],
  columns: [
    { name: 'complaint_id', kind: 'id', required: true, headers: ['投诉编号'], doc: 'Number of the complaint.' },
    { name: 'kind', kind: 'enum', values: 'kind', required: true, headers: ['投诉类别', '类别'], doc: 'Complaint, batch return or claim.' },
    { name: 'ticket_id', kind: 'id', doc: 'Ticket it belongs to.' },
    { name: 'feedback_id', kind: 'id', headers: ['信息编号'], doc: 'Feedback slip it belongs to.' },
    { name: 'model', kind: 'id', doc: 'Model concerned.' },
    { name: 'lot_no', kind: 'id', doc: 'Lot concerned.' },
    { name: 'fault_code', kind: 'id', doc: 'Code of the fault.' },
    { name: 'opened_at', kind: 'time', required: true, headers: ['投诉时间'], doc: 'When the complaint was received.' },
    { name: 'replied_at', kind: 'time', headers: ['回复时间'], doc: 'When the customer got a reply.' },
    { name: 'closed_at', kind: 'time', doc: 'When the complaint was closed.' },
    { name: 'amount', kind: 'money', minimum: 0, unit: 'money', headers: ['索赔金额', '金额'], doc: 'Amount claimed.' },
    { name: 'description', kind: 'text', descriptive: true, doc: 'The complaint in words.' },
    { name: 'measures', kind: 'text', descriptive: true, headers: ['处理措施'], doc: 'What was done about it.' },
  ],
  timeOrder: [
    { column: 'replied_at', notBefore: 'opened_at' },
    { column: 'closed_at', notBefore: 'opened_at' },
  ],
};
