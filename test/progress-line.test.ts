import { expect, test } from 'vitest';
import { type Advance, ProgressLine, progressText } from '../pipeline/progress-line.js';

/** A terminal of 60 columns whose clock is set by hand. */
function terminal() {
  const state = { time: 0, written: [] as string[] };
  const line = new ProgressLine({ now: () => state.time, write: (text) => state.written.push(text), columns: () => 60 });
  return { state, line };
}

test.each<[string, Advance | undefined, number, string]>([
  ['computing 2026-10', undefined, 0.5, 'computing 2026-10'],
  ['computing 2026-10', undefined, 75, 'computing 2026-10: 1 min 15 s'],
  ['reading', { item: 'a.csv', done: 0, total: 10, rows: 0 }, 2, 'reading: 2 s; a.csv'],
  ['reading', { item: 'b.csv', done: 25, total: 100, rows: 12_000 }, 4, 'reading: 12,000 rows, 3,000 rows/s, 12 s left; b.csv'],
  // Too early for a rate.
  ['reading', { item: 'b.csv', done: 25, total: 100, rows: 12_000 }, 0.5, 'reading: 12,000 rows; b.csv'],
])('%s %j after %d s', (stage, advance, seconds, said) => {
  expect(progressText(stage, advance, seconds)).toBe(said);
});

test('work that is done within a second shows nothing and clears nothing', () => {
  const { state, line } = terminal();
  line.tell('reading');
  state.time = 999;
  line.tell('computing');
  line.tell('');
  expect(state.written).toEqual([]);
});

test('after a second each line replaces the one before, goes on with time, and is cleared at the end', () => {
  const { state, line } = terminal();
  line.tell('reading');
  state.time = 1000;
  line.draw();
  state.time = 2000;
  line.tell('computing');
  state.time = 5000;
  line.draw();
  line.tell('');
  line.draw();
  expect(state.written).toEqual(['reading: 1 s', 'computing', 'computing: 3 s', ''].map((text) => `\r\u001b[K${text}`));
});

test('a line fits the terminal, and no name of a file is obeyed by it', () => {
  const { state, line } = terminal();
  line.tell('reading');
  state.time = 1500;
  line.tell('reading', { item: `\u001b[2J${'工单'.repeat(30)}`, done: 0, total: 1 });
  const [shown = ''] = state.written.map((text) => text.replace('\r\u001b[K', ''));
  expect(shown).toMatch(/^reading: 2 s; \ufffd\[2J(工单)+工?$/);
  expect([...shown].reduce((width, sign) => width + (sign > '\u1100' && sign !== '\ufffd' ? 2 : 1), 0)).toBeLessThanOrEqual(59);
});
