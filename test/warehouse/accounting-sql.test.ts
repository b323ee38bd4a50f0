import { describe, expect, test } from 'vitest';
import type { Folder } from '../ingest/ingest-folder.js';
import { csv, withWarehouse } from './with-warehouse.js';

const ticketHeader = '工单号,问题类型,受理时间,预计完成时间,状态,实际完成时间,批号,处理方式,客户确认';
const ticket = (id: string, rest = ',,,,,'): string => `${id},物流,2026-10-02,${rest}`;
const repairHeader = '维修单号,故障代码,工单号,批号,派工时间,到场时间,完成时间';

async function warnings(files: Folder): Promise<Record<string, number>> {
  return withWarehouse(files, async (database) => {
    const found = await database.rows<{ dataset: string; code: string; count: number }>(
      'select dataset, code, count from warnings order by all',
    );
    return Object.fromEntries(found.map(({ dataset, code, count }) => [`${dataset} ${code}`, count]));
  });
}

describe('orphan_ref', () => {
  const tickets = csv(ticketHeader, ticket('T-1'));
  const lots = csv('批号,型号,出货数量', 'L-1,A,1');

  test('is one per row, however many of its references are unknown', async () => {
    const repairs = csv(repairHeader, 'R1,F,T-1,L-1,,,', 'R2,F,T-9,L-1,,,', 'R3,F,T-1,L-9,,,', 'R4,F,T-9,L-9,,,', 'R5,F,,,,,');
    expect(await warnings({ 'tickets.csv': tickets, 'lots.csv': lots, 'repairs.csv': repairs })).toEqual({ 'repairs orphan_ref': 3 });
  });

  test('is asked of every dataset that names a ticket or a lot, and not of tickets themselves', async () => {
    const files = {
      'tickets.csv': csv(ticketHeader, ticket('T-1', ',,,L-9,,'), ticket('T-2', ',,,L-1,,')),
      'lots.csv': lots,
      'repairs.csv': csv(repairHeader, 'R1,F,T-9,,,,'),
      'events.csv': csv('工单号,时间,类型', 'T-1,2026-10-02,挂起', 'T-8,2026-10-02,挂起', 'T-9,2026-10-02,挂起'),
    };
    expect(await warnings(files)).toEqual({ 'events orphan_ref': 2, 'repairs orphan_ref': 1, 'tickets orphan_ref': 1 });
  });

  test('is asked of datasets that have any file, even one without rows', async () => {
    const repairs = csv(repairHeader, 'R1,F,T-9,L-9,,,');
    expect(await warnings({ 'repairs.csv': repairs })).toEqual({});
    expect(await warnings({ 'repairs.csv': repairs, 'lots.csv': csv('批号,型号,出货数量') })).toEqual({ 'repairs orphan_ref': 1 });
  });

  test('a rejected ticket is unknown, a superseded reference no longer asked', async () => {
    const files = {
      'tickets.csv': csv(ticketHeader, ticket('T-1'), 'T-2,也许,2026-10-02,,,,,,'),
      'repairs.csv': csv(repairHeader, 'R1,F,T-2,,,,', 'R2,F,T-9,,,,', 'R2,F,T-1,,,,'),
    };
    expect(await warnings(files)).toEqual({ 'repairs orphan_ref': 1 });
  });
});

