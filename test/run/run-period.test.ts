import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportTables } from '../../pipeline/export-tables.js';
import { ingestExports, reportLoaded, runPeriod } from '../../pipeline/run-period.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { exampleFolder, quietEffects, readFigures, temporaryFolder } from './example.js';

const ticketsHeader = '工单编号,问题类型,受理时间,处理组';

function writeTickets(folder: string, name: string, rows: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `${[ticketsHeader, ...rows].join('\n')}\n`);
}

describe('the shipped example', () => {
  const out = temporaryFolder();
  beforeAll(async () => {
    await runPeriod({ period: '2026-10', inputs: [exampleFolder], out, locale: 'zh-CN' }, quietEffects);
  }, 120_000);

  test('gives the reviewed figures', async () => {
    const { figures } = readFigures(out, '2026-10');
    const lines = figures.filter(({ id }) => !id.includes('[')).map(({ id, value, unit }) => `${id} = ${value} ${unit}`);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('expected/example-2026-10.txt');
  });

  test('leaves what interface.md lists, and nothing of its work', () => {
    expect(readdirSync(out).sort()).toEqual([
      '.lock',
      '.published.json',
      '2026-10',
      'actions.xlsx',
      'index.html',
      'rejects',
      'store',
      'warehouse.duckdb',
    ]);
    expect(readdirSync(join(out, '2026-10')).sort()).toEqual(['actions.xlsx', 'figures.json', 'index.html', 'manifest.json', 'tables']);
  });

  test('keeps no name, telephone number or address of the exports in the clear', () => {
    const page = readFileSync(join(out, '2026-10', 'index.html'), 'utf8');
    expect(page).not.toMatch(/1300000\d{4}/);
  });

  test('the account of every file adds up and its figures are those of the manifest', () => {
    const manifest = JSON.parse(readFileSync(join(out, '2026-10', 'manifest.json'), 'utf8')) as {
      inputs: Record<string, number | string>[];
    };
    for (const file of manifest.inputs) {
      expect(file.read, String(file.path)).toBe(
        Number(file.loaded) + Number(file.rejected) + Number(file.duplicate) + Number(file.superseded),
      );
    }
    const figure = (id: string): number | null | undefined => readFigures(out, '2026-10').figures.find((each) => each.id === id)?.value;
    const read = manifest.inputs.filter((file) => file.dataset === 'tickets').reduce((total, file) => total + Number(file.read), 0);
    expect(figure('accounting.tickets.read')).toBe(read);
  });

  test('the warehouse opens in another client and its views can be read', async () => {
    const database = await Database.open(join(out, 'warehouse.duckdb'), { readOnly: true });
    const { tickets } = await database.row<{ tickets: number }>('select count(*) as tickets from raw_tickets');
    database.close();
    expect(tickets).toBe(readFigures(out, '2026-10').figures.find(({ id }) => id === 'accounting.tickets.loaded')?.value);
  });

  test('every figure of the whole has its place on the page, in both languages', async () => {
    const { figures } = readFigures(out, '2026-10');
    const values = new Map(figures.map(({ id, value }) => [id, value]));
    const wanted = figures.map(({ id }) => id).filter((id) => !id.includes('[') && !id.startsWith('accounting.'));
    const missing = (): string[] => {
      const page = readFileSync(join(out, '2026-10', 'index.html'), 'utf8');
      return wanted.filter((id) => !page.includes(` data-figure="${id}"`) && !isToldInCounts(id, (name) => values.get(name) ?? null));
    };
    expect(wanted.length).toBeGreaterThan(190);
    expect(missing()).toEqual([]);
    await reportLoaded({ period: '2026-10', out, locale: 'en' }, quietEffects);
    expect(missing()).toEqual([]);
  }, 60_000);

  test('every table is exported in every form with all its rows', async () => {
    const published = readdirSync(join(out, '2026-10', 'tables')).map((name) => name.replace('.parquet', ''));
    const to = temporaryFolder();
    const results = [];
    for (const format of ['parquet', 'arrow', 'csv', 'xlsx'] as const) {
      results.push(await exportTables({ out, period: '2026-10', format, tables: [], to }, quietEffects));
    }
    const rows = results.map(({ tables }) => Object.fromEntries(tables.map((table) => [table.table, table.rows])));
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual([...published, 'figures'].sort());
    expect(rows.slice(1)).toEqual([rows[0], rows[0], rows[0]]);
    const database = await Database.open(':memory:');
    for (const table of published) {
      const arrow = tableFromIPC(readFileSync(join(to, `${table}.arrow`)));
      const columns = await database.rows<{ column_name: string }>(`describe select * from '${join(to, `${table}.parquet`)}'`);
      expect([arrow.numRows, arrow.schema.names], table).toEqual([rows[0]?.[table], columns.map(({ column_name }) => column_name)]);
    }
    database.close();
  }, 60_000);

  test('a week is reported from what is loaded, beside the month', async () => {
    await reportLoaded({ period: '2026-W43', out, locale: 'en' }, quietEffects);
    expect(existsSync(join(out, '2026-W43', 'index.html'))).toBe(true);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toMatch(/2026-10\/index\.html[\s\S]*|2026-W43\/index\.html/);
    expect(existsSync(join(out, '2026-10', 'figures.json'))).toBe(true);
  }, 60_000);
});

