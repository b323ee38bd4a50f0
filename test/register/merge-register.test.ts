import { describe, expect, test } from 'vitest';
import { type MergedRegister, mergeRegister } from '../../pipeline/register/merge-register.js';
import type { RegisterSheet, SheetRow } from '../../pipeline/register/register-sheet.js';
import { type Cells, emptyRegister, type RegisterState } from '../../pipeline/register/register-state.js';
import type { ExportedAction } from '../../pipeline/register/register-tables.js';
import { workbookOf } from '../../pipeline/register/written-workbook.js';

const action: Cells = { action_id: 'A-1', title: '换供应商', opened_on: '2026-07-01', due_on: '2026-08-20', status: 'open' };

function withoutDue({ due_on: _, ...cells }: Cells): Cells {
  return cells;
}

function exported(...rows: Cells[]): Map<string, ExportedAction> {
  return new Map(rows.map((cells) => [cells.action_id ?? '', { cells, file: '行动计划_2026-08.csv' }]));
}

function sheet(...rows: (Cells | Partial<SheetRow>)[]): RegisterSheet {
  return {
    rows: rows.map((row, index): SheetRow => {
      const given: Partial<SheetRow> = 'cells' in row && typeof row.cells === 'object' ? row : { cells: row as Cells };
      return {
        line: index + 2,
        action_id: given.cells?.action_id ?? null,
        extra: {},
        faults: [],
        remark: '',
        isFooter: false,
        cells: {},
        ...given,
      };
    }),
    extra_headers: [],
    headers: {},
    letters: {},
    other_sheets: [],
  };
}

/** The state after a run has written the workbook. */
function written(merged: MergedRegister, exports: ReadonlyMap<string, ExportedAction>): RegisterState {
  return { ...emptyRegister, ...merged, written: workbookOf(merged.rows, exports, '') };
}

/** A register that was written with what the exports said. */
function knownFrom(...rows: Cells[]): RegisterState {
  return written(mergeRegister(emptyRegister, null, exported(...rows)), exported(...rows));
}

const only = (merged: MergedRegister) => merged.rows[0];

describe('a row', () => {
  test('that nobody edited follows the exports', () => {
    const later = { ...action, due_on: '2026-09-30' };
    expect(only(mergeRegister(knownFrom(action), sheet(action), exported(later)))).toMatchObject({ is_edited: false, cells: later });
  });

  test('that differs from what was written is edited, and keeps what the exports had said', () => {
    const now = { ...action, due_on: '2026-10-15' };
    expect(only(mergeRegister(knownFrom(action), sheet(now), exported(action)))).toMatchObject({
      is_edited: true,
      cells: now,
      base: action,
      base_due_on: '2026-08-20',
      due_moves: 1,
    });
  });

  test('emptied of a cell is edited', () => {
    const now = withoutDue(action);
    expect(only(mergeRegister(knownFrom(action), sheet(now), exported(action)))).toMatchObject({
      is_edited: true,
      cells: now,
      due_moves: 0,
    });
  });

  test('edited once stays so when its cells are set back', () => {
    const edit = mergeRegister(knownFrom(action), sheet({ ...action, status: 'done' }), exported(action));
    const back = mergeRegister(written(edit, exported(action)), sheet(action), exported(action));
    expect(only(back)).toMatchObject({ is_edited: true, cells: action });
  });

  test('of the exports is none that was deleted before it was ever written', () => {
    const merged = mergeRegister(knownFrom(action), sheet(action), exported(action, { ...action, action_id: 'A-2' }));
    expect(merged.rows.map((row) => row.is_deleted)).toEqual([false, false]);
  });

  test('that is gone from exports and workbook alike stays', () => {
    expect(only(mergeRegister(knownFrom(action), sheet(), exported()))).toMatchObject({
      is_deleted: true,
      is_exported: true,
      cells: action,
    });
  });

  test('of its own, without an export, is taken in without a due date', () => {
    const own = withoutDue({ ...action, action_id: 'X-1' });
    expect(only(mergeRegister(emptyRegister, sheet(own), exported()))).toMatchObject({ is_edited: true, is_exported: false, cells: own });
  });

  test('says what the exports say: no edit, though the warehouse that remembered it is gone', () => {
    expect(only(mergeRegister(emptyRegister, sheet(action), exported(action)))).toMatchObject({ is_edited: false });
    expect(only(mergeRegister(emptyRegister, sheet({ ...action, status: 'done' }), exported(action)))).toMatchObject({ is_edited: true });
  });

  test('with a note in a column somebody added is edited', () => {
    const merged = mergeRegister(knownFrom(action), sheet({ cells: action, action_id: 'A-1', extra: { 优先级: '高' } }), exported(action));
    expect(only(merged)).toMatchObject({ is_edited: true, extra: { 优先级: '高' } });
  });
});

describe('a deleted row', () => {
  const deleted = mergeRegister(knownFrom(action), sheet(), exported(action));

  test('stays deleted when it is listed again, until somebody edits it', () => {
    const state = written(deleted, exported(action));
    expect(only(mergeRegister(state, sheet(action), exported(action)))?.is_deleted).toBe(true);
    expect(only(mergeRegister(state, sheet({ ...action, note: '保留' }), exported(action)))).toMatchObject({
      is_deleted: false,
      is_edited: true,
    });
  });

  test('put back before it was listed again is not deleted', () => {
    const state = { ...knownFrom(action), rows: deleted.rows };
    expect(only(mergeRegister(state, sheet(action), exported(action)))).toMatchObject({ is_deleted: false, is_edited: false });
  });
});

