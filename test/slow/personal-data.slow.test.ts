import { execFile } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { plantedMarks, writePlantedExports } from '../privacy/planted-exports.js';
import { byteTraces, tracesBelow, tracesIn } from '../privacy/traces.js';
import { temporaryFolder } from '../run/example.js';
import { shareOf } from '../share-of-cases.js';

const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');
const keys = ['a key of the test, long enough 0123456789', 'another key of the test 9876543210'] as const;
const period = ['--period', '2026-10'];
const formats = shareOf(['text', 'json', 'junit', 'sarif', 'github'], 3);
const exportFormats = shareOf(['parquet', 'arrow', 'csv', 'xlsx'], 2);
const figures = shareOf(['accounting.tickets.rejected', 'accounting.actions.loaded', 'service.accepted', 'accounting.lots.rejected'], 2);

/** Standard output and error of a command, whatever its end. */
async function printed(args: readonly string[], key?: string): Promise<{ code: number; text: string }> {
  const environment = { ...process.env, ...(key === undefined ? {} : { FIELDREVIEW_PRIVACY_KEY: key }) };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args], { env: environment, maxBuffer: 2 ** 26 });
    return { code: 0, text: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, text: stdout + stderr };
  }
}

describe('planted numbers, addresses and names', () => {
  const input = temporaryFolder();
  const outs = {
    first: temporaryFolder(),
    again: temporaryFolder(),
    otherKey: temporaryFolder(),
    stopped: temporaryFolder(),
    none: temporaryFolder(),
  };
  const elsewhere = temporaryFolder();
  const texts = new Map<string, string>();
  let codes: Map<string, Set<string>>;

  const say = async (args: readonly string[], key?: string): Promise<number> => {
    const { code, text } = await printed(args, key);
    texts.set(`${args.join(' ')} (${code})`, text);
    return code;
  };
  const run = (out: string, key?: string, from = input): Promise<number> => say(['run', ...period, '--input', from, '--out', out], key);

  beforeAll(async () => {
    codes = await writePlantedExports(input);
    writeFileSync(join(input, 'fieldreview.yaml'), 'quality: { max_reject_rate: 1 }\nhome_province: 广东\n');
    expect(await run(outs.first, keys[0])).toBe(0);
    expect(await run(outs.otherKey, keys[1])).toBe(0);
    expect(await run(outs.none)).toBe(0);
    // Without the setting the gate stops the run and lists what it rejects.
    const gated = temporaryFolder();
    await writePlantedExports(gated);
    expect(await run(outs.stopped, keys[0], gated)).toBe(3);
    for (const format of formats) await say(['validate', input, '--format', format]);
    for (const format of exportFormats) await say(['export', ...period, '--out', outs.first, '--format', format]);
    for (const figure of figures) {
      await say(['explain', figure, ...period, '--out', outs.first, '--rows', join(elsewhere, `${figure}.csv`)]);
    }
    await say(['map', join(input, 'tickets.csv')]);
    await say(['report', ...period, '--out', outs.first, '--json', '--locale', 'en']);
  }, 600_000);

  test('stand in the exports, in every dataset and behind every code', async () => {
    expect(await tracesBelow(input, plantedMarks)).not.toEqual([]);
    for (const { dataset } of contracts.filter((contract) => contract.dataset !== 'revisits')) {
      const rejects = readFileSync(join(outs.first, 'rejects', `${dataset}.csv`), 'utf8');
      const missing = [...(codes.get(dataset) ?? [])].filter((code) => !rejects.includes(code));
      expect([dataset, ...missing]).toEqual([dataset]);
    }
  });

  test.each(Object.keys(outs) as (keyof typeof outs)[])('are nowhere below OUT, nor is the key (%s)', async (name) => {
    expect(await tracesBelow(outs[name], [...plantedMarks, ...keyMarks()])).toEqual([]);
  });

  test('are in no rows written elsewhere, and in nothing that is printed', async () => {
    expect(await tracesBelow(elsewhere, plantedMarks)).toEqual([]);
    expect(texts.size).toBe(6 + formats.length + exportFormats.length + figures.length);
    const leaks = [...texts].flatMap(([command, text]) => tracesIn(text, plantedMarks).map((mark) => `${command}: ${mark}`));
    expect(leaks).toEqual([]);
  });

  test('have pseudonyms that are one for one text and key, those of RFC 2104, and without a key none', async () => {
    const [first, other, none] = await Promise.all([outs.first, outs.otherKey, outs.none].map(pseudonyms));
    const people = readFileSync(join(input, 'tickets.csv'), 'utf8').match(/欧阳植\d{4}/g) ?? [];
    const whole = people.slice(0, 4);
    for (const [index, found] of [first, other].entries()) {
      const expected = whole.map((name) =>
        createHmac('sha256', keys[index] ?? '')
          .update(name)
          .digest('hex')
          .slice(0, 32),
      );
      expect(found).toEqual(expect.arrayContaining(expected));
    }
    expect(other).toHaveLength(first?.length ?? 0);
    expect(other?.filter((pseudonym) => first?.includes(pseudonym))).toEqual([]);
    expect(none).toEqual([]);
  });

  test('the key is printed nowhere, nor its digest, nor what a pseudonym is made with', () => {
    expect([...texts.values()].flatMap((text) => byteTraces(Buffer.from(text), keyMarks()))).toEqual([]);
  });
});

/** A key as it is, and in digits and letters: it, its digest, and what RFC 2104 makes of it. */
function keyMarks(): string[] {
  const [key] = keys;
  const block = Buffer.concat([Buffer.from(key), Buffer.alloc(64 - key.length)]);
  const padded = [0x36, 0x5c].map((pad) => Buffer.from(block.map((byte) => byte ^ pad)));
  const secret = [Buffer.from(key), createHash('sha256').update(key).digest(), ...padded];
  const spelled = secret.flatMap((bytes) => [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64').slice(0, 40),
  ]);
  return [key, ...spelled];
}

/** The distinct pseudonyms of customers and contacts in a warehouse. */
async function pseudonyms(out: string): Promise<string[]> {
  const columns = contracts.flatMap(({ dataset, columns: all }) =>
    all.filter(({ personal }) => personal).map(({ name }) => `select ${name} as pseudonym from raw_${dataset}`),
  );
  const database = await Database.open(join(out, 'warehouse.duckdb'), { readOnly: true, threads: 1 });
  try {
    const rows = await database.rows<{ pseudonym: string }>(
      `select distinct pseudonym from (${columns.join(' union all ')}) where pseudonym is not null order by pseudonym`,
    );
    return rows.map(({ pseudonym }) => pseudonym);
  } finally {
    database.close();
  }
}