describe('a rate of fewer than ten cases', () => {
  test('is printed as counts, so only its numbers must be on the page', () => {
    const values = new Map([
      ['sla.plan.due', 9],
      ['sla.refund.due', 10],
      ['satisfaction.effect.n', 0],
      ['actions.due', 12],
    ]);
    const value = (id: string) => values.get(id) ?? null;
    const told = [
      'sla.plan.compliance',
      'sla.plan.met',
      'sla.refund.compliance',
      'satisfaction.effect.csat_low',
      'actions.closed_on_time_rate',
    ];
    expect(told.filter((id) => !isToldInCounts(id, value))).toEqual([
      'sla.plan.met',
      'sla.refund.compliance',
      'actions.closed_on_time_rate',
    ]);
  });
});

describe('loading again', () => {
  test('an unchanged file is not read again, a changed one replaces what it had brought', async () => {
    const input = temporaryFolder();
    const out = temporaryFolder();
    writeTickets(input, '工单_202608.csv', ['A1,其他,2026-08-01 09:00,甲组', 'A2,其他,2026-08-02 09:00,甲组']);
    expect((await ingestExports({ inputs: [input], out }, quietEffects)).new_tables).toBe(1);
    const again = await ingestExports({ inputs: [input], out }, quietEffects);
    expect([again.new_tables, again.unchanged_files]).toEqual([0, 1]);
    writeTickets(input, '工单_202608.csv', ['A3,其他,2026-08-03 09:00,甲组']);
    const changed = await ingestExports({ inputs: [input], out }, quietEffects);
    expect(changed.accounting).toEqual([{ dataset: 'tickets', read: 1, loaded: 1, rejected: 0, duplicate: 0, superseded: 0 }]);
  });

  test('equal content at two paths is two files', async () => {
    const input = temporaryFolder();
    const rows = ['A1,其他,2026-08-01 09:00,甲组'];
    writeTickets(input, '工单_1.csv', rows);
    writeTickets(input, '工单_2.csv', rows);
    const { accounting } = await ingestExports({ inputs: [input], out: temporaryFolder() }, quietEffects);
    expect(accounting).toEqual([{ dataset: 'tickets', read: 2, loaded: 1, rejected: 0, duplicate: 1, superseded: 0 }]);
  });
});

