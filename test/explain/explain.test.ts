import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { explainFigure } from '../../pipeline/explain/explain-figure.js';
import type { Explanation } from '../../pipeline/explain/explanation.js';
import { explanationLines } from '../../pipeline/explain/explanation-lines.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { ingestExports, reportLoaded, runPeriod } from '../../pipeline/run-period.js';
import { layoutOf } from '../../pipeline/warehouse/layout.js';
import { withLock } from '../../pipeline/warehouse/lock.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

/** A team whose name needs escapes in an id, in SQL, and in a CSV, and holds what a terminal would obey. */
const awkward = "=甲[组]\\'\u001b[2J";
const awkwardId = "service.accepted[team=\\=甲\\[组\\]\\\\'\u001b\\[2J]";

const input = temporaryFolder();
const out = temporaryFolder();

beforeAll(async () => {
  const ticket = (number: number, month: string, team: string) =>
    `A${month}${number},其他,2026-${month}-${String(number).padStart(2, '0')} 09:00,2026-${month}-${String(number).padStart(2, '0')} ${number % 2 === 0 ? '10:00' : '15:00'},"${team}"`;
  const month = (name: string) =>
    Array.from({ length: 28 }, (_unused, index) => ticket(index + 1, name, index < 24 || name === '07' ? '乙组' : awkward));
  for (const name of ['07', '08']) writeTickets(`工单_2026${name}.csv`, month(name));
  writeFileSync(
    join(input, 'repairs_202608.csv'),
    'repair_id,ticket_id,lot_no,fault_code,finished_at\nR1,A081,L1,E1,2026-08-05 10:00\nR2,A082,L1,E1,2026-08-06 10:00\n',
  );
  writeFileSync(join(input, 'actions_202608.csv'), 'action_id,title,opened_on,due_on,status\nXD-1,t,2026-07-05,2026-09-01,open\n');
  writeFileSync(join(input, 'lots_202608.csv'), 'lot_no,model,shipped_on,shipped_qty\nL1,M1,2026-06-01,5\n');
  await runPeriod({ period: '2026-07', inputs: [input], out, locale: 'en' }, quietEffects);
  await reportLoaded({ period: '2026-08', out, locale: 'en' }, quietEffects);
}, 120_000);

function writeTickets(name: string, rows: readonly string[]): void {
  mkdirSync(input, { recursive: true });
  writeFileSync(join(input, name), `工单编号,问题类型,受理时间,首次响应时间,处理组\n${rows.join('\n')}\n`);
}

function explain(figure: string, options: { period?: string; out?: string; rows?: string; config?: string } = {}): Promise<Explanation> {
  return explainFigure({ figure, period: '2026-08', out, ...options }, quietEffects);
}

