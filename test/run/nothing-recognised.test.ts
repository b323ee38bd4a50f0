import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ingestExports, runPeriod } from '../../pipeline/run-period.js';
import { validateExports } from '../../pipeline/validate-exports.js';
import { quietEffects, temporaryFolder } from './example.js';

const lots = 'lot_no,model,shipped_qty\nL1,M1,5\n';
const foreign = 'Number,Amount\n1,2\n';
const noDataset = 'no row among the first 20 has the required columns of any dataset; name the file after its dataset';

/** `in`, with the files given, and the empty folder `out`. */
let folder = '';
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'in'));
});

const inside = (...parts: readonly string[]): string => join(folder, ...parts);
const put = (name: string, text: string): void => writeFileSync(inside('in', name), text);

const commands = {
  run: (...inputs: readonly string[]) =>
    runPeriod({ period: '2026-08', inputs: inputs.map((input) => inside(input)), out: inside('out'), locale: 'en' }, quietEffects),
  ingest: (...inputs: readonly string[]) =>
    ingestExports({ inputs: inputs.map((input) => inside(input)), out: inside('out') }, quietEffects),
};
const isValid = async () => (await validateExports({ inputs: [inside('in')], maxRejectRate: 0 }, quietEffects)).validation.valid;

describe.each(['run', 'ingest'] as const)('%s', (name) => {
  test('of files that fit no dataset is an error that says where it looked, why none was taken and what to do', async () => {
    for (let number = 1; number <= 7; number++) put(`${number}.csv`, foreign);
    put('notes.txt', 'x');
    const parts = [
      `Looked in ${inside('in')}: 7 file(s)`,
      `1.csv, 2.csv, 3.csv, 4.csv, 5.csv and 2 more: ${noDataset}`,
      'notes.txt: ignored',
    ];
    const said = await commands[name]('in').then(String, ({ message }: Error) => message);
    for (const part of [...parts, 'map FILE', 'init DIR']) expect(said).toContain(part);
    await expect(commands[name]('in')).rejects.toMatchObject({ name: 'UserError', exitCode: 3 });
    expect(existsSync(inside('out', 'warehouse.duckdb')) || existsSync(inside('out', '2026-08'))).toBe(false);
    expect(await isValid()).toBe(false);
  });

  test('of an empty folder is the same error, as long as nothing was loaded', async () => {
    await expect(commands[name]('in')).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining('in: 0 file(s)') });
    expect(await isValid()).toBe(false);
  });

  test('of bad files alone, skipped as the configuration says, leaves nothing to report either', async () => {
    put('lots.csv', 'a,b\n');
    put('fieldreview.yaml', 'quality: { skip_bad_files: true }\n');
    await expect(commands[name]('in')).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining('lots.csv: no header row') });
  });

  test('of an export without a row goes on', async () => {
    put('lots.csv', lots.slice(0, lots.indexOf('\n') + 1));
    await expect(commands[name]('in')).resolves.toMatchObject({ inputs_without_exports: [] });
    expect(await isValid()).toBe(true);
  });

  test('after a load: files that fit no dataset are an error that changes nothing, a folder without files is told', async () => {
    put('lots.csv', lots);
    await commands[name]('in');
    mkdirSync(inside('other'));
    writeFileSync(inside('other', 'other.csv'), foreign);
    const before = readFileSync(inside('out', 'warehouse.duckdb'));
    await expect(commands[name]('other')).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining('loaded before stays') });
    expect(readFileSync(inside('out', 'warehouse.duckdb')).equals(before)).toBe(true);
    rmSync(inside('other', 'other.csv'));
    await expect(commands[name]('other')).resolves.toMatchObject({ inputs_without_exports: [inside('other')] });
  });

  test('of two folders names the one without an export', async () => {
    put('lots.csv', lots);
    mkdirSync(inside('other'));
    await expect(commands[name]('in', 'other')).resolves.toMatchObject({ inputs_without_exports: [inside('other')] });
  });
});