describe('data that fails changes nothing', () => {
  test('bad files are listed together (exit 3)', async () => {
    const input = temporaryFolder();
    const out = temporaryFolder();
    writeFileSync(join(input, '工单_a.csv'), '工单编号,受理时间\nA1,2026-08-01\n');
    writeFileSync(join(input, '批次_b.csv'), '<html><table></table></html>');
    await expect(ingestExports({ inputs: [input], out }, quietEffects)).rejects.toThrow(
      /2 file\(s\)[\s\S]*工单_a\.csv[\s\S]*category[\s\S]*批次_b\.csv[\s\S]*HTML[\s\S]*fieldreview map FILE/,
    );
    expect(existsSync(join(out, 'warehouse.duckdb'))).toBe(false);
  });

  test('with quality.skip_bad_files they are reported and the rest is loaded', async () => {
    const input = temporaryFolder();
    writeTickets(input, '工单_ok.csv', ['A1,其他,2026-08-01 09:00,甲组']);
    writeFileSync(join(input, '批次_b.csv'), 'nothing,here\n');
    writeFileSync(join(input, 'fieldreview.yaml'), 'quality: { skip_bad_files: true }\n');
    const summary = await ingestExports({ inputs: [input], out: temporaryFolder() }, quietEffects);
    expect(summary.bad_files.map((file) => file.path)).toEqual(['批次_b.csv']);
    expect(summary.accounting[0]?.loaded).toBe(1);
  });

  const faulty = (count: number): string[] => Array.from({ length: count }, (_unused, index) => `B${index},不存在,2026-08-01 09:00,甲组`);
  const sound = (count: number): string[] => Array.from({ length: count }, (_unused, index) => `A${index},其他,2026-08-01 09:00,甲组`);

  test.each([
    { rejected: 19, loaded: 0, passes: true, edge: 'fewer than 20 rejected rows never stop a run' },
    { rejected: 20, loaded: 380, passes: true, edge: 'exactly the allowed share passes' },
    { rejected: 20, loaded: 379, passes: false, edge: 'above the allowed share stops' },
  ])('the gate: $edge', async ({ rejected, loaded, passes }) => {
    const input = temporaryFolder();
    const out = temporaryFolder();
    writeTickets(input, '工单.csv', [...sound(loaded), ...faulty(rejected)]);
    const run = ingestExports({ inputs: [input], out }, quietEffects);
    if (passes) await expect(run).resolves.toBeDefined();
    else
      await expect(run).rejects.toMatchObject({
        exitCode: 3,
        message: expect.stringContaining(`tickets: ${rejected} of ${rejected + loaded}`),
      });
    expect(existsSync(join(out, 'warehouse.duckdb'))).toBe(passes);
    expect(readFileSync(join(out, 'rejects', 'tickets.csv'), 'utf8')).toContain('bad_enum');
  });

  test('only the files new to the run pass the gate again', async () => {
    const input = temporaryFolder();
    const out = temporaryFolder();
    writeTickets(input, '工单_1.csv', [...sound(1000), ...faulty(30)]);
    await ingestExports({ inputs: [input], out }, quietEffects);
    writeTickets(input, '工单_2.csv', ['C1,其他,2026-08-01 09:00,甲组']);
    await expect(ingestExports({ inputs: [input], out }, quietEffects)).resolves.toBeDefined();
  });
});

test('privacy.staff: mask shows no full name of a member of staff', async () => {
  const input = temporaryFolder();
  const out = temporaryFolder();
  writeFileSync(
    join(input, '维修记录.csv'),
    '维修编号,故障代码,维修人员,维修完成时间\nR1,E1,王小明,2026-08-03 10:00\nR2,E1,王大力,2026-08-04 10:00\n',
  );
  writeFileSync(join(input, 'fieldreview.yaml'), 'privacy: { staff: mask }\n');
  await runPeriod({ period: '2026-08', inputs: [input], out, locale: 'zh-CN' }, quietEffects);
  const ids = readFigures(out, '2026-08').figures.map(({ id }) => id);
  const technicians = ids.filter((id) => id.startsWith('repairs.finished[technician='));
  expect(technicians).toHaveLength(2);
  for (const id of technicians) expect(id).toMatch(/\[technician=王\*[0-9a-f]{3}\]$/);
});

test('an unfinished publication is completed by the next run', async () => {
  const input = temporaryFolder();
  const out = temporaryFolder();
  writeTickets(input, '工单_202608.csv', ['A1,其他,2026-08-01 09:00,甲组']);
  await runPeriod({ period: '2026-08', inputs: [input], out, locale: 'zh-CN' }, quietEffects);
  const prepared = join(out, '.work', '2026-08');
  cpSync(join(out, '2026-08'), prepared, { recursive: true });
  appendFileSync(join(prepared, 'index.html'), '<!-- newer -->');
  writeFileSync(join(out, '.publication.json'), JSON.stringify([{ from: '2026-08', to: '2026-08' }]));
  await ingestExports({ inputs: [input], out }, quietEffects);
  expect(readFileSync(join(out, '2026-08', 'index.html'), 'utf8')).toContain('<!-- newer -->');
  expect(existsSync(join(out, '.work'))).toBe(false);
  rmSync(out, { recursive: true });
});

/** Below ten cases the page gives counts in place of a percentage: what such a rate is a share of. */
function isToldInCounts(id: string, value: (id: string) => number | null): boolean {
  const [family, member, measure] = id.split('.');
  const total =
    family === 'sla' && measure === 'compliance'
      ? `sla.${member}.due`
      : family === 'satisfaction' && /^(csat|dissatisfied)/.test(measure ?? '')
        ? `satisfaction.${member}.n`
        : id === 'actions.closed_on_time_rate'
          ? 'actions.due'
          : undefined;
  return total !== undefined && (value(total) ?? 0) < 10;
}
