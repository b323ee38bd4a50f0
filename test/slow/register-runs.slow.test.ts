import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ingestExports } from '../../pipeline/run-period.js';
import { findingsOf, RegisterFolder } from '../register/register-folder.js';
import { quietEffects } from '../run/example.js';

const proposal = 'P-SLIP:ZL-1';

describe('a register nobody has touched', () => {
  test('lists the actions of the exports and proposes one for the problem nobody answers; the next run changes nothing', async () => {
    const folder = new RegisterFolder();
    const first = await folder.run();
    expect(first).toMatchObject({ outcome: 'written', edited: 0, proposals: 1, findings: [], notices: [] });
    expect(await folder.action('A-1')).toMatchObject({ 责任人: '王芳', 状态: '进行中', 计划完成日期: new Date(Date.UTC(2026, 7, 20)) });
    expect(await folder.action(proposal)).toMatchObject({
      来源编号: 'SLIP:ZL-1',
      产品型号: 'M2',
      故障代码: 'E2',
      行动内容: '查明原因并改进：M2 · E2 · 质量信息 ZL-1，不良率 40.0 %（40/100）',
      责任人: null,
      提出日期: new Date(Date.UTC(2026, 7, 31)),
      计划完成日期: null,
      状态: '未开始',
    });
    expect([folder.figure('open'), folder.figure('unassigned')]).toEqual([1, 1]);
    const before = [readFileSync(folder.workbook), statSync(folder.workbook).mtimeMs, readFileSync(folder.published)];
    const second = await folder.run();
    expect([second.outcome, folder.wasKnown]).toEqual(['unchanged', true]);
    expect([readFileSync(folder.workbook), statSync(folder.workbook).mtimeMs, readFileSync(folder.published)]).toEqual(before);
    // One that was not written again is still known.
    expect([(await folder.run()).outcome, folder.wasKnown]).toEqual(['unchanged', true]);
    expect(folder.backups()).toEqual([]);
  });

  test('of ten thousand problems and one says that it leaves one out, and knows the workbook again', async () => {
    const folder = new RegisterFolder();
    const slips = Array.from({ length: 10_000 }, (_, index) => `ZL-${index + 2},2026-08-03 09:00,M2,E2,100,${41 + (index % 50)}`);
    folder.write('质量信息_more.csv', ['信息编号,反馈时间,型号,故障代码,检查数量,不合格数量', ...slips]);
    const first = await folder.run({ locale: 'en' });
    expect([first.proposals, findingsOf(first)]).toEqual([10_000, ['unlisted_proposals actions.xlsx']]);
    // Of the first slip, ZL-1, the fewest units are affected.
    const listed = (await folder.rows()).filter(([id]) => id !== null && id !== undefined);
    expect([listed.length, await folder.action(proposal)]).toEqual([1 + 1 + 10_000, undefined]);
    expect(folder.figure('unassigned')).toBe(10_001);
    const second = await folder.run({ locale: 'en' });
    expect([second.outcome, folder.wasKnown, findingsOf(second)]).toEqual(['unchanged', true, ['unlisted_proposals actions.xlsx']]);
  });

  test('follows the exports', async () => {
    const folder = new RegisterFolder();
    await folder.run();
    folder.exportActions('2026-09', [
      'A-1,,M1,E1,换供应商,李明,2026-07-01,2026-09-30,,进行中',
      'A-2,,M1,E1,加严检验,李明,2026-08-05,2026-09-01,,未开始',
    ]);
    const summary = await folder.run();
    expect(summary).toMatchObject({ outcome: 'written', edited: 0, findings: [] });
    expect(folder.wasKnown).toBe(true);
    expect(await folder.action('A-1')).toMatchObject({ 责任人: '李明' });
    expect(folder.figure('open')).toBe(2);
    expect(folder.backups()).toHaveLength(1);
  });
});

