import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { explainFigure } from '../../pipeline/explain/explain-figure.js';
import { exportTables } from '../../pipeline/export-tables.js';
import { generateExports } from '../../pipeline/generate/generate.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { readModels } from '../../pipeline/transform/models.js';
import { validateExports } from '../../pipeline/validate-exports.js';
import { exampleFolder, quietEffects, temporaryFolder } from '../run/example.js';
import { isOrdered, refusals } from '../sameness/differing-sql.js';
import { orderOf } from '../sameness/known-keys.js';
import { recordStatements, type Statement } from '../sameness/recorded-statements.js';

const models = new Map(readModels().map((model) => [model.name, model]));
const inputs = ['2026-09', '2026-10', '质量部', '出货台账_期初.csv'].map((name) => join(exampleFolder, name));
const figures = ['sla.quality_resolution.compliance', 'service.open', 'accounting.tickets.rejected'];

/** What a command runs, seen as the engine gets it: nothing of the text of the sources has to be understood. */
const commands: Record<string, (out: string) => Promise<unknown>> = {
  run: (out) => runPeriod({ period: '2026-10', inputs, out, locale: 'zh-CN' }, quietEffects),
  explain: async (out) => {
    for (const figure of figures) await explainFigure({ figure, period: '2026-10', out, rows: join(out, 'rows.csv') }, quietEffects);
  },
  export: async (out) => {
    for (const format of ['csv', 'arrow', 'parquet', 'xlsx'] as const) {
      await exportTables({ out, period: '2026-10', format, tables: [] }, quietEffects);
    }
  },
  validate: () => validateExports({ inputs, maxRejectRate: 0.05 }, quietEffects),
  generate: () =>
    generateExports({ out: temporaryFolder(), tickets: 3250, months: 13, seed: 1, dirty: 0.01, lastMonth: '2026-10' }, quietEffects),
};

describe('the statements of', () => {
  const out = temporaryFolder();
  const recorded = new Map<string, Statement[]>();

  beforeAll(async () => {
    for (const [name, command] of Object.entries(commands))
      recorded.set(name, await recordStatements(async () => void (await command(out))));
  }, 600_000);

  test.each(Object.keys(commands))('%s give the same answer on the same rows', (name) => {
    const statements = recorded.get(name) ?? [];
    expect(statements.length).toBeGreaterThan(3);
    expect(statements.flatMap(offences)).toEqual([]);
  });
});

function offences({ sql, plan, givesRows }: Statement): string[] {
  if (plan === undefined) return [];
  const shown = sql.replaceAll(/\s+/g, ' ').trim().slice(0, 160);
  const made = /^\s*create (?:or replace )?(?:temp )?(?:table|view) (\w+)/.exec(sql)?.[1] ?? '';
  const query = made.replace(/^fates_\w+$/, 'fates');
  const found = refusals(plan, orderOf(query, sql, models, new Set()));
  return [
    ...found.map(({ what, reason }) => `${what} ${reason}: ${shown}`),
    ...(givesRows && !isOrdered(plan) ? [`rows in no order: ${shown}`] : []),
  ];
}