describe('a figure of the period the warehouse holds', () => {
  test('is told in full', async () => {
    const explanation = await explain('sla.first_response.compliance[team=乙组]');
    expect(explanation).toMatchObject({
      figure: 'sla.first_response.compliance[team=乙组]',
      period: '2026-08',
      as_of: '2026-09-01T00:00:00+08:00',
      value: 0.5,
      unit: 'ratio',
      value_now: 0.5,
      is_reproduced: true,
      is_in_warehouse: true,
      notes: [],
      definition: { 'zh-CN': expect.stringContaining('达标率'), en: expect.stringContaining('Share in time') },
      clock: { record: 'tickets', start: 'accepted_at', stop: 'first_response_at', versions: [{ target: 2, unit: 'hours' }] },
      formula: { file: 'queries/metrics/sla_compliance_by_clock_and_dimension.sql' },
      parameters: { period: '2026-08', timezone: 'Asia/Shanghai' },
      rows: { total: 24, value: { value: 0.5 } },
    });
    expect(explanation.sql).toContain("and member = '乙组'");
    expect(explanation.formula.models.map(({ file }) => file)).toContain('queries/staging/stg_tickets.sql');
    for (const { file } of explanation.formula.models) expect(existsSync(join(packageRoot, file)), file).toBe(true);
    expect(explanation.rows.first).toHaveLength(20);
    expect(explanation.rows.first[0]).toMatchObject({ record_id: 'A081', outcome: 'breached', file: '工单_202608.csv', line: 2 });
  });

  test('names as inputs the files of the datasets it is made of, and no others', async () => {
    const { inputs } = await explain('complaints.opened');
    expect(inputs.map(({ dataset }) => dataset).sort()).toEqual(['lots', 'tickets', 'tickets']);
    const sha256 = /^[0-9a-f]{64}$/;
    expect(inputs).toEqual(inputs.map((each) => ({ ...each, sha256: expect.stringMatching(sha256), since_published: null })));
    expect((await explain('accounting.lots.read')).inputs.map(({ path }) => path)).toEqual(['lots_202608.csv']);
  });

  test('may have a name that needs escapes, and shows nothing a terminal would obey', async () => {
    const explanation = await explain(awkwardId);
    expect(explanation).toMatchObject({ value: 4, value_now: 4, rows: { total: 4, value: { value: 4 } } });
    const text = explanationLines(explanation, 'zh-CN').join('\n');
    expect(text).toContain('\\u{1b}');
    expect([...text].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
  });
});

test('a defect group is told by its name, with what it counts', async () => {
  const explanation = await explain('lot:L1:E1');
  expect(explanation).toMatchObject({
    figure: 'tables.defects[group_id=lot:L1:E1].rate',
    value: 0.4,
    record: { affected: 2, denominator: 5, class: 'batch' },
    is_reproduced: true,
    rows: { total: 3, value: { value: 0.4 } },
  });
  const places = explanation.rows.first.map(({ role, file, line }) => [role, file, line]);
  expect(places).toEqual([
    ['fault', 'repairs_202608.csv', 2],
    ['fault', 'repairs_202608.csv', 3],
    ['shipment', 'lots_202608.csv', 2],
  ]);
});

test('rows are written whole as CSV, defused, and not printed', async () => {
  const file = join(temporaryFolder(), 'rows.csv');
  const explanation = await explain('service.accepted', { rows: file });
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('\u{feff}ticket_id,')).toBe(true);
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
  expect(data).toHaveLength(28);
  expect(new Set(data.map(({ team }) => team))).toEqual(new Set(['乙组', `'${awkward}`]));
  expect(data[0]).toMatchObject({ ticket_id: 'A081', file: '工单_202608.csv', line: '2' });
  const lines = explanationLines(explanation, 'en');
  expect(lines.at(-1)).toBe(`28 rows written to ${file}`);
  expect(lines.filter((line) => line.includes('A081'))).toEqual([]);
  await expect(explain('service.accepted', { rows: join(file, 'x.csv') })).rejects.toThrow(/cannot be written.*--rows/);
});

