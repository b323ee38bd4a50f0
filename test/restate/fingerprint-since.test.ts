import { beforeAll, describe, expect, test } from 'vitest';
import { loadPolicy } from '../../pipeline/config/policy.js';
import type { FigureInputs } from '../../pipeline/restate/figure-inputs.js';
import { modelsBehindFigures, stagingRelations } from '../../pipeline/restate/fingerprint.js';
import { addedFiles, onlyDataset, type SeenBefore } from '../../pipeline/restate/fingerprint-since.js';
import type { Folder } from '../ingest/ingest-folder.js';
import { csv } from '../warehouse/with-warehouse.js';
import { expectSeenInFull, seenOf, seenSince } from './fingerprint-since-law.js';
import { sampleConfiguration } from './sample-inputs.js';

const relations = stagingRelations(modelsBehindFigures(loadPolicy()));
const ofOneDataset = relations.filter((relation) => onlyDataset(relation) !== undefined);

const tickets = (...rows: readonly string[]): string => csv('工单号,受理时间,问题类型,客户类型', ...rows.map((row) => `${row},物流,个人`));
const events = (...rows: readonly string[]): string => csv('工单号,时间,类型', ...rows.map((row) => `${row},挂起`));
const august: Folder = {
  'tickets_2026-07.csv': tickets('T-1,2026-07-03', 'T-2,2026-07-04'),
  'tickets_2026-08.csv': tickets('T-3,2026-08-03', 'T-3,2026-08-04'),
  'events_2026-08.csv': events('T-3,2026-08-05', 'T-3,2026-08-06'),
};

describe('after files were added', () => {
  let marked: SeenBefore;

  beforeAll(async () => {
    const before = await seenOf(august);
    marked = { ...before, fingerprint: Object.fromEntries(relations.map(({ name }) => [name, 'as before'])) };
  });

  /** Relations of which no more was looked at than what was added. */
  const untouched = async (files: Folder, inputs: Partial<FigureInputs> = {}): Promise<string[]> =>
    Object.entries(await seenSince(files, marked, inputs)).flatMap(([name, print]) => (print === 'as before' ? [name] : []));

  const all = ofOneDataset.map(({ name }) => name);
  const without = (name: string): string[] => all.filter((each) => each !== name);

  test.each<[what: string, files: Folder, names: string[]]>([
    ['a month', { 'tickets_2026-09.csv': tickets('T-4,2026-09-01'), 'events_2026-09.csv': events('T-3,2026-09-01') }, all],
    ['a month that stands before the others', { 'tickets.csv': tickets('T-4,2026-09-01') }, all],
    ['a file with a key twice', { 'tickets_2026-09.csv': tickets('T-4,2026-09-01', 'T-4,2026-09-02') }, all],
    ['a file of faulty rows', { 'tickets_2026-09.csv': tickets('T-4,不知道') }, all],
    ['a late ticket', { 'tickets_2026-09.csv': tickets('T-4,2026-08-31 23:59:59') }, without('stg_tickets')],
    ['a ticket again, now of September', { 'tickets_2026-09.csv': tickets('T-1,2026-09-01') }, without('stg_tickets')],
    ['a late event', { 'events_2026-09.csv': events('T-3,2026-08-31') }, without('stg_events')],
    ['a file in place of another', { 'tickets_2026-08.csv': tickets('T-3,2026-08-04') }, without('stg_tickets')],
  ])('%s: all but what it touches is as before', async (_what, files, names) => {
    expect((await untouched({ ...august, ...files })).sort()).toEqual(names.sort());
  });

  test('nothing: all is as before, unless the register is another one', async () => {
    expect((await untouched(august)).sort()).toEqual(relations.map(({ name }) => name).sort());
    expect((await untouched(august, { register: '[]' })).sort()).toEqual(all.sort());
  });

  test('a file that is gone touches its dataset', async () => {
    const { 'tickets_2026-07.csv': _gone, ...others } = august;
    expect((await untouched(others)).sort()).toEqual(without('stg_tickets').sort());
  });

  test.each<[what: string, inputs: Partial<FigureInputs>]>([
    ['another version of the program', { productVersion: '0.2.0' }],
    ['another policy', { policy: 'clocks: {}' }],
    ['another cut-off', { time: { asOf: '2026-08-15 00:00:00', asOfWithOffset: '', isProvisional: true } }],
    ['masked names', { configuration: sampleConfiguration('privacy: { staff: mask }') }],
  ])('%s: all of it is looked at', async (_what, inputs) => {
    expect(await untouched(august, inputs)).toEqual([]);
  });
});

test('added files are those between the ones of before, which stand in the same order', () => {
  expect(addedFiles([], [])).toEqual([]);
  expect(addedFiles(['a', 'b'], ['x', 'a', 'y', 'b', 'z'])).toEqual([0, 2, 4]);
  expect(addedFiles(['a'], ['a', 'a'])).toEqual([1]);
  expect(addedFiles(['a', 'b'], ['b', 'a'])).toBeUndefined();
  expect(addedFiles(['a', 'b'], ['a', 'x'])).toBeUndefined();
  expect(addedFiles(['a', 'a'], ['a'])).toBeUndefined();
});

test('relations of one dataset say of a row what follows from that row alone', () => {
  expect(ofOneDataset.map(({ reads }) => reads.filter((name) => name.startsWith('raw_')).length)).toEqual(ofOneDataset.map(() => 1));
  expect(ofOneDataset.length).toBeGreaterThan(7);
  const plain =
    /^with\n(\w+) as \(select \* from raw_\w+\),\nlimits as \(select as_of from parameters\)\n\nselect\s+\1\.\*(?: replace \([^()]*(?:\([^()]*\)[^()]*)*\))?\nfrom \1\ncross join limits\nwhere (?!.*(?:select|over))[^;]*$/;
  for (const { name, sql } of ofOneDataset)
    expect({ name, sql: sql.replaceAll(/^--.*\n/gm, '') }).toEqual({ name, sql: expect.stringMatching(plain) });
});

test('whatever files are added, taken away or changed, it is what is seen when all of it is looked at', async () => {
  await expectSeenInFull({ runs: 6, seed: 20261127 });
});
