import { afterEach, beforeEach, expect, test } from 'vitest';
import { mostProposals, proposeActions } from '../../pipeline/register/propose-actions.js';
import { findingText } from '../../pipeline/register/register-findings.js';
import { emptyRow, type RegisterRow } from '../../pipeline/register/register-state.js';
import { Database } from '../../pipeline/warehouse/database.js';

const about = { period: '2026-08', locale: 'en' } as const;

let database: Database;
beforeEach(async () => {
  database = await Database.open(':memory:', { threads: 1 });
});
afterEach(() => database.close());

/** As many important groups without an action: of the n-th n units are affected, of the last nobody knows; the fourth is a batch problem. */
async function important(groups: number): Promise<void> {
  await database.run(`create table action_proposals as
    select 'P-' || n as action_id, n::varchar as source_id, null::varchar as feedback_id, 'M' as model, 'L' as lot_no, 'E' as fault_code,
      case when n = 4 then 'batch' else 'minor' end as class,
      case when n < ${groups} then n end as affected, 10 as denominator, null::double as rate, []::varchar[] as reasons, date '2026-08-31' as opened_on
    from range(1, ${groups + 1}) as r(n)`);
}

function known(action_id: string, more: Partial<RegisterRow> = {}): RegisterRow {
  return { ...emptyRow, action_id, cells: { action_id, title: 'known', opened_on: '2026-05-31', note: 'of May' }, ...more };
}

test('as many as a workbook lists are all proposed', async () => {
  await important(mostProposals);
  const { rows, unassigned } = await proposeActions(database, [], about);
  expect([rows.length, unassigned]).toEqual([mostProposals, mostProposals]);
});

test('of more, batch problems are, then those with the most units affected; rows that somebody touched stay', async () => {
  await important(mostProposals + 5);
  const before = [known('P-1'), known('P-2', { is_edited: true }), known('P-500')];
  const { rows, unassigned } = await proposeActions(database, before, about);
  const ids = new Set(rows.map(({ action_id }) => action_id));
  expect(unassigned).toBe(mostProposals + 5);
  expect(rows.length).toBe(mostProposals + 1);
  // P-4 is a batch problem, P-2 is edited; of P-10005 nobody knows how many units are affected, which comes behind all others.
  expect(['P-1', 'P-2', 'P-3', 'P-4', 'P-5', 'P-6', 'P-10004', 'P-10005'].filter((id) => ids.has(id))).toEqual([
    'P-2',
    'P-4',
    'P-6',
    'P-10004',
  ]);
  expect(rows.find(({ action_id }) => action_id === 'P-500')?.cells).toMatchObject({ opened_on: '2026-05-31', note: 'of May' });
  expect(rows.find(({ action_id }) => action_id === 'P-501')?.cells).toMatchObject({ opened_on: '2026-08-31' });
});

test('that there are more is said with both numbers', () => {
  const finding = { code: 'unlisted_proposals', action_id: null, column: null, found: '34000', exported: null, file: null } as const;
  expect(findingText(finding, { locale: 'zh-CN', enums: {} })).toMatch(/^34000 项.*10000 项.*action_proposals\.parquet/);
  expect(findingText(finding, { locale: 'en', enums: {} })).toMatch(/^34000 important.*for 10000 of them/);
});
