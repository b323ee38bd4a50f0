import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contractOf, contracts } from '../../pipeline/contracts/index.js';
import { type RawRow, rowJudge, rowSchema } from '../../pipeline/contracts/row-schema.js';
import type { CellSettings } from '../../pipeline/ingest/read-cell.js';

const settings: CellSettings = { zone: 'Asia/Shanghai' };
const judge = (dataset: string, row: RawRow, more: Partial<CellSettings> = {}) =>
  rowJudge(contractOf(dataset), { ...settings, ...more })(row);
const faultsOf = (dataset: string, row: RawRow, more: Partial<CellSettings> = {}) =>
  judge(dataset, row, more).faults.map(({ code, column }) => `${code} ${column}`);

const ticket: RawRow = { ticket_id: 'wo-1', category: '产品质量', accepted_at: '2026-10-03 09:30' };
const slip: RawRow = { feedback_id: 'F1', received_at: '2026-10-03', model: 'A', fault_code: 'E1' };
const repair: RawRow = { repair_id: 'R1', fault_code: 'E1' };

describe('values', () => {
  test('are typed, every column of the contract among them', () => {
    const { values, precisions, faults, warnings } = judge('tickets', {
      ...ticket,
      due_at: '2026-10-05',
      purchased_on: '2026/1/2 8:00',
      team: ' 一组 ',
    });
    expect([faults, warnings]).toEqual([[], []]);
    expect(Object.keys(values)).toEqual(contractOf('tickets').columns.map((column) => column.name));
    expect(values).toMatchObject({
      ticket_id: 'WO-1',
      category: 'quality',
      accepted_at: '2026-10-03 09:30:00',
      due_at: '2026-10-05 23:59:59',
      purchased_on: '2026-01-02',
      team: '一组',
      owner: null,
    });
    expect(precisions).toEqual({ accepted_at: 'minute', due_at: 'day' });
  });

  test('无 is a consequence, and nothing elsewhere', () => {
    expect(judge('feedback', { ...slip, consequence: '无', lot_no: '无', product: 'N/A' }).values).toMatchObject({
      consequence: 'none',
      lot_no: null,
      product: null,
    });
  });

  test('placeholders are null in serial numbers alone', () => {
    expect(judge('repairs', { ...repair, serial_no: '0000', lot_no: '0000' }).values).toMatchObject({ serial_no: null, lot_no: '0000' });
    expect(judge('repairs', { ...repair, serial_no: 'n.n.' }, { serialPlaceholders: ['N.N.'] }).values).toMatchObject({ serial_no: null });
  });

  test('money is exact text', () => {
    expect(judge('repairs', { ...repair, labor_cost: '￥1,234.50', parts_cost: '80元' }).values).toMatchObject({
      labor_cost: '1234.5',
      parts_cost: '80',
    });
  });
});

