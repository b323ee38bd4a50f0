import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runPeriod } from '../../pipeline/run-period.js';
import { validateExports } from '../../pipeline/validate-exports.js';
import { quietEffects, readFigures, temporaryFolder } from './example.js';

const configuration = `timezone: America/Los_Angeles
mappings:
  - files: 'visits_*.csv'
    dataset: repairs
    columns: { repair_id: id, model: product_category, result: repair_status, finished_at: [event_date, date] }
    values: { result: { Fixed: fixed, Repairable: not_fixed, End of life: not_fixed } }
    constants: { fault_code: UNKNOWN }
    null_tokens: ['Unknown', '????']
`;

/** Repair attempts of a volunteers' workshop, in two releases that differ in headers and in how they write nulls. */
function writeReleases(): string {
  const input = temporaryFolder();
  writeFileSync(join(input, 'fieldreview.yaml'), configuration);
  writeFileSync(
    join(input, 'visits_v1.csv'),
    'id,product_category,model,repair_status,date,problem\nv_1,Lamp,????,Fixed,2025-05-03,dark\nv_2,Lamp,B2,????,2025-05-03,"flickers, then dark"\nv_3,Toaster,,2019,Workshop,\n',
  );
  writeFileSync(
    join(input, 'visits_v2.csv'),
    'id,product_category,brand,repair_status,event_date,problem\nv_4,Kettle,Unknown,End of life,2025-05-17,leaks\nv_2,Lamp,,Repairable,2025-05-03,flickers\n',
  );
  return input;
}

describe('exports of another system load by a mapping', () => {
  test('every row is accounted for, values and nulls are read as the mapping says', async () => {
    const { files, rejects } = (await validateExports({ inputs: [writeReleases()], maxRejectRate: 1 }, quietEffects)).validation;
    expect(files.map(({ path, dataset, read, rejected }) => ({ path, dataset, read, rejected }))).toEqual([
      { path: 'visits_v1.csv', dataset: 'repairs', read: 3, rejected: 1 },
      { path: 'visits_v2.csv', dataset: 'repairs', read: 2, rejected: 0 },
    ]);
    expect(rejects).toMatchObject([{ line: 4, code: 'bad_enum', columns: ['result', 'finished_at'] }]);
  });

  test('the report says which sections have no data', async () => {
    const out = temporaryFolder();
    await runPeriod({ period: '2025-05', inputs: [writeReleases()], out, locale: 'en' }, quietEffects);
    const figure = (id: string): number | null | undefined => readFigures(out, '2025-05').figures.find((each) => each.id === id)?.value;
    expect([figure('repairs.finished'), figure('accounting.repairs.superseded'), figure('accounting.tickets.read')]).toEqual([3, 1, 0]);
    expect(readFileSync(join(out, '2025-05', 'index.html'), 'utf8')).toMatch(/tickets/);
  });
});
