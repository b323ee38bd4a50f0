import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { summaryLines } from '../../pipeline/commands/summary-lines.js';
import type { Effects } from '../../pipeline/effects.js';
import type { PeriodOptions } from '../../pipeline/plan-period.js';
import { ingestExports, reportLoaded, runPeriod } from '../../pipeline/run-period.js';
import type { RunSummary } from '../../pipeline/run-summary.js';
import { findUnchanged } from '../../pipeline/unchanged/find-unchanged.js';
import { programHash } from '../../pipeline/unchanged/program-hash.js';
import { layoutOf } from '../../pipeline/warehouse/layout.js';
import { quietEffects, temporaryFolder } from './example.js';

const out = temporaryFolder();
const kept = temporaryFolder();
const [folder, first] = [temporaryFolder(), temporaryFolder()];
const tickets = join(folder, '工单_202608.csv');
const calendar = join(first, 'calendar.json');
const key = join(first, 'key');
const configuration = join(folder, 'fieldreview.yaml');

const settings = [
  'home_province: 江苏',
  'quality: { skip_bad_files: true }',
  `calendar: ${calendar}`,
  `privacy: { key_file: ${key} }`,
  'report: { company: 甲公司 }',
];

interface Asked extends Partial<PeriodOptions> {
  readonly out?: string;
  readonly inputs?: readonly string[];
  readonly effects?: Partial<Effects>;
}

const run = ({ inputs = [folder], effects, ...options }: Asked = {}): Promise<RunSummary> =>
  runPeriod({ period: '2026-08', inputs, out, locale: 'zh-CN', ...options }, { ...quietEffects, ...effects });

/** Whether a run would do nothing; it is not made. */
async function isUnchanged({ inputs = [folder], effects, ...asked }: Asked = {}): Promise<boolean> {
  const options = { period: '2026-08', inputs, out, locale: 'zh-CN', ...asked } as const;
  return (await findUnchanged(layoutOf(options.out), 'run', options, { ...quietEffects, ...effects })) !== undefined;
}

const rows = ['A1,其他,2026-08-01 09:00,甲组,张三', 'A2,其他,2026-08-02 09:00,甲组,李四', 'A3,不存在,2026-08-03 09:00,甲组,王五'];

function writeTickets(lines: readonly string[]): void {
  writeFileSync(tickets, `${['工单编号,问题类型,受理时间,处理组,客户姓名', ...lines].join('\n')}\n`);
}

/** Every file below a folder with its content. */
function contentsOf(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(root, path)).isFile());
  return Object.fromEntries(files.sort().map((path) => [path, sha256(readFileSync(join(root, path)))]));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function restore(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
}

let summary: RunSummary;

beforeAll(async () => {
  writeTickets(rows);
  writeFileSync(join(folder, '批次_bad.csv'), 'nothing,here\n');
  writeFileSync(join(folder, 'notes.txt'), 'no export');
  writeFileSync(calendar, JSON.stringify({ years: [2025, 2026, 2027], off: [], work: [], source: 'test' }));
  writeFileSync(key, 'secret');
  writeFileSync(configuration, settings.join('\n'));
  await run();
  // The same run again, in full: what a run without changes says and leaves.
  rmSync(join(out, '.published.json'));
  summary = await run();
  cpSync(out, join(kept, 'out'), { recursive: true, preserveTimestamps: true });
  cpSync(folder, join(kept, 'folder'), { recursive: true, preserveTimestamps: true });
  cpSync(first, join(kept, 'first'), { recursive: true, preserveTimestamps: true });
}, 120_000);

beforeEach(() => {
  restore(join(kept, 'out'), out);
  restore(join(kept, 'folder'), folder);
  restore(join(kept, 'first'), first);
});

