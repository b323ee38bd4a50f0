import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePeriod } from '../../pipeline/config/periods.js';
import { explainMoves, mostFileSteps, type Stated } from '../../pipeline/restate/explain-moves.js';
import type { FigureInputs } from '../../pipeline/restate/figure-inputs.js';
import { type Recompute, UnreadableInputs } from '../../pipeline/restate/recomputation.js';
import type { Figure } from '../../reports/management-review/report-data.js';
import { expectExactChain } from './exact-sum.js';
import { sampleConfiguration, sampleEntry, sampleInputs } from './sample-inputs.js';

const period = parsePeriod('2026-08');

/** Figures as sums of what each input contributes; each call is counted. */
class Sums implements Recompute {
  calls = 0;

  constructor(
    /** By path and content, or by setting and value: an addend. */
    private readonly addends: (key: string) => number | null,
    /** Datasets whose rows lie beyond the cut-off. */
    private readonly hidden: readonly string[] = [],
  ) {}

  readonly figures: Recompute['figures'] = async (_period, inputs) => {
    this.calls += 1;
    return this.sum(inputs);
  };

  readonly fingerprint: Recompute['fingerprint'] = async (_period, inputs, relations = []) =>
    Object.fromEntries(relations.map((relation) => [relation, this.seen(inputs, relation.replace('stg_', ''))]));

  sum(inputs: FigureInputs): Map<string, Figure> {
    const parts = [
      ...inputs.entries.filter(({ dataset }) => !this.hidden.includes(dataset)).map((entry) => `${entry.path} ${entry.sha256}`),
      `warranty_months ${inputs.configuration.warranty_months}`,
      `home_province ${inputs.configuration.home_province}`,
    ].map(this.addends);
    const value = parts.reduce((total: number | null, part) => (total === null || part === null ? null : total + part), 0);
    return new Map([['service.accepted', { value, unit: 'count' }]]);
  }

  private seen(inputs: FigureInputs, dataset: string): string {
    if (this.hidden.includes(dataset)) return '';
    return inputs.entries.flatMap((entry) => (entry.dataset === dataset ? [entry.path, entry.sha256] : [])).join();
  }
}

const one = (key: string): number => (key.includes('warranty_months 24') ? 0.1 : 1);

function stated(sums: Sums, inputs: FigureInputs): Stated {
  return { inputs, figures: sums.sum(inputs) };
}

const tickets = sampleEntry('tickets_2026-08.csv', 'tickets');
const before = sampleInputs([tickets]);
const late = (day: number) => sampleEntry(`tickets_2026-08-${10 + day}.csv`, 'tickets');

