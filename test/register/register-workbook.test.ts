import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { type RegisterSheet, readRegisterSheet, UnreadableRegister } from '../../pipeline/register/register-sheet.js';
import type { Cells } from '../../pipeline/register/register-state.js';
import { type RegisterTable, saysTheSame } from '../../pipeline/register/register-table.js';
import { renderRegisterWorkbook, type WorkbookOptions } from '../../pipeline/register/register-workbook.js';
import { tableCells } from '../../pipeline/register/table-cells.js';
import { temporaryFolder } from '../run/example.js';

const configuration = parseConfiguration('', 'fieldreview.yaml');
const chinese: WorkbookOptions = { locale: 'zh-CN', enums: {}, otherSheets: [] };
const english: WorkbookOptions = { locale: 'en', enums: {}, otherSheets: [] };

/** A row with something in every column; ids, texts and lists that a spreadsheet might take for something else. */
const full: Cells = {
  action_id: '0007',
  source_id: 'LOT:L2409-17:E03',
  model: '1E5',
  fault_code: 'TRUE',
  title: '=1+1 换\n供应商 “A”, <b>&amp;</b>',
  root_cause: '_x000D_ 2026-10-03',
  owner: '王芳',
  department: '品质部',
  opened_on: '2000-01-01',
  due_on: '2100-12-31',
  closed_on: '2026-02-28',
  status: 'in_progress',
  shop_floor: 'done',
  warehouse: 'pending',
  market: 'na',
  tooling: 'done',
  documents: 'na',
  first_fixed_lot: '123456789012345678901',
  verified_on: '2026-03-01',
  verified_by: '+李明',
  note: '@备注 😀',
};
const table: RegisterTable = {
  extra_headers: ['优先级'],
  rows: [
    { key: '0007', cells: full, extra: { 优先级: '高' }, remark: '提示' },
    { key: 'A-2', cells: { action_id: 'A-2', title: 't', opened_on: '2026-08-01', status: 'open' }, extra: {}, remark: '' },
  ],
};

function rendered(shown: RegisterTable, options: WorkbookOptions): Promise<Uint8Array> {
  return renderRegisterWorkbook(tableCells(shown, options), options);
}

async function readBack(bytes: Uint8Array, read = configuration): Promise<RegisterSheet> {
  const folder = temporaryFolder();
  const path = join(folder, 'actions.xlsx');
  writeFileSync(path, bytes);
  return readRegisterSheet(path, join(folder, 'work'), read);
}

describe('what is written is read back', () => {
  test.each([
    { name: 'in Chinese', options: chinese },
    { name: 'in English', options: english },
  ])('$name', async ({ options }) => {
    const sheet = await readBack(await rendered(table, options));
    expect(sheet.rows).toMatchObject(table.rows.map(({ key, ...row }) => ({ ...row, action_id: key, faults: [] })));
    expect(saysTheSame(sheet, table, options)).toBe(true);
    expect(saysTheSame(sheet, table, options === chinese ? english : chinese)).toBe(false);
    expect(sheet.letters).toMatchObject({ action_id: 'A', due_on: 'J', note: 'U' });
  });

  test('with words the configuration gives another meaning', async () => {
    const remapped = parseConfiguration('enums: { status: { verified: [已完成], done: [完工] } }', 'fieldreview.yaml');
    const rows = ['done', 'verified'].map((status) => ({
      key: status,
      cells: { action_id: status.toUpperCase(), title: 't', opened_on: '2026-08-01', status },
      extra: {},
      remark: '',
    }));
    const sheet = await readBack(await rendered({ extra_headers: [], rows }, { ...chinese, enums: remapped.enums }), remapped);
    expect(sheet.rows.map(({ cells }) => cells.status)).toEqual(['done', 'verified']);
  });
});

test('the same content gives the same bytes, whenever and in whatever time zone it is written', async () => {
  const before = process.env.TZ;
  const digests = new Set<string>();
  for (const zone of ['UTC', 'America/New_York', 'Asia/Shanghai']) {
    process.env.TZ = zone;
    digests.add(Buffer.from(await rendered(table, chinese)).toString('base64'));
  }
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
  expect(digests.size).toBe(1);
});

