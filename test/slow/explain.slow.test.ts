import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFiguresFile } from '../../pipeline/publish/published-periods.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { cellIds, differences } from '../explain/reproduce.js';
import { exampleFolder, quietEffects, temporaryFolder } from '../run/example.js';

test('the SQL and the rows of every figure, and of cells of every table, give what is published', async () => {
  const out = temporaryFolder();
  await runPeriod({ period: '2026-10', inputs: [exampleFolder], out, locale: 'zh-CN' }, quietEffects);
  const published = readFiguresFile(join(out, '2026-10'));
  if (!published) throw new Error('nothing was published');
  const warehouse = await Database.open(join(out, 'warehouse.duckdb'), { readOnly: true });
  try {
    const ids = published.figures.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(2000);
    expect(await differences(warehouse, published, ids)).toEqual([]);
    expect(
      await differences(
        warehouse,
        published,
        cellIds(published).filter((_id, index) => index % 7 === 0),
      ),
    ).toEqual([]);
  } finally {
    warehouse.close();
  }
}, 300_000);
