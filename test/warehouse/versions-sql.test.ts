import { describe, expect, test } from 'vitest';
import { contractOf } from '../../pipeline/contracts/index.js';
import { versionStatements } from '../../pipeline/warehouse/versions-sql.js';
import type { Folder } from '../ingest/ingest-folder.js';
import { expectVersionsWalked } from './versions-law.js';
import { csv, withWarehouse } from './with-warehouse.js';

const header = '工单号,问题类型,受理时间,问题描述,联系电话,完成时间';
const ticket = (id: string, issue: string, phone = ''): string => `${id},物流,2026-10-01,${issue},${phone},`;

interface Outcome {
  /** read, loaded, duplicate, superseded of each file in export order. */
  readonly accounts: readonly (readonly number[])[];
  /** Kept rows in their order: the columns asked for. */
  readonly rows: readonly unknown[];
}

async function load(files: Folder, dataset: string, columns: string): Promise<Outcome> {
  return withWarehouse(files, async (database) => ({
    accounts: (
      await database.rows<{ read: number; loaded: number; duplicate: number; superseded: number }>(
        `select read, loaded, duplicate, superseded from file_accounting where dataset = '${dataset}' order by file_number`,
      )
    ).map(({ read, loaded, duplicate, superseded }) => [read, loaded, duplicate, superseded]),
    rows: (await database.rows(`select ${columns} from raw_${dataset} order by row_order`)).map((row) => Object.values(row)),
  }));
}

const tickets = (files: Folder): Promise<Outcome> => load(files, 'tickets', 'ticket_id, issue, file_index, line');

describe('the versions of a key', () => {
  test('A A B B A: each equal to the one before is a duplicate, each other supersedes it', async () => {
    const rows = ['甲', '甲', '乙', '乙', '甲'].map((issue) => ticket('T-1', issue));
    expect(await tickets({ 'tickets.csv': csv(header, ...rows) })).toEqual({ accounts: [[5, 1, 2, 2]], rows: [['T-1', '甲', 0, 6]] });
  });

  test('of equal versions the last is kept', async () => {
    const files = {
      'tickets_2026-09.csv': csv(header, ticket('T-1', '甲')),
      'tickets_2026-10.csv': csv(header, 'x,物流,2026-10-01,,,', ticket('T-1', '甲')),
    };
    expect(await tickets(files)).toEqual({
      accounts: [
        [1, 1, 0, 0],
        [2, 1, 1, 0],
      ],
      rows: [
        ['T-1', '甲', 1, 3],
        ['X', null, 1, 2],
      ],
    });
  });

  test('stand at the place of the first', async () => {
    const file = csv(header, ticket('T-2', '甲'), ticket('T-1', '甲'), ticket('T-2', '乙'));
    expect((await tickets({ 'tickets.csv': file })).rows).toEqual([
      ['T-2', '乙', 0, 4],
      ['T-1', '甲', 0, 3],
    ]);
  });

  test('do not differ in personal data', async () => {
    const file = csv(header, ticket('T-1', '甲', '13800000001'), ticket('T-1', '甲', '13800000002'));
    expect((await tickets({ 'tickets.csv': file })).accounts).toEqual([[2, 1, 1, 0]]);
  });

  test('are compared as typed values', async () => {
    const file = csv(header, 't-1,物流,2026-10-01 00:00,甲,,', 'T-1,LOGISTICS,2026/10/1,甲,,-', 'T-1,物流,2026-10-01 00:01,甲,,');
    expect((await tickets({ 'tickets.csv': file })).accounts).toEqual([[3, 1, 1, 1]]);
  });

  test('a column that an export lacks is empty in it', async () => {
    const files = {
      'tickets_2026-09.csv': csv(header, ticket('T-1', '')),
      'tickets_2026-10.csv': csv('受理时间,工单号,问题类型', '2026-10-01,T-1,物流'),
    };
    expect((await tickets(files)).accounts).toEqual([
      [1, 1, 0, 0],
      [1, 0, 1, 0],
    ]);
  });

  test('a rejected row is none of them', async () => {
    const file = csv(header, ticket('T-1', '甲'), 'T-1,也许,2026-10-01,乙,,', ticket('T-1', '甲'));
    expect((await tickets({ 'tickets.csv': file })).accounts).toEqual([[3, 1, 1, 0]]);
  });

  test('two paths with equal content are two files', async () => {
    const file = csv(header, ticket('T-1', '甲'), ticket('T-2', '甲'));
    expect((await tickets({ 'a/tickets.csv': file, 'b/tickets.csv': file })).accounts).toEqual([
      [2, 2, 0, 0],
      [2, 0, 2, 0],
    ]);
  });

  test('are those of one key, also where other keys have its hash', async () => {
    const file = csv(header, ...['T-1', 'T-2', 'T-2', 'T-3'].map((id) => ticket(id, '甲')));
    const fates = await withWarehouse({ 'tickets.csv': file }, async (database) => {
      const [, remakeFates = ''] = versionStatements(contractOf('tickets'), [], '');
      await database.run('create macro hash(key) as 1::ubigint');
      await database.run(remakeFates);
      return database.rows('select place, first_place, is_last, fate from fates_tickets order by place');
    });
    expect(fates).toEqual([
      { place: 3, first_place: 3, is_last: false, fate: 'loaded' },
      { place: 4, first_place: 3, is_last: true, fate: 'duplicate' },
    ]);
  });

  test('come in export order, not in the order of names', async () => {
    const files = {
      'tickets_2026-10.csv': csv(header, ticket('T-1', '新')),
      'z-tickets_2026-9.csv': csv(header, ticket('T-1', '旧')),
      'zz-tickets.csv': csv(header, ticket('T-1', '无日期')),
    };
    expect((await tickets(files)).rows).toEqual([['T-1', '新', 2, 2]]);
  });
});