describe('a run that would change nothing', () => {
  test('says what the run before said, and changes no byte', async () => {
    const before = contentsOf(out);
    const again = await run();
    expect(again).toEqual({ ...summary, unchanged: true });
    expect(contentsOf(out)).toEqual(before);
    expect(summaryLines(again).at(-1)).toBe(`unchanged; report at ${join(out, '2026-08', 'index.html')}`);
    expect(summaryLines(again).slice(0, -1)).toEqual(summaryLines(summary).slice(0, -1));
  });

  test('is told from one that ran in full by nothing in OUT but the warehouse, whose bytes are not defined', async () => {
    const before = contentsOf(out);
    rmSync(join(out, '.published.json'));
    expect((await run()).unchanged).toBe(false);
    const undefinedBytes = { 'warehouse.duckdb': '', '.published.json': '', '.lock': '' };
    expect({ ...contentsOf(out), ...undefinedBytes }).toEqual({ ...before, ...undefinedBytes });
  });

  test('is one also where the files are newer and the input is named in another way', async () => {
    utimesSync(tickets, new Date(), new Date());
    expect((await run({ inputs: [`${folder}/../${folder.split('/').at(-1)}`] })).unchanged).toBe(true);
  });

  test('completes first what a run before had begun to publish', async () => {
    const prepared = join(out, '.work', '2026-08');
    cpSync(join(out, '2026-08'), prepared, { recursive: true });
    writeFileSync(join(prepared, 'index.html'), 'another report');
    writeFileSync(join(out, '.publication.json'), JSON.stringify([{ from: '2026-08', to: '2026-08' }]));
    expect((await run()).unchanged).toBe(false);
    expect(contentsOf(join(out, '2026-08'))).toEqual(contentsOf(join(kept, 'out', '2026-08')));
    expect([existsSync(join(out, '.work')), existsSync(join(out, '.publication.json'))]).toEqual([false, false]);
  });

  test('holds for report as well, which knows nothing of the inputs', async () => {
    const report = () => reportLoaded({ period: '2026-08', out, locale: 'zh-CN' }, quietEffects);
    const whole = await report();
    writeTickets(rows.slice(1));
    expect(whole.unchanged).toBe(false);
    expect(await report()).toEqual({ ...whole, unchanged: true });
    expect((await run()).unchanged).toBe(false);
  });
});

describe('a run is made in full when there is another', () => {
  const sameSize = () => {
    const before = statSync(tickets);
    writeTickets(rows.map((row) => row.replace('A2', 'A9')));
    utimesSync(tickets, before.atime, before.mtime);
  };
  const changes: Record<string, () => void> = {
    'content of an export, of the same size and time': sameSize,
    export: () => writeFileSync(join(folder, '批次_1.csv'), '批次号,型号,出货数量\nL1,M1,10\n'),
    'name of an export': () => renameSync(tickets, join(folder, '工单_202609.csv')),
    'set of exports': () => rmSync(tickets),
    'ignored file': () => writeFileSync(join(folder, 'more.txt'), ''),
    'set of ignored files': () => rmSync(join(folder, 'notes.txt')),
    'bad file': () => writeFileSync(join(folder, '批次_bad.csv'), 'something,here\n'),
    setting: () => writeFileSync(configuration, [...settings, 'warranty_months: 24'].join('\n')),
    company: () => writeFileSync(configuration, settings.join('\n').replace('甲公司', '乙公司')),
    target: () => writeFileSync(configuration, settings.join('\n').replace('company: 甲公司', 'targets: { service.open: 3 }')),
    calendar: () => writeFileSync(calendar, JSON.stringify({ years: [2025, 2026, 2027], off: ['2026-08-03'], work: [], source: 'test' })),
    'key of pseudonyms': () => writeFileSync(key, 'another secret'),
    page: () => writeFileSync(join(out, '2026-08', 'index.html'), ''),
    'set of tables': () => rmSync(join(out, '2026-08', 'tables', 'obligations.parquet')),
    'file in the folder of the period': () => writeFileSync(join(out, '2026-08', 'report.pdf'), ''),
    'list of rejected rows': () => writeFileSync(join(out, 'rejects', 'tickets.csv'), ''),
    index: () => rmSync(join(out, 'index.html')),
    register: () => rmSync(join(out, 'actions.xlsx')),
    'mark of a register that was left': () => writeFileSync(join(out, '.register-left'), ''),
    'program that has the register open': () => writeFileSync(join(out, '~$actions.xlsx'), ''),
    'log of changes to the warehouse': () => writeFileSync(join(out, 'warehouse.duckdb.wal'), ''),
    'record, or none that can be read': () => writeFileSync(join(out, '.published.json'), '{'),
  };
  test.each(Object.keys(changes))('%s', async (name) => {
    expect(await isUnchanged()).toBe(true);
    changes[name]?.();
    expect(await isUnchanged()).toBe(false);
  });

  test.each<[string, Asked]>([
    ['period', { period: '2026-07' }],
    ['cut-off', { asOf: '2026-08-20' }],
    ['locale', { locale: 'en' }],
    ['key in the environment', { effects: { environment: { FIELDREVIEW_PRIVACY_KEY: 'another secret' } } }],
    ['configuration beside the work', { effects: { workingFolder: first } }],
    ['wish for a PDF', { pdf: true }],
  ])('%s', async (name, asked) => {
    if (name.startsWith('configuration')) writeFileSync(join(first, 'fieldreview.yaml'), 'home_province: 浙江\n');
    expect(await isUnchanged(asked)).toBe(false);
  });

  test('policy', async () => {
    const policy = join(first, 'policy.yaml');
    writeFileSync(policy, 'clocks: {}\n');
    writeFileSync(configuration, [...settings, `policy: ${policy}`].join('\n'));
    expect([(await run()).unchanged, await isUnchanged()]).toEqual([false, true]);
    writeFileSync(policy, '# read again\nclocks: {}\n');
    expect(await isUnchanged()).toBe(false);
  });

  test('policy and calendar among the exports, where init puts them', async () => {
    const named = { policy: join(folder, 'policy.yaml'), calendar: join(folder, 'calendar.json') };
    writeFileSync(named.policy, 'clocks: {}\n');
    cpSync(calendar, named.calendar);
    const others = settings.filter((line) => !line.startsWith('calendar:'));
    writeFileSync(configuration, [...others, ...Object.entries(named).map(([name, file]) => `${name}: ${file}`)].join('\n'));
    expect([(await run()).unchanged, await isUnchanged()]).toEqual([false, true]);
  });

  test('file of the store', async () => {
    const [stored = ''] = readdirSync(join(out, 'store', 'tickets'));
    writeFileSync(join(out, 'store', 'tickets', stored), 'damaged');
    expect(await isUnchanged()).toBe(false);
  });

  test('publication since, or other figures in the index', async () => {
    await run({ period: '2026-07' });
    expect(await isUnchanged()).toBe(false);
    expect([(await run()).unchanged, await isUnchanged()]).toEqual([false, true]);
    writeFileSync(join(out, '2026-07', 'figures.json'), '{}');
    expect(await isUnchanged()).toBe(false);
    rmSync(join(out, '2026-07'), { recursive: true });
    expect(await isUnchanged()).toBe(false);
  });

  test('load since', async () => {
    await ingestExports({ inputs: [folder], out }, quietEffects);
    expect(await isUnchanged()).toBe(false);
  });

  test('place of OUT', async () => {
    const moved = join(temporaryFolder(), 'out');
    cpSync(out, moved, { recursive: true });
    expect(await isUnchanged({ out: moved })).toBe(false);
  });

  test('page that could not be printed: it is tried again', async () => {
    const asked = { pdf: true, effects: { environment: { FIELDREVIEW_CHROMIUM: join(folder, 'no-browser') } } };
    expect((await run(asked)).pdf_problem).not.toBeNull();
    expect(await isUnchanged(asked)).toBe(false);
  });
});

