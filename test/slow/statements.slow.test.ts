import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { withClockModels } from '../../pipeline/config/clock-candidates.js';
import { loadPolicy } from '../../pipeline/config/policy.js';
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
import { shareName, shareOf } from '../share-of-cases.js';

const models = new Map(withClockModels(readModels(), loadPolicy()).map((model) => [model.name, model]));
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

describe(`the statements of${shareName}`, () => {
  const out = temporaryFolder();
  const recorded = new Map<string, Statement[]>();

  beforeAll(async () => {
    const places = shareOf([0, 1, 2, 3], 4);
    for (const [name, command] of Object.entries(commands))
      recorded.set(name, await recordStatements(async () => void (await command(out)), 4, places));
  }, 600_000);

  test.each(Object.keys(commands))('%s give the same answer on the same rows', (name) => {
    const statements = recorded.get(name) ?? [];
    expect(statements.length).toBeGreaterThan(3);
    expect(statements.flatMap(offences)).toEqual([]);
  });
});

/** Rows that come in no order of the statement's own, and why that is nothing: the beginning of the statement, the reason. */
const unordered: readonly (readonly [beginning: RegExp, reason: string])[] = [
  [/^select .* as "value /, 'figures are kept by their id and put in order by it (pipeline/publish/figures.ts)'],
  [/^select dimension, member, compliance as "value /, 'the same'],
  [/^with numbered as \(/, 'actions are kept by their number and put in order by it (pipeline/register/merge-register.ts)'],
  [/^select action_id from stg_register /, 'a set'],
  [/^select table_no, count/, 'kept by their number'],
  [/^select file, entry::varchar/, 'kept by their text'],
  [/^select table_name as name from duckdb_tables/, 'a set'],
  [
    /^select (\*|figure\.id, .*) from (\(\s*select unnest\(figures\) .*)?read_(parquet|json)\('[^']*'/,
    'one file, in its order and by one thread (pipeline/export-tables.ts)',
  ],
  [/^select \* from \(select unnest/, 'a list, in its order'],
];
/** What one thing may ask for that no other may. */
const allowed: readonly RegExp[] = [
  /^current_setting\(\) .*: select current_setting\('threads'\)::integer as threads$/,
  /^current_(setting|database)\(\) .*: select current_setting\('search_path'\) as path, current_database\(\) as own$/,
];

function offences({ sql, plan, givesRows }: Statement): string[] {
  if (plan === undefined) return [];
  const text = sql.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ').trim();
  const shown = text.slice(0, 160);
  const made =
    /^create (?:or replace )?(?:temp )?(?:table|view) (?:\w+\.)*(\w+)/.exec(text)?.[1] ?? /^(?:copy \()?with (\w+) /.exec(text)?.[1] ?? '';
  const query = made.replace(/^fates_\w+$/, 'fates');
  const found = refusals(plan, orderOf(query, sql, models, new Set())).map(({ what, reason }) => `${what} ${reason}: ${shown}`);
  const isLoose = givesRows && !isOrdered(plan) && !unordered.some(([beginning]) => beginning.test(text));
  return [...found.filter((one) => !allowed.some((each) => each.test(one))), ...(isLoose ? [`rows in no order: ${shown}`] : [])];
}
