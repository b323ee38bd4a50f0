import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DisturbedOut, type Undisturbed } from '../faults/disturbed-out.js';
import { published } from '../faults/out-state.js';
import { type Ended, run, type StartOptions, start } from '../faults/program.js';
import { bareRights, filesUpTo, SmallDisk } from '../faults/small-disk.js';
import { temporaryFolder } from '../run/example.js';
import { countOf, shareOf, testSeed } from '../share-of-cases.js';

const input = temporaryFolder();
const disk = SmallDisk.mount(temporaryFolder());
const tooLong = 'no file may become that long';
let target: DisturbedOut;
let ingest: Undisturbed;
let report: Undisturbed;

beforeAll(async () => {
  target = await DisturbedOut.published(disk?.folder ?? temporaryFolder(), input);
  ingest = await target.undisturbed(['ingest', '--input', input, '--out', target.out]);
  report = await target.undisturbed(['report', '--period', '2026-08', '--locale', 'en', '--out', target.out]);
});
beforeEach(() => target.restore());

/** The command says which folder and what is wrong with it; OUT is as it was. */
async function expectRefused(ended: Ended, undisturbed: Undisturbed, reason: string): Promise<void> {
  expect(ended).toMatchObject({ code: 2, output: expect.stringContaining(`${target.out}: ${reason} (`) });
  expect(ended.output).toContain('What is published there is unchanged.');
  expect(await target.look(undisturbed)).toBe('old state');
}

describe('a disk that is full', () => {
  const points = Array.from({ length: 24 }, (_unused, index) => index / 20);

  test('at whatever point: OUT stays as it was, the folder is named, and with room again the run gives what an undisturbed one gives', async () => {
    const outcomes = { refused: 0, done: 0 };
    for (const undisturbed of shareOf([ingest, report], 2)) {
      target.restore();
      const peak = disk ? await highestUse(disk, undisturbed) : largestFile(undisturbed);
      for (const point of shareOf(points, 12)) {
        target.restore();
        const options = full(peak * point);
        const ended = await run(undisturbed.args, options);
        outcomes[ended.code === 0 ? 'done' : 'refused']++;
        disk?.leave();
        if (ended.code === 0) expect(await target.look(undisturbed)).toBe('new state');
        else await expectRefused(ended, undisturbed, disk ? 'the disk is full' : tooLong);
        await target.runAgain(undisturbed);
      }
    }
    console.log(`full disk (${disk ? 'tmpfs' : 'limit on files'}): ${JSON.stringify(outcomes)}`);
    expect(outcomes.refused).toBeGreaterThan(0);
  });

  test('a limit on the length of files is told apart', async () => {
    const points = shareOf([0, 0.01, 0.05, 0.3, 0.6, 0.9], 6);
    target.restore();
    const longest = largestFile(report);
    for (const point of points) {
      target.restore();
      await expectRefused(await run(report.args, { under: filesUpTo(longest * point) }), report, tooLong);
      await target.runAgain(report);
    }
  });

  function full(bytes: number): StartOptions {
    if (disk === undefined) return { under: filesUpTo(bytes) };
    disk.leave(Math.floor(bytes));
    return {};
  }

  /** Bytes a run takes at most above what lay there before. */
  async function highestUse(on: SmallDisk, { args }: Undisturbed): Promise<number> {
    const before = on.used();
    let highest = before;
    const { ended } = start(args);
    const timer = setInterval(() => {
      highest = Math.max(highest, on.used());
    }, 5);
    expect(await ended).toMatchObject({ code: 0 });
    clearInterval(timer);
    return highest - before;
  }

  function largestFile({ after }: Undisturbed): number {
    const sizes = Object.keys(published(after)).map((path) => statSync(join(target.out, path), { throwIfNoEntry: false })?.size ?? 0);
    return Math.max(...sizes);
  }
});

describe('rights', () => {
  test('a folder without the right to write is named, and is not taken for one in which another run works', async () => {
    for (const undisturbed of [ingest, report].slice(testSeed % 2, (testSeed % 2) + countOf(2, 2))) {
      chmodSync(target.out, 0o555);
      chmodSync(join(target.out, '.lock'), 0o444);
      const ended = await run(undisturbed.args, { under: bareRights });
      chmodSync(target.out, 0o755);
      chmodSync(join(target.out, '.lock'), 0o644);
      await expectRefused(ended, undisturbed, 'this account has not the right to it');
    }
  });

  test('a disk that can only be read is named', async () => {
    // Where none may be mounted, a folder without rights stands for it.
    if (disk) disk.makeReadOnly();
    else chmodSync(target.out, 0o555);
    const ended = await run(report.args, { under: bareRights });
    disk?.makeWritable();
    chmodSync(target.out, 0o755);
    await expectRefused(ended, report, disk ? 'the disk can only be read' : 'this account has not the right to it');
  });

  test('exports that can only be read are read', async () => {
    const files = readdirSync(input).map((name) => join(input, name));
    for (const file of files) chmodSync(file, 0o444);
    chmodSync(input, 0o555);
    expect(await run(ingest.args, { under: bareRights })).toMatchObject({ code: 0 });
    chmodSync(input, 0o755);
    expect(await target.look(ingest)).toBe('new state');
  });

  test('an export that may not be read is named, and nothing is loaded', async () => {
    const file = join(input, '工单_202608_迟到.csv');
    chmodSync(file, 0o000);
    const ended = await run(ingest.args, { under: bareRights });
    chmodSync(file, 0o644);
    expect(ended).toMatchObject({
      code: 3,
      output: expect.stringMatching(/^工单_202608_迟到\.csv: .*right to read it; nothing was loaded/),
    });
    await target.expectUntouched(ingest);
  });

  test('a register that may only be read is replaced and kept, one that may not be read is left alone', async () => {
    const register = join(target.out, 'actions.xlsx');
    chmodSync(register, 0o444);
    const before = readFileSync(register);
    expect(await run(report.args, { under: bareRights })).toMatchObject({ code: 0 });
    const backups = join(target.out, 'backup');
    expect(readdirSync(backups).map((name) => readFileSync(join(backups, name)))).toContainEqual(before);
    target.restore();
    chmodSync(register, 0o000);
    const left = await run(report.args, { under: bareRights });
    chmodSync(register, 0o644);
    expect(left).toMatchObject({ code: 0, output: expect.stringContaining('actions.xlsx could not be read') });
    expect(readFileSync(register)).toEqual(before);
  });
});