describe('edited by its owners', () => {
  test('a row that was edited counts instead of the exports, and a conflict is reported', async () => {
    const folder = new RegisterFolder();
    await folder.run();
    expect(folder.figure('overdue')).toBe(1);
    await folder.setCell('A-1', '计划完成日期', new Date(Date.UTC(2026, 9, 15)));
    const edited = await folder.run();
    expect(edited).toMatchObject({ outcome: 'unchanged', edited: 1, findings: [] });
    expect(folder.wasKnown).toBe(false);
    expect([folder.figure('overdue'), folder.figure('open')]).toEqual([0, 1]);

    folder.exportActions('2026-09', ['A-1,,M1,E1,换供应商,王芳,2026-07-01,2026-08-25,,进行中']);
    const conflict = await folder.run();
    expect(findingsOf(conflict)).toEqual(['conflict actions.xlsx!J2 A-1']);
    expect(conflict.findings[0]).toMatchObject({ column: 'due_on', found: '2026-10-15', exported: '2026-08-25' });
    expect(folder.figure('overdue')).toBe(0);
    expect(await folder.action('A-1')).toMatchObject({ '提示（自动填写）': expect.stringContaining('2026-08-25') });

    // Whoever changes the cell after that has decided; giving in to the export ends the conflict as well.
    await folder.setCell('A-1', '计划完成日期', new Date(Date.UTC(2026, 9, 20)));
    expect(findingsOf(await folder.run())).toEqual([]);
  });

  test('a proposal with an owner is an action and answers its group; it stays, a second one is not made', async () => {
    const folder = new RegisterFolder();
    await folder.run();
    await folder.setCell(proposal, '责任人', '顾工');
    const summary = await folder.run();
    expect(summary).toMatchObject({ edited: 1, proposals: 0 });
    expect([folder.figure('open'), folder.figure('unassigned'), folder.figure('overdue')]).toEqual([2, 0, 1]);
    expect(await folder.action(proposal)).toMatchObject({ 责任人: '顾工', 计划完成日期: null });
  });

  test('a proposal nobody touched goes when an export answers its group; one with a remark stays and is no action', async () => {
    const untouched = new RegisterFolder();
    await untouched.run();
    const answer = 'A-3,ZL-1,M2,E2,返工,李明,2026-08-10,2026-09-10,,进行中';
    untouched.exportActions('2026-09', ['A-1,,M1,E1,换供应商,王芳,2026-07-01,2026-08-20,,进行中', answer]);
    await untouched.run();
    expect(await untouched.action(proposal)).toBeUndefined();

    const remarked = new RegisterFolder();
    await remarked.run();
    await remarked.setCell(proposal, '备注', '等供应商回复');
    remarked.exportActions('2026-09', ['A-1,,M1,E1,换供应商,王芳,2026-07-01,2026-08-20,,进行中', answer]);
    await remarked.run();
    expect(await remarked.action(proposal)).toMatchObject({ 备注: '等供应商回复' });
    expect(remarked.figure('open')).toBe(2);
  });

  test('rows and columns that people add stay; a row without an id is told', async () => {
    const folder = new RegisterFolder();
    await folder.run();
    await folder.edit(([header = [], ...rows]) => [
      [...header, '优先级'],
      ...rows.map((row) => [...row, row[0] === 'A-1' ? '高' : null]),
      Object.assign(new Array(header.length).fill(null), { 0: 'X-1', 4: '培训', 6: '丁一', 8: '2026/8/5', 9: '2026/9/5', 11: '处理中' }),
      Object.assign(new Array(header.length).fill(null), { 4: '没有编号的行' }),
    ]);
    const summary = await folder.run();
    expect(findingsOf(summary)).toEqual(['missing_id actions.xlsx!A5']);
    expect(folder.figure('open')).toBe(2);
    expect(await folder.action('X-1')).toMatchObject({ 行动内容: '培训', 状态: '进行中', 优先级: null });
    expect(await folder.action('A-1')).toMatchObject({ 优先级: '高' });
    expect((await folder.rows()).map((row) => row[4])).toContain('没有编号的行');
  });

  test('a cell nobody can read and a number that stands twice: the last good values count, the text stays, the cell is named', async () => {
    const folder = new RegisterFolder([
      'A-1,,M1,E1,换供应商,王芳,2026-07-01,2026-08-20,,进行中',
      'A-2,,M1,E1,加严,王芳,2026-07-01,2026-08-21,,进行中',
    ]);
    await folder.run();
    await folder.edit((rows) => [
      ...rows.map((row) => (row[0] === 'A-1' ? Object.assign([...row], { 9: '下周五', 11: '已完成' }) : row)),
      ...rows.filter((row) => row[0] === 'A-2').map((row) => Object.assign([...row], { 4: '另一项' })),
    ]);
    const summary = await folder.run();
    expect(findingsOf(summary)).toEqual([
      'unreadable_cell actions.xlsx!J2 A-1',
      'duplicate_id actions.xlsx!A3 A-2',
      'duplicate_id actions.xlsx!A4 A-2',
    ]);
    expect(summary.findings[0]?.text).toMatch(/"due_on": "下周五" is not a date/);
    expect([folder.figure('open'), folder.figure('overdue')]).toEqual([2, 2]);
    expect(await folder.action('A-1')).toMatchObject({ 计划完成日期: '下周五', 状态: '已完成' });
    expect((await folder.rows()).map((row) => row[4])).toEqual(expect.arrayContaining(['加严', '另一项']));
    expect(await folder.action('A-1', folder.published)).toMatchObject({ 状态: '进行中' });

    await folder.setCell('A-1', '计划完成日期', '2026-10-09');
    await folder.run();
    expect(folder.figure('open')).toBe(1);
  });

  test('a deleted action is missing, and listed again; an edit takes it back', async () => {
    const folder = new RegisterFolder();
    await folder.run();
    await folder.edit((rows) => rows.filter((row) => row[0] !== 'A-1'));
    const deleted = await folder.run();
    expect(findingsOf(deleted)).toEqual(['deleted_row actions.xlsx!A2 A-1']);
    expect([folder.figure('missing'), folder.figure('open')]).toEqual([1, 1]);
    expect(await folder.action('A-1')).toMatchObject({ 行动内容: '换供应商' });
    expect(findingsOf(await folder.run())).toEqual(['deleted_row actions.xlsx!A2 A-1']);
    await folder.setCell('A-1', '备注', '保留');
    expect(findingsOf(await folder.run())).toEqual([]);
    expect(folder.figure('missing')).toBe(0);
  });
});