describe('what is not there', () => {
  test.each([
    ['service.acepted', { period: '2026-08' }, /no figure "service.acepted"; did you mean "service.accepted"\?/],
    ['service.accepted[team=丙组]', { period: '2026-08' }, /did you mean "service.accepted\[team=乙组\]"/],
    ['lot:L1:E2', { period: '2026-08' }, /table defects has no row "lot:L1:E2"; did you mean "lot:L1:E1"/],
    ['tables.defects[group_id=lot:L1:E1].rat', { period: '2026-08' }, /no column "rat"; did you mean "rate"/],
    ['service.accepted', { period: '2026-06' }, /2026-06 is not published here, but 2026-07, 2026-08.*fieldreview report --period 2026-06/],
    ['service.accepted', { period: '2026-13' }, /neither a month nor an ISO week/],
    ['service.accepted', { period: '2026-08', out: join(input, 'nowhere') }, /no period is published here/],
  ])('%s of %o is refused', async (figure, options, says) => {
    await expect(explain(figure, options)).rejects.toThrow(says);
    await expect(explain(figure, options)).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe('a period the warehouse does not hold', () => {
  test('is computed in memory, for the figure alone', async () => {
    const explanation = await explain('sla.first_response.breached', { period: '2026-07' });
    expect(explanation).toMatchObject({ value: 14, value_now: 14, is_reproduced: true, is_in_warehouse: false, rows: { total: 14 } });
    expect(explanation.notes).toEqual([
      expect.stringMatching(/holds period 2026-08.*computed in memory.*fieldreview report --period 2026-07/),
    ]);
    expect(explanation.rows.first[0]).toMatchObject({ record_id: 'A071', file: '工单_202607.csv', line: 2 });
  });

  test('and whose data has changed says what is published and what it would be now', async () => {
    const copy = temporaryFolder();
    cpSync(out, copy, { recursive: true });
    const later = temporaryFolder();
    writeFileSync(join(later, '工单_202609.csv'), '工单编号,问题类型,受理时间,首次响应时间\nB1,其他,2026-08-30 09:00,2026-08-30 12:00\n');
    await ingestExports({ inputs: [later], out: copy }, quietEffects);
    const explanation = await explain('sla.first_response.breached', { out: copy });
    expect(explanation).toMatchObject({
      value: 14,
      value_now: 15,
      is_reproduced: false,
      is_in_warehouse: false,
      rows: { value: { value: 15 } },
    });
    expect(explanation.notes).toEqual([
      expect.stringContaining('holds no period, since data was loaded after the last report'),
      expect.stringMatching(/^Published 14, with today's data 15\. To restate: fieldreview report --period 2026-08/),
      'Since the period was published: 1 file(s) of its inputs loaded.',
    ]);
    expect(explanation.inputs.filter((each) => each.since_published !== null)).toMatchObject([
      { path: '工单_202609.csv', since_published: 'new' },
    ]);
    expect(explanationLines(explanation, 'en').join('\n')).toContain('(new since the period was published)');
  });

  test('and that lacks now what was published says so', async () => {
    const copy = temporaryFolder();
    cpSync(out, copy, { recursive: true });
    writeTickets('工单_202608.csv', ['A081,其他,2026-08-01 09:00,,乙组']);
    await ingestExports({ inputs: [input], out: copy }, quietEffects);
    const explanation = await explain(awkwardId, { out: copy });
    expect(explanation).toMatchObject({ value: 4, value_now: null, is_reproduced: false, rows: { total: 0, first: [] } });
    expect(explanation.notes[1]).toMatch(/^Published 4, with today's data none\./);
    expect(explanation.notes[2]).toContain('1 file(s) of its inputs changed');
  });

  test('is told under another configuration when one is given', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'policy.yaml'), 'clocks:\n  first_response: { target: 7 }\n');
    writeFileSync(join(folder, 'other.yaml'), 'policy: policy.yaml\n');
    const explanation = await explain('sla.first_response.breached', { config: join(folder, 'other.yaml') });
    expect(explanation).toMatchObject({ value: 14, value_now: 0, is_reproduced: false, clock: { versions: [{ target: 7 }] } });
    expect(explanation.notes.at(-1)).toContain('the configuration, policy or calendar changed');
    writeFileSync(join(folder, 'policy.yaml'), 'clocks:\n  first_response: { enabled: false }\n');
    await expect(explain('sla.first_response.breached', { config: join(folder, 'other.yaml') })).rejects.toThrow(
      /no clock "first_response" now/,
    );
  });
});

test('a folder that was moved, and one in which a run works, can be read, and nothing is left in it', async () => {
  const copy = join(temporaryFolder(), 'copy');
  cpSync(out, copy, { recursive: true });
  const moved = `${copy}-moved`;
  renameSync(copy, moved);
  rmSync(join(moved, '.lock'), { force: true });
  // Nothing may be read where the folder lay before.
  renameSync(join(out, 'store'), join(out, 'store-aside'));
  const before = readdirSync(moved);
  expect(await explain('repairs.finished', { out: moved })).toMatchObject({ value: 2, rows: { first: [{ line: 2 }, { line: 3 }] } });
  expect(await explain('repairs.finished', { out: moved, period: '2026-07' })).toMatchObject({ value: 0, value_now: 0 });
  expect(await explain('actions.open', { out: moved, period: '2026-07' })).toMatchObject({ value: 1, value_now: 1 });
  expect(readdirSync(moved)).toEqual(before);
  await withLock(layoutOf(moved), async () => {
    expect(await explain('service.open', { out: moved })).toMatchObject({ value: 56, value_now: 56 });
  });
  renameSync(join(out, 'store-aside'), join(out, 'store'));
});

test('want of memory is told as such, not as a warehouse to be moved away', async () => {
  const effects = { ...quietEffects, environment: { FIELDREVIEW_MEMORY_LIMIT: '2MB' } };
  await expect(explainFigure({ figure: 'service.accepted', period: '2026-08', out }, effects)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/: there is not enough memory for it \(.*\)\. Unset FIELDREVIEW_MEMORY_LIMIT/),
  });
});

test('the command prints text, or one JSON document', async () => {
  const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');
  const run = async (...args: string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [program, 'explain', ...args, '--period', '2026-08', '--out', out])).stdout;
  const text = await run('service.accepted', '--locale', 'en');
  expect(text).toMatch(
    /^service\.accepted\n2026-08, as of [^\n]+\n\nVALUE\n28 \(count\)\n\nDEFINITION\nTickets accepted in the period\.\n本期受理的工单数。\n/,
  );
  expect(text).toMatch(/\nfrom these rows: count\(\*\) = 28, as published\nticket_id {2}accepted_at/);
  expect(JSON.parse(await run('service.accepted', '--json'))).toMatchObject({ figure: 'service.accepted', value: 28 });
  await expect(run('service.acepted')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean') });
}, 30_000);
