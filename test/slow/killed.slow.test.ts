import { mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { DisturbedOut, type Look, type Undisturbed } from '../faults/disturbed-out.js';
import { dieAtCall, run, start } from '../faults/program.js';
import { temporaryFolder } from '../run/example.js';
import { countOf, shareOf, testSeed } from '../share-of-cases.js';

/** Killed at most so often before it is let run to its end. */
const longestChain = 8;
const kills = countOf(500, 100);
const input = temporaryFolder();

/** Commands, the share of the kills each gets, and whether OUT is one in which August was published before the late exports came. */
const commands = [
  { name: 'ingest of late exports', share: 0.5, isNew: false, args: ['ingest', '--input', input] },
  { name: 'run into a new folder', share: 0.25, isNew: true, args: ['run', '--period', '2026-08', '--input', input] },
  { name: 'report in another language', share: 0.2, isNew: false, args: ['report', '--period', '2026-08', '--locale', 'en'] },
  { name: 'run of the next month', share: 0.05, isNew: false, args: ['run', '--period', '2026-09', '--input', input] },
];
const drawn = shareOf(commands, 4);
const all = drawn.reduce((sum, { share }) => sum + share, 0);

let published: DisturbedOut;
const empty = new DisturbedOut(temporaryFolder());

beforeAll(async () => {
  published = await DisturbedOut.published(temporaryFolder(), input);
  mkdirSync(empty.out);
  empty.keep();
});

describe('killed before any one step of the publication', () => {
  let report: Undisturbed;
  beforeAll(async () => {
    report = await published.undisturbed(['report', '--period', '2026-08', '--locale', 'en', '--out', published.out]);
  });

  test('before the journal is in place the old state is there, behind it every file and folder is whole', async () => {
    const found: Look[] = [];
    for (const call of [1, 2, 3]) {
      published.restore();
      expect((await run(report.args, { node: dieAtCall(call, /^writeFileSync .*\.draft$/) })).code).toBeNull();
      found.push(await published.look(report));
    }
    expect(found).toEqual(['old state', 'old state', 'being published']);
    published.keep('decided');
    // There are about eighteen; past the last one the program ends by itself.
    const calls = shareOf(
      Array.from({ length: 30 }, (_unused, index) => index + 1),
      15,
    );
    let steps = 0;
    for (const call of calls) {
      published.restore('decided');
      const { code } = await run(report.args, { node: dieAtCall(call, /./) });
      await published.look(report);
      await published.runAgain(report);
      if (code !== null) break;
      steps++;
    }
    console.log(`killed before ${steps} steps of completing a publication`);
    expect(steps).toBeGreaterThan(0);
  });
});

describe(`killed (SIGKILL) at ${kills} moments, seed ${testSeed}`, () => {
  test.each(drawn)('$name: OUT is the old state or the new one, and running again gives what an undisturbed run gives', async (command) => {
    const target = command.isNew ? empty : published;
    const undisturbed = await target.undisturbed([...command.args, '--out', target.out]);
    const random = randomNumbers(`${testSeed} ${command.name}`);
    const found: Record<Look, number> = { 'old state': 0, 'being published': 0, 'new state': 0 };
    let [killed, completed, tooLate] = [0, 0, 0];
    // As long as the last whole run took: a busy machine is fast and slow by turns.
    let milliseconds = undisturbed.milliseconds;
    while (killed < Math.round((kills * command.share) / all)) {
      target.restore();
      let last: Look = 'old state';
      for (let chain = Math.ceil(random() * longestChain); chain > 0; chain--) {
        const { child, ended } = start(undisturbed.args);
        const timer = setTimeout(() => child.kill('SIGKILL'), random() * milliseconds);
        const { code } = await ended;
        clearTimeout(timer);
        last = await target.look(undisturbed);
        found[last]++;
        if (code === null) killed++;
        else {
          tooLate++;
          break;
        }
      }
      const took = await target.runAgain(undisturbed);
      if (last === 'old state') milliseconds = took;
      completed++;
    }
    console.log(
      `${command.name}: ${killed} kills over ${Math.round(milliseconds)} ms, ${tooLate} too late, ${completed} runs to the end; found ${JSON.stringify(found)}`,
    );
  });
});

/** Numbers from 0 to 1, the same for the same seed. */
function randomNumbers(seed: string): () => number {
  let state = [...seed].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619), 2166136261);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822507) + 0x9e3779b9;
    const mixed = Math.imul(state ^ (state >>> 13), 3266489909);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
