import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../pipeline/errors.js';
import { type ExportFormat, type ExportOptions, type ExportResult, exportTables } from '../../pipeline/export-tables.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

const figures = {
  schema: 1,
  figures: [
    { id: 'service.open', value: 20, unit: 'count' },
    { id: 'service.open[team=华东\\=一组]', value: 0.1, unit: 'count' },
    { id: 'service.p90_hours', value: null, unit: 'hours' },
  ],
  tables: {},
};

const out = temporaryFolder();

beforeAll(async () => {
  const database = await Database.open(':memory:');
  for (const period of ['2026-10', '2026-W43']) {
    mkdirSync(join(out, period, 'tables'), { recursive: true });
    writeFileSync(join(out, period, 'figures.json'), JSON.stringify(figures));
    const table = (name: string, query: string) =>
      database.run(`copy (${query}) to '${join(out, period, 'tables', `${name}.parquet`)}' (format parquet)`);
    await table('actions', "select 'XD-' || range as action_id, '=1' as title, date '2026-10-03' as due_on from range(3)");
    await table(
      'sla_breaches_by_obligation',
      `select 'plan' as clock, 'T' || (9 - range) as record_id, null::varchar as ticket_id, timestamp '2026-10-03 09:30:00' as due_at,
        null::timestamp as stopped_at, range::double as overdue_minutes, '王' as owner, null::varchar as team, timestamp '2026-10-01' as start_at,
        0 as clock_no, 1 as other from range(3)`,
    );
  }
  database.close();
});

function run(options: Partial<ExportOptions>): Promise<ExportResult> {
  return exportTables({ out, period: '2026-10', format: 'csv', tables: [], ...options }, quietEffects);
}