describe('a workbook that must be left alone', () => {
  test.each(['~$actions.xlsx', '.~lock.actions.xlsx#'])(
    'with %s beside it: what was saved counts, nothing is written until it is closed',
    async (lock) => {
      const folder = new RegisterFolder();
      await folder.run();
      await folder.setCell('A-1', '计划完成日期', new Date(Date.UTC(2026, 9, 15)));
      folder.exportActions('2026-09', [
        'A-1,,M1,E1,换供应商,王芳,2026-07-01,2026-08-20,,进行中',
        'A-2,,M1,E1,加严检验,李明,2026-08-05,2026-08-15,,未开始',
      ]);
      const bytes = readFileSync(folder.workbook);
      writeFileSync(join(folder.out, lock), '');
      const open = await folder.run();
      expect(open).toMatchObject({ outcome: 'left', notices: [expect.stringContaining('open in another program')] });
      expect(readFileSync(folder.workbook)).toEqual(bytes);
      expect([folder.figure('open'), folder.figure('overdue')]).toEqual([2, 1]);
      rmSync(join(folder.out, lock));
      // A-2 was never in the workbook: nobody has deleted it.
      const closed = await folder.run();
      expect(closed).toMatchObject({ outcome: 'written', edited: 1, findings: [] });
      expect(await folder.action('A-2')).toBeDefined();
    },
  );

  test.each([
    { what: 'damaged', content: 'PK no workbook' },
    { what: 'empty', content: '' },
  ])('a $what one is never overwritten, what was last known counts', async ({ content }) => {
    const folder = new RegisterFolder();
    await folder.run();
    await folder.setCell('A-1', '计划完成日期', new Date(Date.UTC(2026, 9, 15)));
    await folder.run();
    writeFileSync(folder.workbook, content);
    const summary = await folder.run();
    expect(findingsOf(summary)).toEqual(['unreadable_workbook actions.xlsx']);
    expect(summary.outcome).toBe('left');
    expect(readFileSync(folder.workbook, 'utf8')).toBe(content);
    expect(folder.figure('overdue')).toBe(0);
    rmSync(folder.workbook);
    expect(await folder.run()).toMatchObject({ outcome: 'written', notices: [expect.stringContaining('not there any more')] });
    expect(await folder.action('A-1')).toMatchObject({ 计划完成日期: new Date(Date.UTC(2026, 9, 15)) });
  });
});

