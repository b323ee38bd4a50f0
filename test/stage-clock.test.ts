import { expect, test } from 'vitest';
import { StageClock, timingLines } from '../pipeline/stage-clock.js';

test('each stage lasts until the next, with the rows it named', () => {
  let time = 0;
  const clock = new StageClock(() => time);
  time = 250;
  clock.enter('read exports');
  clock.count(1200);
  time = 2_000;
  const timings = clock.stop();
  expect(timings).toEqual([
    { stage: 'start', seconds: 0.25, rows: null },
    { stage: 'read exports', seconds: 1.75, rows: 1200 },
  ]);
  expect(timingLines(timings)).toEqual([
    'start            0.250 s',
    'read exports     1.750 s       1200 rows',
    'total            2.000 s',
  ]);
});
