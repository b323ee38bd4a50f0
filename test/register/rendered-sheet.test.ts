import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Configuration, parseConfiguration } from '../../pipeline/config/configuration.js';
import { registerContract } from '../../pipeline/register/register-contract.js';
import type { RegisterFinding } from '../../pipeline/register/register-findings.js';
import { type RegisterSheet, readRegisterSheet } from '../../pipeline/register/register-sheet.js';
import { emptyRegister, emptyRow, filledCells, type RegisterRow, type RegisterState } from '../../pipeline/register/register-state.js';
import { livingTable } from '../../pipeline/register/register-table.js';
import type { RegisterLanguage } from '../../pipeline/register/register-words.js';
import { renderRegisterWorkbook } from '../../pipeline/register/register-workbook.js';
import { renderedSheet } from '../../pipeline/register/rendered-sheet.js';
import { cellsDigest, tableCells } from '../../pipeline/register/table-cells.js';
import { renderingOf, workbookOf } from '../../pipeline/register/written-workbook.js';
import { temporaryFolder } from '../run/example.js';

const plain = parseConfiguration('', 'fieldreview.yaml');
const chinese: RegisterLanguage = { locale: 'zh-CN', enums: {} };

/** Texts that a workbook, a reader or a spreadsheet might take for something else. */
const oddTexts = [
  ...['_x000D_', '_X0041_', '_x005F_x000D_', '=1+1', "'0007", '1E5', '0007', '12345678901234567890', 'TRUE', 'N/A', '无', '-'],
  ...['2026/8/1', '2026-02-30', '2026-08-02', '1890-01-01', '1900-03-01', '9999-12-31', '46298', '9:30', '下周五'],
  ...['done', 'open', '已完成', '完工', '处理中', '？', ' 两\n行 ', 'a\ttab', 'a,"b"', '<b>&amp;', '😀', '审核：王', '合计'],
  ...['电话 13812345678', 'a@b.com', '１２３ａ', '\u00a0', '\ufeffx', 'x\u0085y', '__proto__', 'ﬁ', '2026'],
];
const text = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'binary', maxLength: 8 }));
const columnNames = registerContract.columns.map(({ name }) => name);
const cells = fc.dictionary(fc.constantFrom(...columnNames), text).map(filledCells);
const extra = fc.dictionary(fc.constantFrom('优先级', '责任人', '2026', '(F)', '_x000D_', '提示'), text, { maxKeys: 3 }).map(filledCells);
const typed = fc.record({ cells, extra });

const row: fc.Arbitrary<Omit<RegisterRow, 'action_id'>> = fc
  .record({
    typed,
    // Most rows are whole.
    isWhole: fc.boolean(),
    flags: fc.record({ is_edited: fc.boolean(), is_deleted: fc.boolean(), is_exported: fc.boolean(), was_action: fc.boolean() }),
    pending: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(typed, { maxLength: 2 }) }),
  })
  .map(({ typed: { cells: own, extra: added }, isWhole, flags, pending }) => {
    const whole = isWhole ? { title: '换供应商', opened_on: '2026-07-01', status: 'open' } : {};
    return { ...emptyRow, ...flags, cells: { ...own, ...whole }, extra: added, pending };
  });

const finding = fc.record({
  code: fc.constantFrom<RegisterFinding['code']>('conflict', 'unreadable_cell', 'duplicate_id', 'deleted_row'),
  nth: fc.nat({ max: 20 }),
  column: fc.constantFrom(...columnNames),
  found: text,
  exported: fc.option(text),
  file: fc.option(text),
});

const language = fc.constantFrom<RegisterLanguage>(
  chinese,
  { locale: 'en', enums: {} },
  { locale: 'zh-CN', enums: { status: { done: ['完工'] } } },
);
/** What the next run is told: the same, other words for the same, another reading of numbers and headers. */
const nextConfiguration = fc.constantFrom(
  ...['', 'enums: { status: { verified: [已完成], done: [未开始] } }', 'timezone: Asia/Tokyo', "serial_placeholders: ['0007']"].map(
    (yaml) => parseConfiguration(yaml, 'fieldreview.yaml'),
  ),
);