test('a report on an earlier month, and loading alone, leave the proposals as they are', async () => {
  const folder = new RegisterFolder();
  await folder.run();
  const before = readFileSync(folder.workbook);
  await folder.run({ period: '2026-07' });
  await ingestExports({ inputs: [folder.input], out: folder.out }, quietEffects);
  expect(readFileSync(folder.workbook)).toEqual(before);
  expect(await folder.action(proposal, join(folder.out, '2026-07', 'actions.xlsx'))).toBeUndefined();
  expect((await folder.run()).outcome).toBe('unchanged');
});

test('English headers are written and read back', async () => {
  const folder = new RegisterFolder();
  await folder.run({ locale: 'en' });
  await folder.setCell('A-1', 'status', 'done');
  const summary = await folder.run({ locale: 'en' });
  expect(summary).toMatchObject({ outcome: 'unchanged', edited: 1 });
  expect(folder.figure('open')).toBe(0);
});

describe('published at the very moment', () => {
  test('an edit saved while a run is working is left alone and taken in by the next', async () => {
    const folder = new RegisterFolder();
    await folder.run();
    folder.exportActions('2026-09', [
      'A-1,,M1,E1,换供应商,王芳,2026-07-01,2026-08-20,,进行中',
      'A-2,,M1,E1,加严检验,李明,2026-08-05,2026-08-15,,未开始',
    ]);
    const saved = await folder.savedWith('A-1', '计划完成日期', new Date(Date.UTC(2026, 9, 15)));
    folder.beforePublishing = () => writeFileSync(folder.workbook, saved);
    const late = await folder.run();
    expect(late).toMatchObject({ outcome: 'left', notices: [expect.stringContaining('while the run was working')] });
    expect(readFileSync(folder.workbook)).toEqual(Buffer.from(saved));
    folder.beforePublishing = () => undefined;
    // A-2 was in the version that was not put in place: nobody has deleted it, and nothing of A-1 is lost.
    expect(await folder.run()).toMatchObject({ outcome: 'written', edited: 1, findings: [], notices: [] });
    expect(folder.figure('overdue')).toBe(1);
    expect(await folder.action('A-1')).toMatchObject({ 计划完成日期: new Date(Date.UTC(2026, 9, 15)) });
    expect(await folder.action('A-2')).toBeDefined();
    expect(readdirSync(folder.out)).not.toContain('.register-left');
  });
});

test('with masked staff, names owners type stay in the living register and are masked wherever figures and findings show them', async () => {
  const folder = new RegisterFolder();
  writeFileSync(join(folder.input, 'fieldreview.yaml'), 'privacy: { staff: mask }\n');
  await folder.run();
  expect(await folder.action('A-1')).toMatchObject({ 责任人: expect.stringMatching(/^王\*[0-9a-f]{3}$/) });
  await folder.setCell('A-1', '责任人', '李明珠');
  folder.exportActions('2026-09', ['A-1,,M1,E1,换供应商,赵一,2026-07-01,2026-08-20,,进行中']);
  const run = await folder.run();
  expect(await folder.action('A-1')).toMatchObject({ 责任人: '李明珠' });
  expect(await folder.action('A-1', folder.published)).toMatchObject({ 责任人: expect.stringMatching(/^李\*[0-9a-f]{3}$/) });
  expect(JSON.stringify(await folder.rows(folder.published))).not.toMatch(/李明珠/);
  expect(JSON.stringify(run.findings)).toMatch(/李\*[0-9a-f]{3}/);
  expect(JSON.stringify(run.findings)).not.toMatch(/李明珠|赵一/);
});
