import type { Column, Contract } from './contract.js';

function scope(name: string, header: string): Column {
  return { name, kind: 'enum', values: 'scope', headers: [header], doc: `Containment: ${header}.` };
}

export const actions: Contract = {
  dataset: 'actions',
  doc: 'One action of the improvement plan.',
  fileNames: ['行动计划', '行动计划追踪表'],
  key: ['action_id'],
  start: ['opened_on'],
  promises: ['due_on'],
  columns: [
    { name: 'action_id', kind: 'id', required: true, headers: ['行动编号'], doc: 'Number of the action.' },
    { name: 'source_id', kind: 'id', headers: ['来源编号'], doc: 'Group, lot or slip it answers.' },
    { name: 'model', kind: 'id', doc: 'Model concerned.' },
    { name: 'fault_code', kind: 'id', doc: 'Code of the fault.' },
    { name: 'title', kind: 'text', required: true, headers: ['行动内容', '改进措施'], doc: 'What will be done.' },
    { name: 'root_cause', kind: 'text', descriptive: true, headers: ['根本原因'], doc: 'Root cause found.' },
    { name: 'owner', kind: 'text', staff: true, doc: 'Person responsible.' },
    { name: 'department', kind: 'text', headers: ['责任部门'], doc: 'Department responsible.' },
    { name: 'opened_on', kind: 'date', required: true, headers: ['提出日期'], doc: 'Day the action was decided.' },
    { name: 'due_on', kind: 'date', required: true, headers: ['计划完成日期'], doc: 'Day it is due.' },
    { name: 'closed_on', kind: 'date', headers: ['实际完成日期'], doc: 'Day it was done.' },
    { name: 'status', kind: 'enum', values: 'action_status', required: true, doc: 'State at the time of the export.' },
    scope('shop_floor', '车间现场'),
    scope('warehouse', '库房'),
    scope('market', '市场产品'),
    scope('tooling', '工装模具'),
    scope('documents', '技术文件'),
    { name: 'first_fixed_lot', kind: 'id', headers: ['改善后首批'], doc: 'First lot built with the improvement.' },
    { name: 'verified_on', kind: 'date', headers: ['验证日期'], doc: 'Day the effect was verified.' },
    { name: 'verified_by', kind: 'text', staff: true, headers: ['验证人'], doc: 'Who verified it.' },
    { name: 'note', kind: 'text', descriptive: true, doc: 'Remark.' },
  ],
  timeOrder: [{ column: 'closed_on', notBefore: 'opened_on' }],
};