describe('what moved a figure', () => {
  test('is nothing where no figure moved, and nothing is computed', async () => {
    const sums = new Sums(() => 0);
    expect(await explainMoves(sums, period, stated(sums, before), stated(sums, sampleInputs([tickets, late(1)])))).toEqual([]);
    expect(sums.calls).toBe(0);
  });

  test('is the only file that came; the old state is computed once, to be sure of it', async () => {
    const sums = new Sums(one);
    const moves = await explainMoves(sums, period, stated(sums, before), stated(sums, sampleInputs([tickets, late(1)])));
    expect(moves).toEqual([
      {
        figure: 'service.accepted',
        unit: 'count',
        old_value: 3,
        new_value: 4,
        steps: [{ reason: { kind: 'file', names: [late(1).path] }, value_before: 3, value_after: 4 }],
      },
    ]);
    expect(sums.calls).toBe(1);
  });

  test('is no file of a dataset without a part in the figure, nor one whose rows are not seen yet', async () => {
    const sums = new Sums(one, ['samples', 'events']);
    const now = sampleInputs([tickets, late(1), sampleEntry('samples.csv', 'samples'), sampleEntry('events.csv', 'events')]);
    const [move] = await explainMoves(sums, period, stated(sums, before), stated(sums, now));
    expect(move?.steps.map(({ reason }) => reason.names)).toEqual([[late(1).path]]);
    expect(sums.calls).toBe(1);
  });

  test('is a dataset with its files where there are too many to follow', async () => {
    const sums = new Sums(one);
    const files = Array.from({ length: mostFileSteps + 1 }, (_unused, day) => late(day));
    const [move] = await explainMoves(sums, period, stated(sums, before), stated(sums, sampleInputs([tickets, ...files])));
    expect(move?.steps.map(({ reason }) => [reason.kind, reason.names.length])).toEqual([['dataset', files.length + 1]]);
    expect(sums.calls).toBe(1);
  });

  test('is the version, where another one computed the old figures', async () => {
    const sums = new Sums(one);
    const older: Stated = {
      inputs: { ...before, productVersion: '0.0.9' },
      figures: new Map([['service.accepted', { value: 2.5, unit: 'count' }]]),
    };
    const [move] = await explainMoves(sums, period, older, stated(sums, sampleInputs([tickets, late(1)])));
    expect(move?.steps.map(({ reason, value_after }) => [reason.kind, value_after])).toEqual([
      ['version', 3],
      ['file', 4],
    ]);
    expect(move?.steps[0]?.reason.names).toEqual(['0.0.9', '0.1.0']);
  });

  test('is said to be unexplained where the same inputs and version give another value', async () => {
    const sums = new Sums(one);
    const wrong: Stated = { inputs: before, figures: new Map([['service.accepted', { value: 7, unit: 'count' }]]) };
    const [same] = await explainMoves(sums, period, wrong, stated(sums, before));
    expect(same?.steps).toEqual([{ reason: { kind: 'unexplained', names: [] }, value_before: 7, value_after: 3 }]);
  });

  test('is everything together where the old state can no longer be computed', async () => {
    const sums = new Sums(one);
    const failing: Recompute = { ...sums, figures: () => Promise.reject(new UnreadableInputs('no such file')) };
    const now = sampleInputs([tickets, late(1)], {}, 'warranty_months: 24\n');
    const [move] = await explainMoves(failing, period, stated(sums, { ...before, productVersion: '0.0.9' }), stated(sums, now));
    expect(move?.steps).toEqual([
      { reason: { kind: 'together', names: ['0.0.9', '0.1.0', late(1).path, 'warranty_months'] }, value_before: 3, value_after: 3.1 },
    ]);
  });

  test('other errors are not taken for an unreadable state', async () => {
    const sums = new Sums(one);
    const failing: Recompute = { ...sums, figures: () => Promise.reject(new Error('a bug')) };
    await expect(explainMoves(failing, period, stated(sums, before), stated(sums, sampleInputs([])))).rejects.toThrow('a bug');
  });
});

test('whatever changed, the chain leads from the old value to the new one and its steps add up exactly', async () => {
  const names = ['tickets_2026-07.csv', 'tickets_2026-08.csv', 'events_2026-08.csv', 'revisits_2026-09.csv'];
  const file = fc.record({ path: fc.constantFrom(...names), content: fc.constantFrom('first', 'second') });
  const state = fc.record({
    files: fc.uniqueArray(file, { selector: ({ path }) => path }),
    warranty: fc.constantFrom(12, 24),
    province: fc.constantFrom('广东', '四川'),
    addends: fc.infiniteStream(fc.option(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { freq: 8 })),
  });
  await fc.assert(
    fc.asyncProperty(state, state, async (old, now) => {
      const known = new Map<string, number | null>();
      const sums = new Sums((key) => {
        if (!known.has(key)) known.set(key, old.addends.next().value ?? null);
        return known.get(key) ?? null;
      });
      const [from, to] = [old, now].map(({ files, warranty, province }) =>
        stated(sums, {
          ...sampleInputs(files.map(({ path, content }) => sampleEntry(path, path.split('_')[0] ?? '', content))),
          configuration: sampleConfiguration(`warranty_months: ${warranty}\nhome_province: ${province}\n`),
        }),
      ) as [Stated, Stated];
      const moves = await explainMoves(sums, period, from, to);
      const [before, after] = [from, to].map(({ figures }) => figures.get('service.accepted')?.value ?? null);
      expect(moves.length).toBe(before === after ? 0 : 1);
      for (const move of moves) {
        expect([move.old_value, move.new_value]).toEqual([before, after]);
        expectExactChain(move);
        expect(move.steps.filter(({ reason }) => reason.kind === 'unexplained')).toEqual([]);
      }
    }),
    { numRuns: 60, seed: 20261003 },
  );
});
