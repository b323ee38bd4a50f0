import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publish, resumePublication, sha256Of } from '../../pipeline/publish/publication.js';
import { type Layout, layoutOf } from '../../pipeline/warehouse/layout.js';
import { temporaryFolder } from '../run/example.js';

/** A run that is about to publish: the next version of the register lies in the work folder. */
function prepared(current: string | null): Layout {
  const layout = layoutOf(temporaryFolder());
  mkdirSync(layout.work);
  writeFileSync(join(layout.work, 'actions.xlsx'), 'next');
  if (current !== null) writeFileSync(layout.register, current);
  return layout;
}

const hash = (text: string | null): string | null => (text === null ? null : sha256Of(Buffer.from(text)));

describe('a file that people edit', () => {
  test.each([
    { read: 'before', now: 'before', becomes: 'next', edge: 'unchanged since it was read' },
    { read: 'before', now: 'edited', becomes: 'edited', edge: 'saved since it was read' },
    { read: null, now: null, becomes: 'next', edge: 'not there' },
    { read: null, now: 'made', becomes: 'made', edge: 'made since' },
    { read: 'before', now: null, becomes: null, edge: 'taken away since' },
  ])('is replaced only as it was read: $edge', ({ read, now, becomes }) => {
    const layout = prepared(now);
    const left = publish(layout, [{ from: 'actions.xlsx', to: 'actions.xlsx', onlyOver: hash(read) }]);
    expect(left).toEqual(becomes === 'next' ? [] : ['actions.xlsx']);
    expect(existsSync(layout.register) ? readFileSync(layout.register, 'utf8') : null).toBe(becomes);
    // The mark names the version that was not put in place.
    expect(existsSync(layout.registerLeft) ? readFileSync(layout.registerLeft, 'utf8') : null).toBe(
      becomes === 'next' ? null : hash('next'),
    );
  });

  test('is left alone while another program has it open', () => {
    const layout = prepared('before');
    writeFileSync(join(layout.out, '~$actions.xlsx'), '');
    expect(publish(layout, [{ from: 'actions.xlsx', to: 'actions.xlsx', onlyOver: hash('before') }])).toEqual(['actions.xlsx']);
    expect(readFileSync(layout.register, 'utf8')).toBe('before');
  });

  test('is left alone, too, by the run that completes an interrupted publication', () => {
    const layout = prepared('edited');
    writeFileSync(layout.journal, JSON.stringify([{ from: 'actions.xlsx', to: 'actions.xlsx', onlyOver: hash('before') }]));
    resumePublication(layout);
    expect(readFileSync(layout.register, 'utf8')).toBe('edited');
    expect(readFileSync(layout.registerLeft, 'utf8')).toBe(hash('next'));
  });

  test('that was put in place before the interruption stays, and no mark with it', () => {
    const layout = layoutOf(temporaryFolder());
    writeFileSync(layout.register, 'next');
    writeFileSync(layout.journal, JSON.stringify([{ from: 'actions.xlsx', to: 'actions.xlsx', onlyOver: hash('before') }]));
    resumePublication(layout);
    expect(readFileSync(layout.register, 'utf8')).toBe('next');
    expect(existsSync(layout.registerLeft)).toBe(false);
  });
});

test('a file that is replaced stays whole in the work folder until that is cleared', () => {
  const layout = layoutOf(temporaryFolder());
  mkdirSync(layout.work);
  writeFileSync(layout.warehouse, 'before');
  writeFileSync(join(layout.work, 'warehouse.duckdb'), 'next');
  publish(layout, [{ from: 'warehouse.duckdb', to: 'warehouse.duckdb' }]);
  expect(readFileSync(layout.warehouse, 'utf8')).toBe('next');
  expect(readFileSync(join(layout.work, 'warehouse.duckdb.replaced'), 'utf8')).toBe('before');
});