describe('faults', () => {
  test('a null token or nothing at all in a required column', () => {
    expect(faultsOf('tickets', { category: '-', accepted_at: null })).toEqual([
      'missing_required ticket_id',
      'missing_required category',
      'missing_required accepted_at',
    ]);
  });

  test('come in the order of the codes, then of the columns', () => {
    expect(
      faultsOf('feedback', {
        ...slip,
        feedback_id: '',
        received_at: '2026-13-01',
        consequence: '也许',
        characteristic: '也许',
        inspected_qty: '1.5',
        nonconforming_qty: '-1',
        measures_at: '2026-10-03',
        closed_at: '2026-10-01',
      }),
    ).toEqual([
      'missing_required feedback_id',
      'bad_type received_at',
      'bad_enum characteristic',
      'bad_type inspected_qty',
      'bad_enum consequence',
      'out_of_range nonconforming_qty',
    ]);
  });

  test('an unreadable required cell is unreadable, not missing', () => {
    expect(faultsOf('tickets', { ...ticket, category: '别的', accepted_at: '昨天' })).toEqual([
      'bad_enum category',
      'bad_type accepted_at',
    ]);
  });

  test.each([
    ['effect_score', '1', []],
    ['effect_score', '5', []],
    ['effect_score', '0', ['out_of_range effect_score']],
    ['effect_score', '6', ['out_of_range effect_score']],
    ['recommend_score', '0', []],
    ['recommend_score', '11', ['out_of_range recommend_score']],
    ['effect_score', '4.5', ['bad_type effect_score']],
  ])('a %s of %s: %j', (column, score, expected) => {
    expect(faultsOf('revisits', { revisit_id: 'V1', ticket_id: 'W1', revisited_at: '2026-10-03', [column]: score })).toEqual(expected);
  });

  test('nonconforming may reach inspected, not pass it; with either unknown nothing is compared', () => {
    const quantities = (nonconforming: string, inspected: string) =>
      faultsOf('feedback', { ...slip, nonconforming_qty: nonconforming, inspected_qty: inspected });
    expect(quantities('5', '5')).toEqual([]);
    expect(quantities('6', '5')).toEqual(['out_of_range nonconforming_qty']);
    expect(quantities('6', '')).toEqual([]);
    expect(quantities('6', 'x')).toEqual(['bad_type inspected_qty']);
  });

  test('negative money is out of range, zero is not', () => {
    expect(faultsOf('repairs', { ...repair, labor_cost: '-0.01', parts_cost: '-0' })).toEqual(['out_of_range labor_cost']);
  });

  test.each([
    // Compared at the coarser precision: the same minute, the same day.
    ['2026-10-03 09:30:59', '2026-10-03 09:30', []],
    ['2026-10-03 09:30:59', '2026-10-03', []],
    ['2026-10-03', '2026-10-03 00:00', []],
    ['2026-10-03 09:30', '2026-10-03 09:30', []],
    ['2026-10-03 09:31', '2026-10-03 09:30', ['time_order closed_at']],
    ['2026-10-03 09:30:59', '2026-10-03 09:30:58', ['time_order closed_at']],
    ['2026-10-04 00:00', '2026-10-03', ['time_order closed_at']],
  ])('received %s, closed %s: %j', (received, closed, expected) => {
    expect(faultsOf('feedback', { ...slip, received_at: received, closed_at: closed })).toEqual(expected);
  });

  test('dates are compared as days, and a chain by its own links', () => {
    const action = { action_id: 'A', title: 'x', opened_on: '2026-10-03 18:00', due_on: '2026-10-01', status: '进行中' };
    expect(faultsOf('actions', { ...action, closed_on: '2026-10-03 08:00' })).toEqual([]);
    expect(faultsOf('actions', { ...action, closed_on: '2026-10-02' })).toEqual(['time_order closed_on']);
    expect(faultsOf('tickets', { ...ticket, returned_at: '2026-10-05', refunded_at: '2026-10-04' })).toEqual(['time_order refunded_at']);
  });

  test('damaged identifiers of a workbook', () => {
    expect(faultsOf('tickets', { ...ticket, lot_no: '1.2345E+20' })).toEqual([]);
    expect(faultsOf('tickets', { ...ticket, lot_no: '1.2345E+20' }, { isWorkbook: true })).toEqual(['bad_type lot_no']);
  });
});

describe('warnings', () => {
  test('an unreadable descriptive cell becomes null', () => {
    const { values, warnings, faults } = judge('tickets', { ...ticket, resolution: '祈祷', confirmed: '大概' });
    expect(faults).toEqual([]);
    expect(values).toMatchObject({ resolution: null, confirmed: null });
    expect(warnings).toEqual([
      { code: 'bad_value_ignored', column: 'resolution' },
      { code: 'bad_value_ignored', column: 'confirmed' },
    ]);
  });

  test('a suspect order of times keeps the row; a promise for the day itself is in order', () => {
    expect(judge('lots', { lot_no: 'L', model: 'A', shipped_qty: '1', produced_on: '2026-10-03', shipped_on: '2026-10-02' })).toMatchObject(
      {
        faults: [],
        warnings: [{ code: 'time_suspect', column: 'shipped_on' }],
      },
    );
    expect(judge('tickets', { ...ticket, due_at: '2026-10-03' }).warnings).toEqual([]);
    expect(judge('tickets', { ...ticket, due_at: '2026-10-02' }).warnings).toEqual([{ code: 'time_suspect', column: 'due_at' }]);
  });
});

describe('rowSchema', () => {
  test('gives the typed row, or the faults as issues', () => {
    const schema = rowSchema(contractOf('tickets'), settings);
    expect(schema.parse(ticket).values).toMatchObject({ ticket_id: 'WO-1' });
    const result = schema.safeParse({ ...ticket, category: 'x', completed_at: '2026-10-01' });
    expect(result.error?.issues.map((issue) => [issue.path, issue.code === 'custom' && issue.params?.code])).toEqual([
      [['category'], 'bad_enum'],
      [['completed_at'], 'time_order'],
    ]);
  });

  const cells = fc.constantFrom('', '无', 'x', '5', '-1', '2026-10-03', '2026-10-02 08:00', '已完成', '是', 'A1', '1.5', '3元', '一般');

  test.each(contracts.map((contract) => [contract.dataset, contract] as const))(
    '%s: reading typed values again changes nothing',
    (_name, contract) => {
      const again = rowJudge(contract, { zone: 'America/New_York' });
      const row = fc.record(Object.fromEntries(contract.columns.map((column) => [column.name, cells])));
      fc.assert(
        fc.property(row, (raw) => {
          const { values } = rowJudge(contract, settings)(raw);
          const written = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === null ? null : String(value)]));
          expect(again(written).values).toEqual(values);
          expect(again(written).faults.filter(({ code }) => code === 'bad_type' || code === 'bad_enum')).toEqual([]);
        }),
      );
    },
  );
});