describe('the key', () => {
  test('of an event without a number is ticket, time and type', async () => {
    const file = csv(
      '流水号,工单号,时间,类型,备注',
      ',T-1,2026-10-01 10:00,挂起,甲',
      ',t-1,2026-10-01 10:00:00,pause,乙',
      ',T-1,2026-10-01 10:00,恢复,',
      'E-1,T-1,2026-10-01 10:00,挂起,',
    );
    const { accounts, rows } = await load({ 'events.csv': file }, 'events', 'event_id, event_type, note');
    expect(accounts).toEqual([[4, 3, 0, 1]]);
    expect(rows).toEqual([
      [null, 'pause', '乙'],
      [null, 'resume', null],
      ['E-1', 'pause', null],
    ]);
  });

  test('of a lot has five parts, empty ones among them', async () => {
    const lot = (...cells: string[]): string => cells.join(',');
    const file = csv(
      '批号,出货单号,出货日期,型号,工厂,出货数量',
      lot('L1', 'S1', '2026-10-01', 'A', '一厂', '1'),
      lot('L1', '', '2026-10-01', 'A', '一厂', '2'),
      lot('L1', 'S1', '', 'A', '一厂', '3'),
      lot('L1', 'S1', '2026-10-01', 'B', '一厂', '4'),
      lot('L1', 'S1', '2026-10-01', 'A', '', '5'),
      lot('L1', '', '', 'A', '', '6'),
      lot('l1', 'ｓ1', '2026/10/1', 'a', ' 一厂 ', '7'),
    );
    const { accounts, rows } = await load({ 'lots.csv': file }, 'lots', 'shipped_qty');
    expect(accounts).toEqual([[7, 6, 0, 1]]);
    expect(rows).toEqual([[7], [2], [3], [4], [5], [6]]);
  });
});

test('any versions in any files are kept and counted as a walk through them does', async () => {
  await expectVersionsWalked({ runs: 8, seed: 20261003 });
});

describe('the newest actions export', () => {
  const header = '行动编号,行动内容,提出日期,计划完成日期,状态';
  const row = (id: string): string => `${id},换供应商,2026-07-01,2026-08-20,未开始`;
  const newest = (files: Folder): Promise<unknown> =>
    withWarehouse(files, (database) => database.rows('select newest_file_index from raw_newest_actions'));

  test('is the last file of all, also one that lists none any more', async () => {
    expect(await newest({ '行动计划_202607.csv': csv(header, row('A-1')), '行动计划_202608.csv': csv(header) })).toEqual([
      { newest_file_index: 1 },
    ]);
  });

  test('is not there without one', async () => {
    expect(await newest({ '批次.csv': csv('批号,型号,出货数量', 'L-1,A,1') })).toEqual([]);
  });
});
