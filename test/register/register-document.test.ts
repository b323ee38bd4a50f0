import { expect, test } from 'vitest';
import { packRegister, unpackRegister } from '../../pipeline/register/register-document.js';
import { emptyRegister, emptyRow, type RegisterRow, type RegisterState, type WrittenRow } from '../../pipeline/register/register-state.js';
import { readRegisterState, writeRegisterState } from '../../pipeline/register/register-tables.js';
import { Database } from '../../pipeline/warehouse/database.js';

const cells = { action_id: 'A-1', title: '换供应商', status: 'open' };
const proposal: RegisterRow = { ...emptyRow, action_id: 'P-1', cells: { ...cells, action_id: 'P-1' } };
const exported: RegisterRow = { ...emptyRow, action_id: 'A-1', cells, is_exported: true, was_action: true };
const edited: RegisterRow = {
  action_id: '__proto__',
  cells: { title: 't' },
  extra: { 2026: '高', 优先级: '' },
  is_edited: true,
  is_deleted: true,
  is_exported: true,
  was_action: true,
  base: { title: 'b' },
  base_due_on: '2026-08-01',
  due_moves: 2,
  pending: [{ cells: {}, extra: {} }],
};
const asWritten: WrittenRow = { cells, extra: {}, exported: cells, is_deleted: false };
const state: RegisterState = {
  rows: [proposal, exported, edited],
  loose: [{ cells: { title: '无编号' }, extra: {} }],
  extra_headers: ['优先级'],
  proposed_as_of: '2026-09-01',
  missing: ['A-1'],
  written: {
    sha256: 'f',
    rendering: { locale: 'en', enums: { status: { done: ['完工'] } }, findings: [], cells_sha256: 'c' },
    rows: new Map([
      ['A-1', asWritten],
      ['P-1', { ...asWritten, cells: proposal.cells, exported: {} }],
      // A row that is there no more.
      ['A-9', asWritten],
    ]),
  },
  written_before: { sha256: 'e', rendering: null, rows: new Map([['A-1', { ...asWritten, is_deleted: true }]]) },
};

test('a register is kept and read back, however its rows and its workbooks differ', () => {
  expect(unpackRegister(packRegister(state))).toEqual(state);
  expect(unpackRegister(packRegister(emptyRegister))).toEqual(emptyRegister);
  const gone: RegisterState = { ...state, rows: [], written: { sha256: 'f', rendering: null, rows: new Map() } };
  expect(unpackRegister(packRegister(gone))).toEqual(gone);
});

test('what stands in the rows of the register is kept once', () => {
  const rows = Array.from({ length: 100 }, (_, nth) => ({ ...proposal, action_id: `P-${nth}`, cells: { title: `题目${nth}` } }));
  const written = new Map(rows.map((row) => [row.action_id, { ...asWritten, cells: row.cells, exported: {} }]));
  const { state: document } = packRegister({ ...emptyRegister, rows, written: { sha256: 'f', rendering: null, rows: written } });
  expect(document.match(/题目7\D/g)).toHaveLength(1);
  expect(document).not.toContain('due_moves');
});

test('the document of an earlier version, which wrote all out, is read', () => {
  const { rendering, ...written } = state.written ?? expect.fail();
  const { rendering: _, ...written_before } = state.written_before ?? expect.fail();
  const full = <T extends { rows: ReadonlyMap<string, unknown> }>(workbook: T) => ({
    ...workbook,
    rows: Object.fromEntries(workbook.rows),
  });
  const document = JSON.stringify({ ...state, written: full(written), written_before: full(written_before) });
  expect(unpackRegister({ state: document, written_before: null })).toEqual({ ...state, written: { ...written, rendering: null } });
});

test('the workbook written before is asked for where the last publication left it alone', async () => {
  const database = await Database.open(':memory:');
  try {
    await writeRegisterState(database, state);
    expect(await readRegisterState(database, 'memory', null)).toEqual({ ...state, written_before: null });
    expect(await readRegisterState(database, 'memory', 'another')).toMatchObject({ written: state.written });
    expect(await readRegisterState(database, 'memory', 'f')).toEqual({ ...state, written: state.written_before, written_before: null });
  } finally {
    database.close();
  }
});
