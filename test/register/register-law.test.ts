import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { mergeRegister } from '../../pipeline/register/merge-register.js';
import { registerContract } from '../../pipeline/register/register-contract.js';
import { packRegister, unpackRegister } from '../../pipeline/register/register-document.js';
import { type RegisterSheet, readRegisterSheet, type SheetRow } from '../../pipeline/register/register-sheet.js';
import { type Cells, emptyRegister, type RegisterState } from '../../pipeline/register/register-state.js';
import { livingTable, saysTheSame } from '../../pipeline/register/register-table.js';
import type { ExportedAction } from '../../pipeline/register/register-tables.js';
import { headerOf } from '../../pipeline/register/register-words.js';
import { renderRegisterWorkbook } from '../../pipeline/register/register-workbook.js';
import { renderedSheet } from '../../pipeline/register/rendered-sheet.js';
import { cellsDigest, type TableCells, tableCells } from '../../pipeline/register/table-cells.js';
import { renderingOf, workbookLeft, workbookOf } from '../../pipeline/register/written-workbook.js';
import { temporaryFolder } from '../run/example.js';

const language = { locale: 'zh-CN', enums: {} } as const;
const ids = ['A-1', 'A-2', 'A-3', 'X-1'];
const title = fc.constantFrom('甲', '乙', '丙', '丁');

/** Exports of one month: any of the actions, each with any title. */
const exportsOfAMonth = fc.dictionary(fc.constantFrom('A-1', 'A-2', 'A-3'), title, { maxKeys: 3 });

/** What somebody does to the rows: deletes, retitles, makes unreadable, doubles one, adds one. */
const edit = fc.record({
  deleted: fc.subarray(ids),
  retitled: fc.dictionary(fc.constantFrom(...ids), title, { maxKeys: 3 }),
  unreadable: fc.subarray(ids, { maxLength: 2 }),
  doubled: fc.subarray(ids, { maxLength: 1 }),
  added: fc.boolean(),
  loose: fc.boolean(),
});

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** One run after the other, each with exports of its own and an edit before it. */
test('whatever owners and exports do: no id vanishes, nothing typed is lost, and a run without news changes nothing', async () => {
  let workbooksRead = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(exportsOfAMonth, edit, fc.boolean()), { minLength: 1, maxLength: 6 }), async (months) => {
      let state = emptyRegister;
      let rows: SheetRow[] = [];
      const everKnown = new Set<string>();
      for (const [titles, change, isLeftAlone] of months) {
        const exported = exportsOf(titles);
        rows = edited(rows, change);
        const { findings, ...merged } = mergeRegister(state, sheetOf(rows), exported);
        const table = livingTable({ ...merged, missing: [], findings }, language);

        for (const { action_id } of merged.rows.filter((row) => row.is_edited || row.is_exported)) everKnown.add(action_id);
        const present = new Set(merged.rows.map((row) => row.action_id));
        expect([...everKnown].filter((id) => !present.has(id))).toEqual([]);

        const typed = rows.filter(
          (row) =>
            row.faults.length > 0 || row.action_id === null || merged.rows.some((one) => one.is_edited && one.action_id === row.action_id),
        );
        const shown = table.rows.map((row) => JSON.stringify(row.cells));
        expect(typed.map((row) => JSON.stringify(row.cells)).filter((text) => !shown.includes(text))).toEqual([]);

        if (isLeftAlone) {
          state = kept({ ...emptyRegister, ...merged, written: workbookLeft(state.written, sheetOf(rows), exported) });
          continue;
        }
        const cells = tableCells(table, language);
        const written = workbookOf(merged.rows, exported, '', renderingOf(cellsDigest(cells), language, findings));
        const written_before = workbookLeft(state.written, sheetOf(rows), exported);
        state = kept({ ...emptyRegister, ...merged, written, written_before });
        const sheet = renderedSheet(state, configuration) ?? expect.fail('the workbook just written is known');
        // The workbook itself is read of the first few alone, which takes a process each.
        if (workbooksRead++ < mostWorkbooks) expect(sheet).toEqual(await readWritten(cells));
        const again = mergeRegister(state, sheet, exported);
        expect(again.rows).toEqual(merged.rows);
        expect(saysTheSame(sheet, livingTable({ ...again, missing: [] }, language), language)).toBe(true);
        rows = [...sheet.rows];
      }
    }),
    { numRuns: 300 },
  );
}, 300_000);

/** The state as the next run reads it: nothing of it may be lost on the way. */
function kept(state: RegisterState): RegisterState {
  const read = unpackRegister(packRegister(state));
  expect(read).toEqual(state);
  return read;
}

const configuration = parseConfiguration('', 'fieldreview.yaml');
const mostWorkbooks = 20;

async function readWritten(cells: TableCells): Promise<RegisterSheet> {
  const folder = temporaryFolder();
  const path = join(folder, 'actions.xlsx');
  writeFileSync(path, await renderRegisterWorkbook(cells, { ...language, otherSheets: [] }));
  return readRegisterSheet(path, join(folder, 'work'), configuration);
}

function exportsOf(titles: Readonly<Record<string, string>>): Map<string, ExportedAction> {
  return new Map(Object.entries(titles).map(([id, text]) => [id, { cells: cellsOf(id, text), file: 'f' }]));
}

function cellsOf(action_id: string, text: string): Cells {
  return { action_id, title: text, opened_on: '2026-07-01', due_on: '2026-08-20', status: 'open' };
}

function sheetRow(action_id: string | null, cells: Cells, isFaulty = false): SheetRow {
  const column = action_id === null ? 'action_id' : 'status';
  const faults: SheetRow['faults'] = isFaulty ? [{ code: action_id === null ? 'missing_required' : 'bad_enum', column }] : [];
  return { line: 0, action_id, cells, extra: {}, faults, remark: '', isFooter: false };
}

function edited(rows: readonly SheetRow[], change: Edit): SheetRow[] {
  const kept = rows.filter((row) => row.action_id === null || !change.deleted.includes(row.action_id));
  const changed = kept.map((row) => {
    const id = row.action_id ?? '';
    const text = change.retitled[id];
    const cells = text === undefined ? row.cells : { ...row.cells, title: text };
    return change.unreadable.includes(id) ? sheetRow(id, { ...cells, status: '?' }, true) : { ...row, cells };
  });
  const doubles = changed.filter((row) => row.action_id !== null && change.doubled.includes(row.action_id)).slice(0, 1);
  const own = change.added && !changed.some((row) => row.action_id === 'X-1') ? [sheetRow('X-1', cellsOf('X-1', '自填'))] : [];
  return [...changed, ...doubles, ...own, ...(change.loose ? [sheetRow(null, { title: '无编号' }, true)] : [])];
}

function sheetOf(rows: readonly SheetRow[]): RegisterSheet {
  const headers = Object.fromEntries(registerContract.columns.map(({ name }) => [name, headerOf(name, 'zh-CN')]));
  return { rows, extra_headers: [], headers, letters: {}, other_sheets: [] };
}