const register = fc
  .record({
    rows: fc.array(row, { maxLength: 25 }),
    loose: fc.array(typed, { maxLength: 3 }),
    extra_headers: fc.subarray(['优先级', '责任人', '2026', '(F)', '_x000D_', '提示']),
    findings: fc.array(finding, { maxLength: 6 }),
    missing: fc.subarray(['A-1', 'A-2']),
  })
  .map(({ rows, findings, ...rest }) => ({
    ...rest,
    rows: rows.map((one, nth): RegisterRow => ({ ...one, action_id: `A-${nth}`, cells: { ...one.cells, action_id: `A-${nth}` } })),
    findings: findings.map(({ nth, ...one }): RegisterFinding => ({ ...one, key: `A-${nth}`, action_id: `A-${nth}` })),
  }));

type Register = Pick<RegisterState, 'rows' | 'loose' | 'extra_headers' | 'missing'> & { findings: RegisterFinding[] };

/** The register as a run keeps it, and the workbook it writes. */
async function written({ findings, ...kept }: Register, spoken: RegisterLanguage): Promise<{ state: RegisterState; bytes: Uint8Array }> {
  const made = tableCells(livingTable({ ...kept, findings }, spoken), spoken);
  const rendering = renderingOf(cellsDigest(made), spoken, findings);
  const bytes = await renderRegisterWorkbook(made, { ...spoken, otherSheets: [] });
  return { state: { ...emptyRegister, ...kept, written: workbookOf(kept.rows, new Map(), 'f', rendering) }, bytes };
}

async function readBack(bytes: Uint8Array, configuration: Configuration): Promise<RegisterSheet> {
  const folder = temporaryFolder();
  const path = join(folder, 'actions.xlsx');
  writeFileSync(path, bytes);
  return readRegisterSheet(path, join(folder, 'work'), configuration);
}

test('what is known of a workbook is what reading it finds, whatever stands in it and however it is read now', async () => {
  let known = 0;
  await fc.assert(
    fc.asyncProperty(register, language, nextConfiguration, async (content, spoken, configuration) => {
      const { state, bytes } = await written(content, spoken);
      const sheet = renderedSheet(state, configuration);
      if (sheet === null) return;
      known++;
      expect(sheet).toEqual(await readBack(bytes, configuration));
    }),
    { numRuns: 30 },
  );
  expect(known).toBeGreaterThan(10);
}, 300_000);

const action: RegisterRow = {
  ...emptyRow,
  action_id: 'A-1',
  is_exported: true,
  cells: { action_id: 'A-1', title: '换供应商', opened_on: '2026-07-01', due_on: '2026-08-20', status: 'open' },
};
const one: Register = { rows: [action], loose: [], extra_headers: [], missing: [], findings: [] };

describe('a workbook has to be read', () => {
  test('of which an earlier version kept no more than the rows', async () => {
    const { state } = await written(one, chinese);
    expect(renderedSheet(state, plain)).not.toBeNull();
    expect(renderedSheet({ ...state, written: { sha256: 'f', rows: new Map(), rendering: null } }, plain)).toBeNull();
    expect(renderedSheet(emptyRegister, plain)).toBeNull();
  });

  test('when the register has moved on, though the workbook was left alone', async () => {
    const { state } = await written(one, chinese);
    const moved: Partial<RegisterState>[] = [
      { rows: [{ ...action, cells: { ...action.cells, title: '另一项' } }] },
      { rows: [] },
      { rows: [action, { ...action, action_id: 'A-2' }] },
      { loose: [{ cells: { title: '无编号' }, extra: {} }] },
      { extra_headers: ['优先级'] },
      { missing: ['A-1'] },
    ];
    expect(moved.map((change) => renderedSheet({ ...state, ...change }, plain))).toEqual(moved.map(() => null));
  });

  test.each([
    { what: 'a line end no workbook keeps', title: 'a\rb' },
    { what: 'a character XML has no place for', title: 'a\u0001' },
    { what: 'half a character', title: '\ud800' },
    { what: 'more text than a cell takes', title: 'x'.repeat(32_768) },
  ])('with $what in it', async ({ title }) => {
    const { state } = await written({ ...one, rows: [{ ...action, cells: { ...action.cells, title } }] }, chinese);
    expect(state.written?.rendering).toBeNull();
  });
});
