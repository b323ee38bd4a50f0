import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePeriod } from '../../pipeline/config/periods.js';
import {
  carryPublications,
  type Publication,
  type PublicationHead,
  readMoves,
  readPublication,
  readPublicationHeads,
  writePublication,
} from '../../pipeline/restate/publications.js';
import { earlierStatements } from '../../pipeline/restate/restate.js';
import { Database } from '../../pipeline/warehouse/database.js';
import type { Figure } from '../../reports/management-review/report-data.js';
import { temporaryFolder } from '../run/example.js';
import { sampleEntry, sampleInputs } from './sample-inputs.js';

const entries = [sampleEntry("工单's_2026-08.csv", 'tickets'), sampleEntry('lots.csv', 'lots')];
const inputs = sampleInputs(entries, { policy: "clocks: {} # 'quoted'", calendar: null }, 'home_province: 广东\n');
const figures = new Map<string, Figure>([
  ['repairs.cost_in_warranty', { value: 0.1 + 0.2, unit: 'money' }],
  ['service.median_hours', { value: null, unit: 'hours' }],
  ["service.open[team=O'Hara]", { value: 5e-324, unit: 'count' }],
]);
const made: Publication = {
  period: '2026-08',
  report: '2026-08',
  report_as_of: inputs.time.asOf,
  fingerprint: { stg_tickets: '3:17' },
  inputs,
  figures,
  moves: [
    {
      figure: 'repairs.cost_in_warranty',
      unit: 'money',
      old_value: null,
      new_value: 0.1 + 0.2,
      steps: [
        { reason: { kind: 'file', names: ["a'b.csv"] }, value_before: null, value_after: 1 / 3 },
        { reason: { kind: 'register', names: [] }, value_before: 1 / 3, value_after: 0.1 + 0.2 },
      ],
    },
  ],
};

describe('publications', () => {
  test('are read as they were written, to the last bit, and outlive the warehouse they were written in', async () => {
    const file = join(temporaryFolder(), 'warehouse.duckdb');
    const first = await Database.open(file, { threads: 1 });
    await carryPublications(first, join(temporaryFolder(), 'none'));
    await writePublication(first, made);
    first.close();
    const next = await Database.open(':memory:', { threads: 1 });
    await carryPublications(next, file);
    const [head] = await readPublicationHeads(next);
    expect(head).toEqual({
      publication: 1,
      period: '2026-08',
      report: '2026-08',
      based_on: null,
      as_of: '2026-09-01T00:00:00',
      report_as_of: '2026-09-01T00:00:00',
      is_provisional: false,
      moved: 1,
      figures_in: 1,
    });
    if (head === undefined) return;
    expect(await readPublication(next, head)).toEqual({ inputs, figures, fingerprint: made.fingerprint });
    expect(await readMoves(next, head)).toEqual(made.moves);
    next.close();
  });

  test('keep files and figures once', async () => {
    const database = await Database.open(':memory:', { threads: 1 });
    await carryPublications(database, join(temporaryFolder(), 'none'));
    const head = await writePublication(database, made);
    // An entry that was read from a catalogue has its number there as well.
    const numbered = entries.map((entry, file_number) => ({ file_number, ...entry }));
    const again = { ...made, inputs: sampleInputs([...numbered, sampleEntry('events.csv', 'events')]), moves: [] };
    const later = await writePublication(database, again, head);
    expect(later).toMatchObject({ publication: 2, based_on: 1, figures_in: 1 });
    expect((await readPublication(database, later)).figures).toEqual(figures);
    expect((await readPublication(database, later)).inputs.entries.map(({ path }) => path)).toEqual(
      again.inputs.entries.map(({ path }) => path),
    );
    const [counts] = await database.rows(
      'select (select count(*) from publication_files) as files, (select count(*) from published_figures) as figures',
    );
    expect(counts).toEqual({ files: 3, figures: 3 });
    database.close();
  });

  test('a warehouse of before, which kept none, is no obstacle', async () => {
    const file = join(temporaryFolder(), 'warehouse.duckdb');
    const old = await Database.open(file, { threads: 1 });
    await old.run('create table files (path varchar)');
    old.close();
    const next = await Database.open(':memory:', { threads: 1 });
    await carryPublications(next, file);
    expect(await readPublicationHeads(next)).toEqual([]);
    next.close();
  });
});

describe('what an earlier period is compared with', () => {
  let made = 0;
  const head = (period: string, report: string): PublicationHead => ({
    publication: ++made,
    period,
    report,
    based_on: null,
    as_of: endOf(period),
    report_as_of: endOf(report),
    is_provisional: false,
    moved: 0,
    figures_in: made,
  });
  const endOf = (period: string): string => `${parsePeriod(period).dayAfter}T00:00:00`;
  const heard = (heads: readonly PublicationHead[], period: string): string[] =>
    earlierStatements(heads, parsePeriod(period), endOf(period)).map(
      ({ base, mine }) => `${base.period}: ${base.report} ${heads.indexOf(base)}, ${mine === undefined ? 'new' : heads.indexOf(mine)}`,
    );

  test('its own report, the latest period first; not periods that ended later or with it', () => {
    const heads = [head('2026-07', '2026-07'), head('2026-08', '2026-08'), head('2026-10', '2026-10'), head('2026-W35', '2026-W35')];
    expect(heard(heads, '2026-09')).toEqual(['2026-08: 2026-08 1, new', '2026-W35: 2026-W35 3, new', '2026-07: 2026-07 0, new']);
    expect(heard(heads, '2026-07')).toEqual([]);
  });

  test('what an earlier report said of it, so that no move is told twice', () => {
    const heads = [head('2026-08', '2026-08'), head('2026-09', '2026-09'), head('2026-08', '2026-09')];
    expect(heard(heads, '2026-10')).toContain('2026-08: 2026-09 2, new');
  });

  test('not what the report itself said, nor one on a later period: publishing it again says the same', () => {
    const heads = [head('2026-08', '2026-08'), head('2026-08', '2026-09'), head('2026-08', '2026-10')];
    expect(heard(heads, '2026-09')).toEqual(['2026-08: 2026-08 0, 1']);
  });

  test('its own report again, once that was published anew', () => {
    const heads = [head('2026-08', '2026-08'), head('2026-08', '2026-09'), head('2026-08', '2026-08')];
    expect(heard(heads, '2026-10')).toEqual(['2026-08: 2026-08 2, new']);
    expect(heard(heads, '2026-09')).toEqual(['2026-08: 2026-08 2, 1']);
  });

  test('what a weekly report said does not count for the monthly one', () => {
    const heads = [head('2026-08', '2026-08'), head('2026-08', '2026-W37')];
    expect(heard(heads, '2026-09')).toEqual(['2026-08: 2026-08 0, new']);
    expect(heard(heads, '2026-W38')).toEqual(['2026-08: 2026-W37 1, new']);
  });
});
