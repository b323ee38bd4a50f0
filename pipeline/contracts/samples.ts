import type { Contract } from './contract.js';

export const samples: Contract = {
  dataset: 'samples',
  doc: 'One returned sample in the sample ledger.',
  fileNames: ['样品台账'],
  key: ['sample_id'],
  start: ['received_at'],
  columns: [
    { name: 'sample_id', kind: 'id', required: true, headers: ['样品编号'], doc: 'Number of the sample.' },
    { name: 'source_id', kind: 'id', doc: 'Slip, lot or ticket it came from.' },
    { name: 'model', kind: 'id', doc: 'Model of the sample.' },
    { name: 'supplier', kind: 'text', headers: ['提供厂家'], doc: 'Supplier of the part.' },
    { name: 'received_at', kind: 'time', required: true, headers: ['来样时间'], doc: 'When the sample arrived.' },
    { name: 'keeper', kind: 'text', staff: true, headers: ['保管人'], doc: 'Who keeps it.' },
    { name: 'tested_at', kind: 'time', headers: ['测试完成时间'], doc: 'When it was tested.' },
    { name: 'returned_at', kind: 'time', headers: ['交样品室时间'], doc: 'When it went to the sample room.' },
    { name: 'note', kind: 'text', descriptive: true, doc: 'Remark.' },
  ],
  timeOrder: [
    { column: 'tested_at', notBefore: 'received_at' },
    { column: 'returned_at', notBefore: 'received_at' },
  ],
};
