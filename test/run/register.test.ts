import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { summaryLines } from '../../pipeline/commands/summary-lines.js';
import { explainFigure } from '../../pipeline/explain/explain-figure.js';
import { reportLoaded, runPeriod } from '../../pipeline/run-period.js';
import { RegisterFolder } from '../register/register-folder.js';
import { quietEffects, readFigures } from './example.js';

const proposal = 'P-SLIP:ZL-1';

test('the life of a register: proposed, edited in every way, read back, and unchanged when run again', async () => {
  const folder = new RegisterFolder([
    'A-1,,M1,E1,换供应商,王芳,2026-07-01,2026-08-20,,进行中',
    'A-2,,M1,E1,加严检验,王芳,2026-07-01,2026-08-25,,未开始',
    'A-3,,M1,E1,改工装,李明,2026-07-01,2026-08-25,,未开始',
  ]);
  const { input, out } = folder;
  const options = { period: '2026-08', out, locale: 'zh-CN' } as const;
  const first = await runPeriod({ ...options, inputs: [input] }, quietEffects);
  expect(first.register).toMatchObject({ outcome: 'written', edited: 0, proposals: 1, findings: [], notices: [] });
  const ids = ['open', 'overdue', 'missing', 'unassigned'].map((name) => `actions.${name}`);
  const figures = () => ids.map((id) => readFigures(out, '2026-08').figures.find((each) => each.id === id)?.value);
  expect(figures()).toEqual([3, 3, 0, 1]);
  expect(await folder.action(proposal)).toMatchObject({ 行动内容: '查明原因并改进：M2 · E2 · 质量信息 ZL-1，不良率 40.0 %（40/100）' });

  await folder.setCell(proposal, '责任人', '顾工');
  await folder.setCell('A-1', '状态', '做完了');
  await folder.setCell('A-3', '计划完成日期', new Date(Date.UTC(2026, 9, 15)));
  await folder.edit((rows) => [...rows.filter(([id]) => id !== 'A-2'), [null, null, null, null, '没有编号的行']]);
  const edited = await reportLoaded(options, quietEffects);
  // A-1 counts as before, A-2 is deleted and missing, A-3 is due later, the proposal answers its slip.
  expect(figures()).toEqual([4, 2, 1, 0]);
  expect(edited.accounting.find(({ dataset }) => dataset === 'actions')).toMatchObject({ read: 3, loaded: 3 });
  expect(summaryLines(edited).filter((line) => line.startsWith('actions.xlsx'))).toEqual([
    expect.stringMatching(/^actions\.xlsx!L2 A-1: "status": "做完了" is not one of open, /),
    expect.stringMatching(/^actions\.xlsx!A3 A-2: the row was deleted/),
    expect.stringMatching(/^actions\.xlsx!A6: the row has no action_id/),
  ]);
  expect((await folder.rows()).map((row) => row[4])).toContain('没有编号的行');
  expect(await folder.action('A-1')).toMatchObject({ 状态: '做完了' });
  expect(folder.backups()).toHaveLength(1);
  const manifest = JSON.parse(readFileSync(join(out, '2026-08', 'manifest.json'), 'utf8')) as { register: { sha256: string } };
  expect(manifest.register).toMatchObject({ edited: 2, proposals: 0, findings: [{ cell: 'actions.xlsx!L2' }, {}, {}] });
  // What the edits decide rests on the workbook too.
  const { inputs, rows } = await explainFigure({ figure: 'actions.open', period: '2026-08', out }, quietEffects);
  const { sha256 } = manifest.register;
  expect(sha256).toBe(createHash('sha256').update(readFileSync(folder.workbook)).digest('hex'));
  expect(inputs.filter(({ path }) => path === 'actions.xlsx')).toMatchObject([{ dataset: 'actions', sha256, read: 2 }]);
  expect(rows.first.filter((row) => row.is_edited).map(({ action_id }) => action_id)).toEqual(['A-3', proposal]);
  const page = readFileSync(join(out, '2026-08', 'index.html'), 'utf8');
  for (const shown of ['actions.xlsx!L2', proposal, '改期', '前期延续']) expect(page).toContain(shown);

  const published = () =>
    ['figures.json', 'index.html', 'manifest.json', 'actions.xlsx'].map((name) => readFileSync(join(out, '2026-08', name)));
  const before = [...published(), readFileSync(folder.workbook)];
  rmSync(join(out, '.published.json'));
  expect(await reportLoaded(options, quietEffects)).toMatchObject({ unchanged: false, register: { outcome: 'unchanged' } });
  expect([...published(), readFileSync(folder.workbook)]).toEqual(before);
}, 60_000);
