import { describe, expect, test } from 'vitest';
import { contractOf, contracts } from '../../pipeline/contracts/index.js';
import { normalHeader } from '../../pipeline/ingest/header-names.js';
import { datasetByName, describeMissing, type MatchOptions, matchHeaders } from '../../pipeline/ingest/headers.js';

const plain: MatchOptions = { aliases: {} };
const matched = (dataset: string, cells: readonly string[], options = plain) => matchHeaders(contractOf(dataset), cells, options);
const positions = (dataset: string, cells: readonly string[], options = plain) =>
  Object.fromEntries(matched(dataset, cells, options).positions);

describe('a header is compared', () => {
  test.each([
    ['ｔｉｃｋｅｔ＿ＩＤ', 'ticket_id'],
    [' 工 单\n编\t号\u3000\ufeff', '工单编号'],
    ['*工单编号', '工单编号'],
    ['＊ * 工单编号', '工单编号'],
    ['人工费（元）', '人工费'],
    ['人工费 [元](含税)', '人工费'],
    ['人工费【元】', '人工费'],
    ['人工费(元(人民币))', '人工费'],
    ['人工费(元', '人工费(元'],
    ['(元)人工费', '(元)人工费'],
    ['人工)(费)', '人工)'],
    ['（元）', '(元)'],
    ['SN', 'sn'],
    ['', ''],
  ])('%j as %j', (header, expected) => {
    expect(normalHeader(header)).toBe(expected);
  });
});

describe('columns', () => {
  test('are found under their name and every accepted header, of other datasets too', () => {
    expect(positions('lots', ['批号', 'MODEL', '出货数量（台）', '产品名称'])).toEqual({ lot_no: 0, model: 1, shipped_qty: 2, product: 3 });
  });

  test('with two headers take the canonical one, wherever it stands, and report the other', () => {
    const { positions: found, repeated, unknown } = matched('tickets', ['工单编号', '问题类型', '受理时间', 'ticket_id']);
    expect(found.get('ticket_id')).toBe(3);
    expect([repeated, unknown]).toEqual([['工单编号'], []]);
  });

  test('with two accepted headers take the leftmost', () => {
    const { positions: found, repeated } = matched('tickets', ['工单号', '工单编号', '工单号', '问题类型', '受理时间']);
    expect(found.get('ticket_id')).toBe(0);
    expect(repeated).toEqual(['工单编号', '工单号']);
  });

  test('that nobody knows are reported once, without the empty ones behind the last', () => {
    expect(matched('lots', ['批号', '内部', '内部', '', ' ']).unknown).toEqual(['内部']);
  });

  test('that nobody knows show no personal data, should they be cells of a row', () => {
    expect(matched('lots', ['批号', '13812345678 a@b.cn']).unknown).toEqual(['*** ***']);
  });

  test('have further names by configuration', () => {
    expect(positions('lots', ['炉号', '型号'], { aliases: { lots: { lot_no: ['炉 号'] } } })).toEqual({ lot_no: 0, model: 1 });
  });

  test('of a mapping come from its headers alone, or are constant', () => {
    const mapping = { files: '*', dataset: 'lots', columns: { lot_no: '单号' }, values: {}, constants: { model: 'A' }, null_tokens: [] };
    const { positions: found, missing, repeated } = matched('lots', ['批号', '单号', '出货数量'], { aliases: {}, mapping });
    expect(Object.fromEntries(found)).toEqual({ lot_no: 1, shipped_qty: 2 });
    expect([missing, repeated]).toEqual([[], ['批号']]);
  });

  test('of one dataset never share an accepted header', () => {
    for (const contract of contracts) {
      const every = contract.columns.flatMap(
        (column) => matched(contract.dataset, [column.name, ...(column.headers ?? [])]).positions.size,
      );
      expect(every, contract.dataset).toEqual(contract.columns.map(() => 1));
    }
  });
});

test('what is missing is named with the header that comes nearest, at a length people can read', () => {
  const tickets = contractOf('tickets');
  const match = matched('tickets', ['工单编号', '问题类型', '颜色', '受里时间']);
  expect(describeMissing(tickets, match, {})).toBe(
    'column accepted_at (accepted: "accepted_at", "受理时间"); the nearest header is "受里时间"',
  );
});

describe('the dataset of a base name', () => {
  test.each([
    ['tickets_2026-10.csv', 'tickets'],
    ['2026年10月工单.xlsx', 'tickets'],
    ['工单流水_202610.csv', 'events'],
    ['导出(工单).csv', 'tickets'],
    ['客户回访记录表.csv', 'revisits'],
    ['ＬＯＴＳ.CSV', 'lots'],
    ['行动计划追踪表_2026-10.xlsx', 'actions'],
    ['维修记录.v2.csv', 'repairs'],
    ['october.csv', undefined],
    ['工单批次.csv', undefined],
    ['events_工单.csv', 'events'],
  ])('%s', (name, dataset) => {
    expect(datasetByName(name)?.dataset).toBe(dataset);
  });
});

test('a row of long cells is held against every contract in little time', () => {
  const start = process.cpuUsage();
  const cells = ['x'.repeat(400_000), `${'y'.repeat(400_000)}@`];
  for (const contract of contracts) expect(matched(contract.dataset, cells).missing).not.toEqual([]);
  // Of this process: other work on the machine does not count. It took 20 seconds when personal data was looked for in each.
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
});

test('a column without a name among the named ones is reported: its cells are not read', () => {
  expect(matched('tickets', ['工单编号', '问题类型', '', '受理时间', '', '']).unknown).toEqual(['(column 3, without a name)']);
  expect(matched('tickets', ['', '工单编号', '问题类型', '受理时间']).unknown).toEqual(['(column 1, without a name)']);
});
