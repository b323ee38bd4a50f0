import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DisturbedOut, type Undisturbed } from '../faults/disturbed-out.js';
import { leftovers, stateOf } from '../faults/out-state.js';
import { run, type Started, start } from '../faults/program.js';
import { temporaryFolder } from '../run/example.js';
import { countOf, shareOf, testSeed } from '../share-of-cases.js';

const input = temporaryFolder();
let target: DisturbedOut;
let report: Undisturbed;

beforeAll(async () => {
  target = await DisturbedOut.published(temporaryFolder(), input);
  report = await target.undisturbed(['report', '--period', '2026-08', '--locale', 'en', '--out', target.out]);
});

/** A run that holds the lock and has begun to work. */
async function atWork(): Promise<Started> {
  target.restore();
  const started = start(report.args);
  while (!existsSync(join(target.out, '.work', 'warehouse.duckdb'))) await new Promise((resolve) => setTimeout(resolve, 5));
  return started;
}

describe('a second run', () => {
  const refused = shareOf(
    [
      ['run', '--period', '2026-08', '--input', input],
      ['ingest', '--input', input],
      ['report', '--period', '2026-08'],
      ['export', '--period', '2026-08', '--format', 'csv'],
    ],
    4,
  );

  test('is refused with 4 while the first works, which ends undamaged', async () => {
    for (const args of refused) {
      const first = await atWork();
      const second = await run([...args, '--out', target.out]);
      expect(second).toMatchObject({ code: 4, output: expect.stringContaining(`${target.out}: another run is working here`) });
      expect(first.child.exitCode, 'the first run still works').toBeNull();
      expect(await first.ended).toMatchObject({ code: 0 });
      expect(await stateOf(target.out)).toEqual(report.after);
      expect(leftovers(target.out)).toEqual([]);
    }
  });

  test('that only reads finds what was published before', async () => {
    const first = await atWork();
    const [explained, validated] = await Promise.all([
      run(['explain', 'service.accepted', '--period', '2026-08', '--out', target.out, '--json']),
      run(['validate', input, '--max-reject-rate', '1', '--json']),
    ]);
    expect(explained).toMatchObject({ code: 0, output: expect.stringContaining('"figure": "service.accepted"') });
    expect(validated).toMatchObject({ code: 0 });
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(await stateOf(target.out)).toEqual(report.after);
  });
});

describe('signals', () => {
  const signals = [
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
  ] as const;
  const moments = countOf(20, 20);

  test.each(signals)(
    `$signal at ${moments} moments ends with $code and leaves nothing, or comes when all is done`,
    async ({ signal, code }) => {
      const outcomes: Record<string, number> = {};
      for (let moment = 0; moment < moments; moment++) {
        target.restore();
        const { child, ended } = start(report.args);
        // Evenly over the run, a little later with every seed; Node itself takes a moment to listen.
        const share = (moment + 0.5 + (testSeed % 10) / 20) / moments;
        const timer = setTimeout(() => child.kill(signal), 300 + share * report.milliseconds);
        const outcome = await ended;
        clearTimeout(timer);
        outcomes[String(outcome.code)] = (outcomes[String(outcome.code)] ?? 0) + 1;
        expect([code, 0], outcome.output).toContain(outcome.code);
        if (outcome.code === 0) expect(await target.look(report)).toBe('new state');
        else await target.expectUntouched(report);
      }
      console.log(`${signal}: ${JSON.stringify(outcomes)}`);
      await target.runAgain(report);
    },
  );

  test('a second one ends the program at once; the next run clears up', async () => {
    for (const { signal, code } of shareOf(signals, 2)) {
      const { child, ended } = await atWork();
      child.kill(signal);
      child.kill(signal);
      expect((await ended).code).toBe(code);
      expect(await target.look(report)).toBe('old state');
      await target.runAgain(report);
    }
  });
});
