import { expect, test } from 'vitest';
import { summaryLines } from '../../pipeline/commands/summary-lines.js';
import type { RunSummary } from '../../pipeline/run-summary.js';

const summary: RunSummary = {
  out: '/o',
  period: '2026-10',
  report: '/o/2026-10/index.html',
  unchanged: false,
  pdf: null,
  pdf_problem: 'no browser',
  files: 8,
  new_tables: 8,
  unchanged_files: 2,
  bad_files: [{ path: 'b.csv', reason: 'empty' }],
  ignored_files: ['x.txt'],
  inputs_without_exports: ['old'],
  unrecognised: [{ path: 'b.xlsx', sheet: '说明', reason: 'fits no dataset' }],
  exact_path: ['1.csv', '2.csv', '3.csv', '4.csv', '5.csv', '6.csv'],
  filtered: [{ mapping: '*.csv', rows: 3 }],
  accounting: [{ dataset: 'tickets', read: 10, loaded: 6, rejected: 2, duplicate: 1, superseded: 1 }],
  restated: [{ period: '2026-09', figures: 4, overall: 1 }],
  out_of_target: [{ id: 'sla.plan.compliance', value: 0.9312, unit: 'ratio', target: 0.95 }],
  register: null,
};

test('the closing summary says rows, figures out of target and where the report is', () => {
  expect(summaryLines(summary, 'en')).toEqual([
    'tickets: 10 rows read = 6 loaded + 2 rejected + 1 duplicate + 1 superseded',
    '2 file(s) unchanged, not read again',
    'left out by the filters of the mapping of *.csv: 3 row(s), not among those read',
    'read record by record, for irregular lines, quotes or line breaks inside cells: 1.csv, 2.csv, 3.csv, 4.csv, 5.csv and 1 more',
    'not loaded: b.xlsx [说明]: fits no dataset',
    'bad file, not loaded: b.csv: empty',
    'not an export, ignored: x.txt',
    'no export in: old',
    'restated: 2026-09: 4 figure(s) moved since published, 1 of them not by dimension',
    'out of target: sla.plan.compliance 93.1 %, target 95.0 %',
    'Report: /o/2026-10/index.html',
    'no PDF: no browser',
  ]);
});

test('and the same in Chinese', () => {
  expect(summaryLines({ ...summary, unchanged: true, pdf: '/o/2026-10/report.pdf', pdf_problem: null }, 'zh-CN')).toEqual([
    '工单：读入 10 行 = 载入 6 + 拒收 2 + 重复 1 + 被替代 1',
    '2 个文件没有变化，未重新读取',
    '按 *.csv 的映射筛除：3 行，不计入读入',
    '逐条读取（行不规则、引号或单元格内换行）：1.csv、2.csv、3.csv、4.csv、5.csv，另有 1 个文件',
    '未载入：b.xlsx [说明]：fits no dataset',
    '文件有问题，未载入：b.csv：empty',
    '不是导出文件，已忽略：x.txt',
    '没有导出文件：old',
    '更正：2026-09：发布后有 4 个数字变动，其中 1 个不分维度',
    '未达目标：sla.plan.compliance 93.1 %，目标 95.0 %',
    '没有变化；报告在 /o/2026-10/index.html',
    'PDF：/o/2026-10/report.pdf',
  ]);
});