describe('warnings of a row', () => {
  test('count once per kept row and code', async () => {
    const file = csv(
      ticketHeader,
      ticket('T-1', '2026-10-01,已完成,,,也许,也许'),
      ticket('T-2', '2026-10-01,,,,也许,'),
      ticket('T-2', ',,,,维修,'),
      ticket('T-3', ',已完成,,,,'),
      ticket('T-3', ',已完成,,,,'),
      'T-4,也许,2026-10-02,2026-10-01,已完成,,,也许,',
    );
    expect(await warnings({ 'tickets.csv': file })).toEqual({
      'tickets bad_value_ignored': 1,
      'tickets completed_without_time': 2,
      'tickets time_suspect': 1,
    });
  });

  test('time_suspect: dispatched ≤ arrived ≤ finished, at the coarser precision, over an empty cell between too', async () => {
    const file = csv(
      repairHeader,
      'R1,F,,,2026-10-01 10:00,2026-10-01 09:59,2026-10-01 12:00',
      'R2,F,,,2026-10-01 10:00,2026-10-01 11:00,2026-10-01 10:30',
      'R3,F,,,2026-10-01 10:00,,2026-10-01 09:00',
      'R4,F,,,2026-10-01 10:00:30,2026-10-01 10:00,2026-10-01',
      'R5,F,,,2026-10-02 10:00,2026-10-01,2026-10-01',
    );
    expect(await warnings({ 'repairs.csv': file })).toEqual({ 'repairs time_suspect': 4 });
  });

  test('shipped before produced', async () => {
    expect(
      await warnings({
        'lots.csv': csv('批号,型号,出货数量,生产日期,出货日期', 'L,A,1,2026-10-02,2026-10-01', 'M,A,1,2026-10-02,2026-10-02'),
      }),
    ).toEqual({
      'lots time_suspect': 1,
    });
  });
});

describe('newer_version_rejected', () => {
  const good = ticket('T-1');
  const bad = 'T-1,也许,2026-10-02,,,,,,';

  test('is one per rejected row behind a valid version', async () => {
    expect(await warnings({ 'tickets.csv': csv(ticketHeader, bad, good, bad, good, bad) })).toEqual({
      'tickets newer_version_rejected': 2,
    });
    expect(await warnings({ 'tickets.csv': csv(ticketHeader, bad, good) })).toEqual({});
  });

  test('goes by export order across files', async () => {
    const files = {
      'tickets_2026-10.csv': csv(ticketHeader, good),
      'a-tickets_2026-11.csv': csv(ticketHeader, bad),
      'tickets.csv': csv(ticketHeader, bad),
    };
    expect(await warnings(files)).toEqual({ 'tickets newer_version_rejected': 1 });
  });

  test('a ragged or undecodable row has no key', async () => {
    const file = csv(ticketHeader, good, 'T-1,物流', `${good},x`, ticket('T-1', '\0,,,,,'));
    expect(await warnings({ 'tickets.csv': file })).toEqual({});
  });

  test('a key with a faulty part is unknown, one out of order is not', async () => {
    const files = {
      'lots.csv': csv('批号,型号,出货数量,出货日期', 'L,A,1,', 'L,A,1,不知道', 'L,A,-1,', 'L,,1,', 'L,A,多,'),
      'events.csv': csv(
        '流水号,工单号,时间,类型',
        ',T-1,2026-10-01,挂起',
        ',T-1,2026-10-01,也许',
        ',T-1,不知道,挂起',
        'E1,T-1,2026-10-01,挂起',
        'E1,,2026-10-01,挂起',
        'E1,T-1,2026-10-01,也许',
      ),
    };
    expect(await warnings(files)).toEqual({ 'events newer_version_rejected': 2, 'lots newer_version_rejected': 2 });
  });
});

test('the account of a file counts its own rows: read = loaded + rejected + duplicate + superseded', async () => {
  const files = {
    'tickets_2026-09.csv': csv(ticketHeader, ticket('T-1'), ticket('T-2'), '合计,2,,,,,,,'),
    'tickets_2026-10.csv': csv(ticketHeader, ticket('T-1', ',处理中,,,,'), ticket('T-2'), ticket('T-3'), 'T-3,也许,2026-10-02,,,,,,', ''),
  };
  const accounts = await withWarehouse(files, (database) =>
    database.rows('select path, read, loaded, rejected, duplicate, superseded, skipped_lines from file_accounting order by file_number'),
  );
  expect(accounts).toEqual([
    { path: 'tickets_2026-09.csv', read: 2, loaded: 1, rejected: 0, duplicate: 0, superseded: 1, skipped_lines: 1 },
    { path: 'tickets_2026-10.csv', read: 4, loaded: 2, rejected: 1, duplicate: 1, superseded: 0, skipped_lines: 1 },
  ]);
});
