import { expect } from 'vitest';
import { encodeGb18030, encodeUtf16 } from '../../fixtures/encode-text.js';
import type { NewTable } from '../../pipeline/ingest/load-files.js';
import type { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';
import { type FolderLoader, openFolderLoader } from './ingest-folder.js';

const header = '流水号,工单号,时间,类型,备注';

/** Well-formed files with what is hard about them, small enough to lose every byte in turn. */
export const wellFormedFiles: Record<string, Uint8Array> = {
  'quotes in LF, no last line end': Buffer.from(`${header}\nE1,"T-1",2026-10-03,pause,"a ""b"", c"\nE2,T-2,2026-10-04,pause,d`),
  'line breaks in CRLF': Buffer.from(
    `${header}\r\nE1,T-1,2026-10-03,pause,"两\r\n行"\r\nE2,T-2,2026-10-04,pause,"三\n行"\r\nE3,T-3,2026-10-05,pause,x\r\n`,
  ),
  'cells that begin like the end of one': Buffer.from(
    `备注,工单号,时间,类型\n"",T-1,2026-10-03,pause\n",a",T-2,2026-10-04,pause\n"\nb",T-3,2026-10-05,pause\n"""",T-4,2026-10-06,pause\n",",T-5,2026-10-07,pause\n`,
  ),
  'cells that close a quote left open': Buffer.from(
    '流水号,备注,工单号,时间,类型\n"E1",a,T-1,2026-10-03,pause\nE2,",b",T-2,2026-10-04,pause\n"E3",c,T-3,2026-10-05,pause\n',
  ),
  'quotes everywhere': Buffer.from(
    '"工单号","时间","类型"\n"T-1","2026-10-03","pause"\n"T-2","2026-10-04","pause"\n"T-3","2026-10-05","pause"\n',
  ),
  'GB18030 in CRLF': encodeGb18030(`${header}\r\nE1,T-1,2026-10-03,挂起,"接头，漏水"\r\nE2,T-2,2026-10-04,恢复,正常\r\n`),
  'tabs, byte order mark': Buffer.from(
    '\ufeff工单号\t时间\t类型\t备注\nT-1\t2026-10-03\t挂起\t"a\tb"\nT-2\t2026-10-04\t恢复\t\nT-3\t2026-10-05\t恢复\tx\n',
  ),
  'lone CR': Buffer.from('工单号,时间,类型,备注\rT-1,2026-10-03,pause,"a\rb"\rT-2,2026-10-04,pause,\rT-3,2026-10-05,pause,c\r'),
  'UTF-16': encodeUtf16('工单号,时间,类型,备注\nT-1,2026-10-03,挂起,"a\nb"\nT-2,2026-10-04,恢复,\n', 'little'),
};

interface Outcome {
  /** Something says that the file or a row of it is not in order. */
  readonly isReported: boolean;
  readonly rows: readonly string[];
}

/** A file with one change at a place. */
export type Edit = (file: Uint8Array, place: number) => Uint8Array;

/** The other changes of one byte or sign: a bit turned, or something put in. */
export const edits: readonly Edit[] = [
  ...[0, 1, 2, 3, 4, 5, 6, 7].map(
    (bit): Edit =>
      (file, place) =>
        file.map((byte, index) => (index === place ? byte ^ (1 << bit) : byte)),
  ),
  ...['"', '\r', '\n', '\0', '\ufeff', ',', '\t'].map(
    (sign): Edit =>
      (file, place) =>
        Buffer.concat([file.subarray(0, place), Buffer.from(sign), file.subarray(place)]),
  ),
];

/** Changes a file at each byte (or every n-th) in turn, or deletes it: no row vanishes, and no two change, without a report. */
export async function expectNoSilentLoss(file: Uint8Array, { step = 1, offset = 0, edit = without as Edit } = {}): Promise<void> {
  const loader = await openFolderLoader();
  try {
    const [whole] = await outcomesOf(loader, [file]);
    expect(whole?.isReported).toBe(false);
    const places = [...file.keys()].filter((place) => place % step === offset);
    for (let start = 0; start < places.length; start += 100) {
      const chosen = places.slice(start, start + 100);
      const outcomes = await outcomesOf(
        loader,
        chosen.map((place) => edit(file, place)),
      );
      const silent = chosen.flatMap((place, index) => describeLoss(place, edit(file, place), whole?.rows ?? [], outcomes[index]));
      expect(silent).toEqual([]);
    }
  } finally {
    loader.close();
  }
}

function without(file: Uint8Array, place: number): Uint8Array {
  return Buffer.concat([file.subarray(0, place), file.subarray(place + 1)]);
}

function describeLoss(place: number, left: Uint8Array, before: readonly string[], after: Outcome | undefined): object[] {
  if (!after || after.isReported) return [];
  const changed = before.filter((row, index) => after.rows[index] !== row).length;
  if (after.rows.length === before.length && changed <= 1) return [];
  return [{ place, left: Buffer.from(left).toString(), rows: after.rows }];
}

async function outcomesOf(loader: FolderLoader, files: readonly Uint8Array[]): Promise<Outcome[]> {
  const folder = Object.fromEntries(files.map((bytes, number) => [`进度记录-${number}.csv`, bytes]));
  return loader.load(folder, async ({ newTables }, database) => {
    const outcomes: Outcome[] = [];
    for (const number of files.keys()) {
      outcomes.push(
        await outcomeOf(
          database,
          newTables.filter(({ entry }) => entry.path === `进度记录-${number}.csv`),
        ),
      );
    }
    return outcomes;
  });
}

async function outcomeOf(database: Database, [table, ...more]: readonly NewTable[]): Promise<Outcome> {
  if (!table || more.length > 0) throw new Error('expected one table or one bad file');
  const { entry, parquet } = table;
  const isReported =
    entry.is_bad || entry.dataset === '' || entry.rejected > 0 || entry.unknown_headers.length + entry.repeated_headers.length > 0;
  if (parquet === '') return { isReported, rows: [] };
  const rows = await database.rows<{ row: string }>(
    `select to_json([event_id, ticket_id, event_at::varchar, event_type, note])::varchar as row
    from read_parquet(${literal(parquet)}, file_row_number = true) where faults = 0 order by file_row_number`,
  );
  return { isReported, rows: rows.map(({ row }) => row) };
}