test('a file that was loaded with other settings is read when it comes back', async () => {
  const away = join(temporaryFolder(), '工单_202607.csv');
  writeFileSync(join(away), '工单编号,问题类型,受理时间,处理组,客户姓名\nB1,其他,2026-07-01 09:00,甲组,赵六\n');
  await run({ inputs: [folder, away] });
  const content = readFileSync(away);
  rmSync(away);
  writeFileSync(key, 'another secret');
  expect([(await run()).unchanged, await isUnchanged()]).toEqual([false, true]);
  writeFileSync(away, content);
  expect(await isUnchanged()).toBe(false);
});

test('report, which reads no file again, is passed over also where files were loaded with other settings', async () => {
  writeFileSync(key, 'another secret');
  const report = () => reportLoaded({ period: '2026-08', out, locale: 'zh-CN' }, quietEffects);
  expect([(await report()).unchanged, (await report()).unchanged]).toEqual([false, true]);
});

test('figures that were damaged are published again by their own period, and named by any other', async () => {
  writeFileSync(join(out, '2026-08', 'figures.json'), '{ "schema": 1, "figu');
  const message = /2026-08.figures\.json: is not what was published.* fieldreview report --period 2026-08 --out/;
  await expect(run({ period: '2026-07' })).rejects.toThrow(message);
  expect((await run()).unchanged).toBe(false);
  expect(contentsOf(join(out, '2026-08'))).toEqual(contentsOf(join(kept, 'out', '2026-08')));
});

test('the program is another one with another model, style or version', () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'queries', 'marts'), { recursive: true });
  mkdirSync(join(root, 'reports', 'theme'), { recursive: true });
  const hashes = ['queries/marts/defects.sql', 'reports/theme/report.css', 'package.json'].flatMap((file) =>
    ['one', 'other'].map((text) => {
      writeFileSync(join(root, file), text);
      return programHash(root);
    }),
  );
  expect(new Set(hashes).size).toBe(6);
  expect(programHash(root)).toBe(hashes.at(-1));
});