describe('conflicts', () => {
  const now = { ...action, due_on: '2026-10-15' };
  const edit = written(mergeRegister(knownFrom(action), sheet(now), exported(action)), exported(action));
  const codes = (merged: MergedRegister) => merged.findings.map(({ code, column }) => `${code} ${column}`);

  test.each([
    { says: 'what it said', row: action, conflicts: [] },
    { says: 'the register itself', row: now, conflicts: [] },
    { says: 'something new', row: { ...action, due_on: '2026-09-30' }, conflicts: ['conflict due_on'] },
    { says: 'something new of a cell nobody edited', row: { ...action, status: 'done' }, conflicts: ['conflict status'] },
    {
      says: 'nothing any more',
      row: { action_id: 'A-1', title: '换供应商', opened_on: '2026-07-01', status: 'open' },
      conflicts: ['conflict due_on'],
    },
  ])('an export says $says', ({ row, conflicts }) => {
    const merged = mergeRegister(edit, sheet(now), exported(row));
    expect(codes(merged)).toEqual(conflicts);
    expect(only(merged)?.cells).toEqual(now);
  });

  test('stay until the cell is changed again or the two agree', () => {
    const later = exported({ ...action, due_on: '2026-09-30' });
    const told = written(mergeRegister(edit, sheet(now), later), later);
    expect(codes(mergeRegister(told, sheet(now), later))).toEqual(['conflict due_on']);
    expect(codes(mergeRegister(told, sheet({ ...action, due_on: '2026-11-01' }), later))).toEqual([]);
    expect(codes(mergeRegister(told, sheet({ ...action, due_on: '2026-09-30' }), later))).toEqual([]);
  });
});

describe('what cannot be taken', () => {
  test('an unreadable cell leaves the row as it counted; once it can be read the row is edited', () => {
    const typed = { ...action, due_on: '下周五', status: 'done' };
    const row = { cells: typed, action_id: 'A-1', faults: [{ code: 'bad_type' as const, column: 'due_on' }] };
    const merged = mergeRegister(knownFrom(action), sheet(row), exported(action));
    expect(only(merged)).toMatchObject({ cells: action, is_edited: false, pending: [{ cells: typed, extra: {} }] });
    expect(merged.findings).toMatchObject([{ code: 'unreadable_cell', column: 'due_on', found: '下周五' }]);
    const mended = mergeRegister(written(merged, exported(action)), sheet({ ...typed, due_on: '2026-09-04' }), exported(action));
    expect(only(mended)).toMatchObject({ is_edited: true, pending: [], cells: { due_on: '2026-09-04', status: 'done' } });
    const restored = mergeRegister(written(merged, exported(action)), sheet(action), exported(action));
    expect(only(restored)).toMatchObject({ is_edited: false, pending: [] });
  });

  test('a number that stands twice leaves the action as it counted, and both rows as they are', () => {
    const merged = mergeRegister(knownFrom(action), sheet(action, { ...action, title: '另一项' }), exported(action));
    expect(only(merged)).toMatchObject({ cells: action, is_edited: false });
    expect(only(merged)?.pending.map(({ cells }) => cells.title)).toEqual(['换供应商', '另一项']);
    expect(merged.findings.map(({ code, key }) => `${code} ${key}`)).toEqual(['duplicate_id A-1', 'duplicate_id A-1#2']);
  });

  test('a new row that lacks what it must have does not count, and stays', () => {
    const row = {
      cells: { action_id: 'X-1', title: '培训' },
      action_id: 'X-1',
      faults: [{ code: 'missing_required' as const, column: 'status' }],
    };
    const merged = mergeRegister(emptyRegister, sheet(row), exported());
    expect(only(merged)).toMatchObject({ cells: {}, is_edited: false, pending: [{ cells: { title: '培训' } }] });
    expect(merged.findings).toMatchObject([{ code: 'missing_cell', column: 'status' }]);
    expect(mergeRegister(written(merged, exported()), sheet(), exported()).rows).toEqual([]);
  });

  test('a row without a number stays; a line of signatures is nobody to be told of', () => {
    const fault = [{ code: 'missing_required' as const, column: 'action_id' }];
    const merged = mergeRegister(
      emptyRegister,
      sheet({ cells: { title: '无编号' }, faults: fault }, { cells: { source_id: '审核：王' }, faults: fault, isFooter: true }),
      exported(),
    );
    expect(merged.loose).toHaveLength(2);
    expect(merged.findings).toMatchObject([{ code: 'missing_id', action_id: null }]);
  });
});

test('without a workbook what was last known counts, and exports go on', () => {
  const now = { ...action, due_on: '2026-10-15' };
  const edit = written(mergeRegister(knownFrom(action), sheet(now), exported(action)), exported(action));
  const second = { ...action, action_id: 'A-2' };
  const merged = mergeRegister(edit, null, exported(action, second));
  expect(merged.rows.map(({ cells }) => cells)).toEqual([now, second]);
});