describe('the workbook', () => {
  test('has drop-downs, date cells, a frozen header, a filter, and colours for overdue rows and proposals', async () => {
    const { sheets } = await readXlsx(await rendered(table, chinese), { readStyles: true });
    const [sheet] = sheets;
    expect(sheet).toMatchObject({ name: '行动计划追踪表', freezePane: { rows: 1, columns: 1 }, autoFilter: { range: 'A1:W3' } });
    const lists = sheet?.dataValidations
      ?.filter(({ type }) => type === 'list')
      .map(({ range, values, formula1 }) => [range, values ?? formula1]);
    expect(lists?.[0]?.[0]).toBe('L2:L203');
    expect(String(lists?.[0]?.[1])).toMatch(/未开始,进行中,已完成,已验证,已取消/);
    expect(lists?.slice(1).map(([, words]) => String(words))).toEqual(
      Array.from({ length: 5 }, () => expect.stringMatching(/已完成,未完成,不适用/)),
    );
    expect(sheet?.dataValidations?.filter(({ type }) => type === 'date')).toHaveLength(4);
    expect(sheet?.rows[1]?.[9]).toEqual(new Date(Date.UTC(2100, 11, 31)));
    expect(sheet?.cells?.get('60,9')?.style?.numFmt).toBe('yyyy-mm-dd');
    expect(sheet?.conditionalRules?.map(({ formula }) => String(formula))).toEqual([
      expect.stringContaining('$J2<TODAY()'),
      expect.stringContaining('LEFT($A2,2)="P-"'),
      expect.stringContaining('$W2<>""'),
    ]);
  });

  test('as published is coloured by the cut-off of its report', async () => {
    const { sheets } = await readXlsx(await rendered(table, { ...chinese, asOf: '2026-09-01' }), { readStyles: true });
    expect(String(sheets[0]?.conditionalRules?.[0]?.formula)).toContain('$J2<DATE(2026,9,1)');
  });

  test('keeps a date nobody can read as it was typed', async () => {
    const typed = ['2026-02-30', '2026-13-01', '1890-01-01', '2026-02-28'];
    const rows = typed.map((due_on, nth) => ({
      key: `A-${nth}`,
      cells: { action_id: `A-${nth}`, title: 't', opened_on: '2026-02-01', due_on, status: 'open' },
      extra: {},
      remark: '',
    }));
    const sheet = await readBack(await rendered({ extra_headers: [], rows }, chinese));
    expect(sheet.rows.map(({ cells }) => cells.due_on)).toEqual(typed);
    expect(sheet.rows.map(({ faults }) => faults.length)).toEqual([1, 1, 1, 0]);
  });

  test('keeps the sheets people have added, as text', async () => {
    const otherSheets = [
      { name: '说明', rows: [['甲', '乙']] },
      { name: '行动计划追踪表', rows: [['旧']] },
    ];
    const sheet = await readBack(await rendered(table, { ...chinese, otherSheets }));
    expect(sheet.other_sheets).toEqual([
      { name: '说明', rows: [['甲', '乙']] },
      { name: '行动计划追踪表 (2)', rows: [['旧']] },
    ]);
  });
});

describe('what people do to it', () => {
  const header = ['行动编号', '行动内容', '提出日期', '计划完成日期', '状态'];
  const saved = (rows: unknown[][], first: string[] = header) => writeXlsx({ sheets: [{ name: 'x', rows: [first, ...rows] as never }] });

  test('other spellings of the same are the same; personal data in free text does not go on', async () => {
    const sheet = await readBack(await saved([[' a-1 ', '电话 13812345678', '2026/8/1', new Date(Date.UTC(2026, 7, 2)), '处理中']]));
    expect(sheet.rows[0]?.cells).toEqual({
      action_id: 'A-1',
      title: '电话 ***',
      opened_on: '2026-08-01',
      due_on: '2026-08-02',
      status: 'in_progress',
    });
  });

  test('columns in another order, new ones, titles above and blank rows between', async () => {
    const rows = [['登记表'], [...header].reverse().concat(['', '负责厂']), [], ['未开始', null, '2026-08-01', 't', 'A-1', '旁注', '一厂']];
    const sheet = await readBack(await writeXlsx({ sheets: [{ name: 'x', rows: rows as never }] }));
    expect(sheet.rows).toMatchObject([{ line: 4, action_id: 'A-1', extra: { '(F)': '旁注', 负责厂: '一厂' }, faults: [] }]);
    expect(sheet.letters).toMatchObject({ action_id: 'E', status: 'A' });
  });

  test('damaged cells are named: a number that lost digits, a date nobody can read, a word that is none', async () => {
    const sheet = await readBack(await saved([[1.2345678901234568e21, 't', '10/8/2026', '2026-08-02', '快了']]));
    expect(sheet.rows[0]).toMatchObject({
      action_id: null,
      faults: [
        { code: 'bad_type', column: 'action_id' },
        { code: 'bad_type', column: 'opened_on' },
        { code: 'bad_enum', column: 'status' },
      ],
      cells: { opened_on: '10/8/2026', status: '快了' },
    });
  });

  test('without its headers it is no register', async () => {
    await expect(readBack(await saved([['A-1']], ['编号', '内容']))).rejects.toThrow(UnreadableRegister);
  });
});
