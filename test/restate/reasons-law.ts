import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parsePeriod } from '../../pipeline/config/periods.js';
import { inExportOrder } from '../../pipeline/ingest/ingest.js';
import { explainMoves } from '../../pipeline/restate/explain-moves.js';
import type { FigureInputs } from '../../pipeline/restate/figure-inputs.js';
import { Recomputation } from '../../pipeline/restate/recomputation.js';
import { ingestExports } from '../../pipeline/run-period.js';
import { type CatalogueEntry, readCatalogue } from '../../pipeline/warehouse/catalogue.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { writeFiles } from '../ingest/ingest-folder.js';
import { quietEffects } from '../run/example.js';
import { expectExactChain } from './exact-sum.js';
import { allChanges, exportsBefore, lateExports } from './sample-company.js';
import { sampleConfiguration, sampleInputs } from './sample-inputs.js';

const period = parsePeriod('2026-08');

/** What can change between two publications, by the name it has as a reason. */
const settings: Readonly<Record<string, string>> = {
  home_province: 'home_province: 四川',
  warranty_months: 'warranty_months: 24',
  'defects.threshold': 'defects: { threshold: 0.1 }',
};
const lateFiles = [...Object.keys(lateExports), '维修记录_202608_又.csv'];
const policy = 'clocks: { first_response: { target: 1 } }\n';
export const changes: readonly string[] = [...lateFiles, ...Object.keys(settings), 'policy'];

/** Loads the small company before and after; figures of August follow from any mixture of the two. */
export async function openCompany(): Promise<{ check: (made: readonly string[]) => Promise<string[]>; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldreview-test-'));
  const [input, out] = [join(folder, 'input'), join(folder, 'out')];
  const load = async (): Promise<CatalogueEntry[]> => {
    await ingestExports({ inputs: [input], out }, quietEffects);
    const database = await Database.open(join(out, 'warehouse.duckdb'), { readOnly: true });
    const entries = await readCatalogue(database);
    database.close();
    return entries;
  };
  writeFiles(input, exportsBefore);
  const before = await load();
  writeFiles(input, { ...lateExports, ...allChanges });
  const after = await load();
  const warehouse = await Database.open(join(out, 'warehouse.duckdb'));
  const recompute = new Recomputation(warehouse, after, join(out, 'store'));
  const inputsOf = (made: readonly string[]): FigureInputs => {
    const mixed = [...before.filter(({ path }) => !made.includes(path)), ...after.filter(({ path }) => made.includes(path))];
    const yaml = made.flatMap((name) => settings[name] ?? []);
    const usual = made.includes('home_province') ? [] : ['home_province: 广东'];
    const inputs = sampleInputs(inExportOrder(mixed), { policy: made.includes('policy') ? policy : null });
    return { ...inputs, configuration: sampleConfiguration([...usual, ...yaml].join('\n')) };
  };
  const old = { inputs: inputsOf([]), figures: await recompute.figures(period, inputsOf([])) };

  /** Publishes August with some of the changes made; returns the reasons given, and holds that they are whole and exact. */
  const check = async (made: readonly string[]): Promise<string[]> => {
    const now = { inputs: inputsOf(made), figures: await recompute.figures(period, inputsOf(made)) };
    const moves = await explainMoves(recompute, period, old, now);
    const ids = [...new Set([...old.figures.keys(), ...now.figures.keys()])];
    const moved = ids.filter((id) => (old.figures.get(id)?.value ?? null) !== (now.figures.get(id)?.value ?? null));
    expect(moves.map(({ figure }) => figure)).toEqual(moved.sort());
    for (const move of moves) expectExactChain(move);
    return [...new Set(moves.flatMap(({ steps }) => steps.flatMap(({ reason }) => reason.names)))].sort();
  };
  return {
    check,
    close: async () => {
      await recompute.close();
      warehouse.close();
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    },
  };
}
