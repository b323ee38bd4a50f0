import fc from 'fast-check';
import { expect } from 'vitest';
import { computePeriod } from '../../pipeline/compute-period.js';
import type { FigureInputs } from '../../pipeline/restate/figure-inputs.js';
import { type Fingerprint, stagingNames } from '../../pipeline/restate/fingerprint.js';
import { fingerprintSince, type SeenBefore } from '../../pipeline/restate/fingerprint-since.js';
import { fingerprintAt } from '../../pipeline/restate/recomputation.js';
import { readCatalogue } from '../../pipeline/warehouse/catalogue.js';
import type { Folder } from '../ingest/ingest-folder.js';
import { csv, withWarehouse } from '../warehouse/with-warehouse.js';
import { sampleRules as rules, sampleInputs } from './sample-inputs.js';

/** What the report on August sees of a folder, all of it looked at. */
export async function seenOf(files: Folder): Promise<SeenBefore> {
  return withWarehouse(files, async (database) => ({
    inputs: sampleInputs(await readCatalogue(database)),
    fingerprint: await fingerprintAt(database, rules),
  }));
}

/** The same of a folder as it is now, after what was seen before; `inputs` differ from those of the folder where a test says so. */
export async function seenSince(files: Folder, before: SeenBefore, inputs: Partial<FigureInputs> = {}): Promise<Fingerprint> {
  return withWarehouse(files, async (database) => {
    await computePeriod(database, rules, stagingNames(rules.policy));
    return fingerprintSince(database, rules.policy, { ...sampleInputs(await readCatalogue(database)), ...inputs }, before);
  });
}

/** Whatever files are added, taken away, changed or put in another order: what is seen since is what is seen when all of it is looked at. */
export async function expectSeenInFull(size: { runs: number; seed?: number }): Promise<void> {
  const key = fc.constantFrom('T-1', 'T-2', 'T-3', 'T-4');
  const at = fc.constantFrom('2026-08-10', '2026-08-31 23:59:59', '2026-09-01', '2026-09-20');
  const ticket = fc.tuple(key, at, fc.constantFrom('甲组', '乙组'), fc.constantFrom('', '已取消'));
  const event = fc.tuple(key, at, fc.constantFrom('挂起', '恢复'));
  const file = fc.record({
    day: fc.constantFrom('2026-07-01', '2026-08-01', '2026-09-01', '2026-09-02'),
    tickets: fc.array(ticket, { maxLength: 3 }),
    events: fc.array(event, { maxLength: 3 }),
  });
  const folder = fc.array(file, { minLength: 1, maxLength: 3 });
  const property = fc.asyncProperty(folder, folder, fc.boolean(), async (first, second, isAllKept) => {
    const [before, now] = [named(first), { ...named(second), ...(isAllKept ? named(first) : {}) }];
    expect(await seenSince(now, await seenOf(before))).toEqual((await seenOf(now)).fingerprint);
  });
  await fc.assert(property, { numRuns: size.runs, ...(size.seed === undefined ? {} : { seed: size.seed }) });
}

interface DayFile {
  readonly day: string;
  readonly tickets: readonly (readonly string[])[];
  readonly events: readonly (readonly string[])[];
}

function named(files: readonly DayFile[]): Folder {
  const contents = files.flatMap(({ day, tickets, events }) => [
    [`tickets_${day}.csv`, csv('工单号,受理时间,服务组,状态,问题类型', ...tickets.map((cells) => [...cells, '物流'].join(',')))],
    [`events_${day}.csv`, csv('工单号,时间,类型', ...events.map((cells) => cells.join(',')))],
  ]);
  return Object.fromEntries(contents);
}
