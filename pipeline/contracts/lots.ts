import type { Contract } from './contract.js';

export const lots: Contract = {
  dataset: 'lots',
  doc: 'One shipment of one production lot.',
  fileNames: ['批次', '出货台账'],
  key: ['lot_no', 'shipment_no', 'shipped_on', 'model', 'plant'],
  start: ['shipped_on', 'produced_on'],
  columns: [
    { name: 'lot_no', kind: 'id', required: true, doc: 'Production lot.' },
    { name: 'shipment_no', kind: 'id', headers: ['出货单号'], doc: 'Number of the shipment.' },
    { name: 'product', kind: 'text', doc: 'Product line.' },
    { name: 'model', kind: 'id', required: true, doc: 'Model of the units.' },
    { name: 'produced_on', kind: 'date', headers: ['生产日期'], doc: 'Day of production.' },
    { name: 'shipped_on', kind: 'date', headers: ['出货日期'], doc: 'Day of shipment.' },
    { name: 'shipped_qty', kind: 'integer', required: true, minimum: 0, unit: 'units', headers: ['出货数量'], doc: 'Units shipped.' },
    { name: 'plant', kind: 'text', headers: ['工厂', '产线'], doc: 'Plant or line.' },
  ],
  timeSuspect: [{ column: 'shipped_on', notBefore: 'produced_on' }],
};
