import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { parsePeriod } from '../../pipeline/config/periods.js';
import { Company, type History, randomHistory } from './history.js';
import { monthlyExports } from './monthly-exports.js';
import { contentOf, filesOf, type OutContent } from './out-content.js';

/**
 * Whatever was loaded and published before, in whatever order and groups, a report is that of an empty OUT that loads once, under the
 * settings in force, the newest content of every path a load has seen, at that path: also of files that were changed, renamed or
 * removed since (domain.md § 1, Export order; decisions 1 and 4).
 *
 * With nothing published before, that is every byte of the folder of the period, the register, the rejects, the stored files the catalogue
 * names, and the rows of every table and view of the warehouse.
 *
 * With something published before, the following may differ and nothing else: what is said of restatements (table, section, count,
 * headline, definitions of figures that only the section prints; decision 17); what the warehouse keeps of publications, and what it knew of the
 * register before; day and report that first proposed an action (decision 18), with the bytes of the register; and where a later period was
 * published, proposals and remarks of the living register, which are of that one.
 *
 * Outside the law, so that the histories do without: the register edited by its owners; an export of actions that leaves out one it had
 * listed, since the register keeps what it knew; reading settings that change after a file was removed, since what is gone is not read again.
 */
export async function expectIncrementalIsFromScratch(size: { histories: number; seed: number }): Promise<void> {
  const exports = await monthlyExports(size.seed);
  const law = fc.asyncProperty(randomHistory(), async (history) => {
    const root = mkdtempSync(join(tmpdir(), 'fieldreview-test-'));
    try {
      await expectSame(new Company(root, exports, history), history);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
  // Fewer steps would be found in hours; a history that fails can be read as it is.
  await fc.assert(law, { numRuns: size.histories, seed: size.seed, endOnFailure: true });
}

async function expectSame(company: Company, { last: { period } }: History): Promise<void> {
  await company.rounds();
  const before = [...company.published];
  const finish = async () => {
    await company.finish();
    return { content: await contentOf(company.out, period), files: filesOf(company.out, period) };
  };
  const stepwise = await finish();
  company.restart();
  const fresh = await finish();
  const mayDiffer =
    before.length === 0 ? [] : before.some((asOf) => asOf > parsePeriod(period).dayAfter) ? [...ofHistory, ofLaterPeriod] : ofHistory;
  expect(compared(stepwise.content, mayDiffer)).toEqual(compared(fresh.content, mayDiffer));
  if (before.length === 0) expect(stepwise.files).toEqual(fresh.files);
}

const ofHistory: readonly RegExp[] = [
  /^(tables\/restatements\.parquet|manifest: restated|page: (restatements|headlines|data))$/,
  /^warehouse: (publications|publication_files|published_figures|restated_figures|register_before|raw_register|stg_register|register_state)$/,
  /^manifest: bytes of the living register$/,
  /: first proposed$/,
];
const ofLaterPeriod = /^living actions: (proposals|remarks)$/;

function compared(content: OutContent, mayDiffer: readonly RegExp[]): OutContent {
  return Object.fromEntries(Object.entries(content).filter(([name]) => !mayDiffer.some((pattern) => pattern.test(name))));
}