async function failure(options: Partial<ExportOptions>): Promise<string> {
  const error = await run(options).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe('all tables', () => {
  test.each([
    ['parquet', ['actions.parquet', 'figures.parquet', 'sla_breaches_by_obligation.parquet']],
    ['arrow', ['actions.arrow', 'figures.arrow', 'sla_breaches_by_obligation.arrow']],
    ['csv', ['actions.csv', 'figures.csv', 'sla_breaches_by_obligation.csv']],
    ['xlsx', ['2026-10.xlsx']],
  ] as [ExportFormat, string[]][])('as %s', async (format, files) => {
    const to = join(temporaryFolder(), 'deep', 'folder');
    const { tables } = await run({ format, to });
    expect(readdirSync(to).sort()).toEqual(files);
    expect(tables.map(({ table, rows }) => [table, rows])).toEqual([
      ['figures', 3],
      ['actions', 3],
      ['sla_breaches_by_obligation', 3],
    ]);
    expect(tables.every(({ file }) => existsSync(file))).toBe(true);
  });

  test('go to the folder export of OUT, and the published period stays as it was', async () => {
    const before = readdirSync(join(out, '2026-10'), { recursive: true });
    const { tables } = await run({ period: '2026-W43' });
    expect(tables[0]?.file).toBe(join(out, 'export', '2026-W43', 'figures.csv'));
    expect(readdirSync(join(out, '2026-10'), { recursive: true })).toEqual(before);
    expect(readdirSync(out).sort()).toEqual(['.lock', '2026-10', '2026-W43', 'export']);
  });
});

describe('the figures', () => {
  test('are a table of id, value and unit in every form', async () => {
    const to = temporaryFolder();
    for (const format of ['parquet', 'arrow', 'csv', 'xlsx'] as const) await run({ format, to, tables: ['figures'] });
    expect(readFileSync(join(to, 'figures.csv'), 'utf8')).toBe(
      '\ufeffid,value,unit\nservice.open,20,count\nservice.open[team=华东\\=一组],0.1,count\nservice.p90_hours,,hours\n',
    );
    const rows = figures.figures.map(({ id, value, unit }) => [id, value, unit]);
    const arrow = tableFromIPC(readFileSync(join(to, 'figures.arrow')));
    expect(arrow.toArray().map((row) => [row.id, row.value, row.unit])).toEqual(rows);
    const [sheet] = (await readXlsx(readFileSync(join(to, 'figures.xlsx')))).sheets;
    expect(sheet?.rows).toEqual([['id', 'value', 'unit'], ...rows]);
    const database = await Database.open(':memory:');
    expect(await database.rows(`select * from '${join(to, 'figures.parquet')}'`)).toEqual(figures.figures);
    database.close();
  });
});

test('takes no more memory than it is allowed', async () => {
  const limited = { ...quietEffects, environment: { FIELDREVIEW_MEMORY_LIMIT: '100MB' } };
  const { tables } = await exportTables({ out, period: '2026-10', format: 'csv', tables: [], to: temporaryFolder() }, limited);
  expect(tables).toHaveLength(3);
});

describe('a named table', () => {
  test('comes alone, however often it is named', async () => {
    const to = temporaryFolder();
    await run({ to, tables: ['actions', 'actions'] });
    expect(readdirSync(to)).toEqual(['actions.csv']);
    expect(readFileSync(join(to, 'actions.csv'), 'utf8')).toBe(
      "\ufeffaction_id,title,due_on\nXD-0,'=1,2026-10-03\nXD-1,'=1,2026-10-03\nXD-2,'=1,2026-10-03\n",
    );
  });

  test('may be one of figures.json: its columns and order there, but whole', async () => {
    const { tables } = await run({ tables: ['breaches'] });
    expect(
      readFileSync(tables[0]?.file ?? '', 'utf8')
        .split('\n')
        .slice(0, 2),
    ).toEqual(['\ufeffclock,record_id,ticket_id,due_at,stopped_at,overdue_minutes,owner,team', 'plan,T7,,2026-10-03T09:30:00,,2,王,']);
  });

  test('replaces the file of before at once, and a failure leaves it', async () => {
    const to = temporaryFolder();
    writeFileSync(join(to, 'actions.csv'), 'before');
    mkdirSync(join(to, 'figures.csv'));
    expect(await failure({ to, tables: ['figures'] })).toMatch(/cannot be written.*--to/);
    expect([readdirSync(to).sort(), readFileSync(join(to, 'actions.csv'), 'utf8')]).toEqual([['actions.csv', 'figures.csv'], 'before']);
    await run({ to, tables: ['actions'] });
    expect(readFileSync(join(to, 'actions.csv'), 'utf8')).toMatch(/^\ufeffaction_id/);
  });

  test('that is not there is an error with the nearest and all others', async () => {
    expect(await failure({ tables: ['action'] })).toBe(
      '--table action: 2026-10 has no such table; did you mean "actions"? Its tables are: figures, actions, sla_breaches_by_obligation, breaches',
    );
  });
});

describe('what cannot be exported', () => {
  test('a period that is not published names those that are', async () => {
    expect(await failure({ period: '2026-09' })).toMatch(
      /2026-09 is not published here, but 2026-10, 2026-W43\. .*fieldreview report --period 2026-09/,
    );
    expect(await failure({ period: '2026-10-03' })).toMatch(/neither a month nor an ISO week/);
  });

  test('a folder without results is left as it is', async () => {
    const nowhere = join(temporaryFolder(), 'nowhere');
    expect(await failure({ out: nowhere })).toMatch(/no period is published here.*fieldreview run/);
    expect(existsSync(nowhere)).toBe(false);
  });

  test('nothing is written among published results, not even through a link', async () => {
    const link = join(temporaryFolder(), 'link');
    symlinkSync(join(out, '2026-10'), link);
    for (const to of [out, join(out, '2026-10', 'tables'), join(out, 'new'), link, join(link, 'new')]) {
      expect(await failure({ to })).toMatch(/lies among the results/);
    }
    expect(readdirSync(join(out, '2026-10')).sort()).toEqual(['figures.json', 'tables']);
    await run({ to: join(out, 'export', 'mine') });
  });

  test('a target that is a file says so', async () => {
    const to = join(temporaryFolder(), 'file');
    writeFileSync(to, '');
    expect(await failure({ to })).toMatch(/file: cannot be written/);
  });
});
