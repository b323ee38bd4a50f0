import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfiguration } from '../../pipeline/config/configuration.js';
import { addCellMacros } from '../../pipeline/ingest/cell-macros.js';
import { cellReader } from '../../pipeline/ingest/cell-reader.js';
import { ingest } from '../../pipeline/ingest/ingest.js';
import { loadSettings } from '../../pipeline/ingest/load-settings.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';

const header = '工单号,时间,类型,备注';
const rows = 2_000_000;

/** Each row holds its own line, so that a row lost, doubled or moved by the threads of the engine shows. */
test.each([
  ['plain, LF', '\n', 'fast', (line: number) => ['正常', line] as const],
  ['plain, CRLF', '\r\n', 'fast', (line: number) => [line % 3 ? '正常' : '"引号, 逗号"', line] as const],
  [
    'cells of many lines that look like rows',
    '\n',
    'exact',
    (line: number) =>
      line % 50 === 1 ? ([`"x\n${'T-1,2026-10-03,挂起,\n'.repeat(40)}"`, line + 41] as const) : (['"a""b"', line] as const),
  ],
  [
    'cells of a few lines, CRLF',
    '\r\n',
    'exact',
    (line: number) => (line % 7 === 1 ? (['"甲\r\n乙"', line + 1] as const) : (['', line] as const)),
  ],
])('%s: every row of a large file stands in its line', async (_name, end, form, cell) => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldreview-test-'));
  const database = await Database.open(':memory:', { threads: 4, memoryLimit: '2GB', spillFolder: folder });
  try {
    const file = join(folder, '进度记录.csv');
    await writeRows(file, end, cell);
    const configuration = parseConfiguration('', 'fieldreview.yaml');
    const settings = loadSettings(configuration, cellReader(configuration, undefined));
    await addCellMacros(database, settings.reader);
    const { newTables } = await ingest(database, {
      inputs: [file],
      known: [],
      workFolder: join(folder, 'work'),
      settings,
    });
    expect(newTables[0]?.entry).toMatchObject({ form, read: rows, rejected: 0, skipped_lines: 0 });
    const { misplaced, kept } = await database.row<{ misplaced: number; kept: number }>(
      `select count(*) filter (ticket_id <> 'T-' || line) as misplaced, count(distinct ticket_id) as kept from read_parquet(${literal(newTables[0]?.parquet ?? '')})`,
    );
    expect({ misplaced, kept }).toEqual({ misplaced: 0, kept: rows });
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function writeRows(file: string, end: string, cell: (line: number) => readonly [note: string, lastLine: number]): Promise<void> {
  const output = createWriteStream(file);
  output.write(header + end);
  let line = 2;
  for (let start = 0; start < rows; start += 10_000) {
    const batch: string[] = [];
    for (let row = 0; row < 10_000; row++) {
      const [note, lastLine] = cell(line);
      batch.push(`T-${line},2026-10-03 09:30,挂起,${note}${end}`);
      line = lastLine + 1;
    }
    if (!output.write(batch.join(''))) await once(output, 'drain');
  }
  output.end();
  await once(output, 'finish');
}
