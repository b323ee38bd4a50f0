import fc from 'fast-check';
import { expect } from 'vitest';
import { contractOf } from '../../pipeline/contracts/index.js';
import type { Ingest } from '../../pipeline/ingest/ingest.js';
import { rejectedRows } from '../../pipeline/ingest/rejects.js';
import type { Database } from '../../pipeline/warehouse/database.js';
import { literal } from '../../pipeline/warehouse/sql-text.js';
import { encodeAs } from './encode-legacy.js';
import { openFolderLoader } from './ingest-folder.js';

/** What files of one encoding became. */
export interface Outcomes {
  /** Every text stands in the store as it was written. */
  right: number;
  /** Refused, or its rows rejected, with a message that names the setting `encoding:`. */
  named: number;
  /** Read, and not as it was written. */
  silent: number;
}

/** Encodings that must be read without being told, and those that cannot be known. */
export const encodings = {
  certain: ['utf-8', 'utf-8 with mark', 'utf-16le with mark', 'utf-16be with mark', 'gbk', 'gb18030'],
  uncertain: ['utf-16le', 'utf-16be', 'big5', 'shift_jis', 'windows-1252'],
} as const;

export type TextEncoding = (typeof encodings)[keyof typeof encodings][number];

export interface EncodingRun {
  readonly encoding: TextEncoding;
  readonly files: number;
  readonly seed: number;
  /** Whether the headers are ASCII, so that nothing but the cells tells the encoding. */
  readonly hasPlainHeaders: boolean;
  /** Most rows of a file, each with one text. */
  readonly rows: number;
  /** A mapping names the encoding. */
  readonly isDeclared?: boolean;
}

/** Writes files of texts as people of that encoding write them, loads them, and counts what became of them. */
export async function encodingOutcomes(run: EncodingRun): Promise<Outcomes> {
  const label = run.encoding === 'gbk' ? 'gb18030' : run.encoding.replace(' with mark', '');
  const loader = await openFolderLoader(
    run.isDeclared ? `mappings:\n  - files: '*.csv'\n    dataset: events\n    encoding: ${label}\n` : '',
  );
  const outcomes: Outcomes = { right: 0, named: 0, silent: 0 };
  try {
    const texts = fc.array(textOf(run.encoding), { minLength: 1, maxLength: run.rows, size: 'max' });
    const drawn = fc.sample(texts, { numRuns: run.files, seed: run.seed });
    for (let start = 0; start < drawn.length; start += 100) {
      const batch = drawn.slice(start, start + 100);
      const folder = Object.fromEntries(batch.map((notes, number) => [`进度记录-${number}.csv`, fileOf(notes, run)]));
      await loader.load(folder, async (loaded, database) => {
        for (const [number, notes] of batch.entries()) {
          outcomes[await outcomeOf(loaded, database, `进度记录-${number}.csv`, notes)]++;
        }
      });
    }
    return outcomes;
  } finally {
    loader.close();
  }
}

function fileOf(notes: readonly string[], { encoding, hasPlainHeaders }: EncodingRun): Uint8Array {
  const header = hasPlainHeaders ? 'ticket_id,event_at,event_type,note' : headerOf(encoding);
  const text = `${header}\r\n${notes.map((note, row) => `T-${row},2026-10-03 09:30,pause,${note}`).join('\r\n')}\r\n`;
  const bytes = encodeAs(text, encoding);
  if (bytes === undefined) throw new Error(`${encoding} lacks a character of: ${text}`);
  return bytes;
}

/** Japanese exports have no headers the contract knows; Latin-1 cannot write Chinese ones. */
function headerOf(encoding: TextEncoding): string {
  if (encoding === 'big5') return '工單號,時間,類型,備註';
  if (encoding === 'shift_jis') return '受付番号,日時,種類,備考';
  if (encoding === 'windows-1252') return "Numéro,Date,Catégorie,Réf. à l'équipe";
  return '工单号,时间,类型,备注';
}

async function outcomeOf(loaded: Ingest, database: Database, name: string, notes: readonly string[]): Promise<keyof Outcomes> {
  const tables = loaded.newTables.filter(({ entry }) => entry.path === name);
  const [table] = tables;
  if (!table || tables.length > 1) throw new Error(`${name} gave ${tables.length} tables`);
  const { entry, parquet } = table;
  if (parquet === '') {
    expect(entry.reason).toContain('encoding:');
    return 'named';
  }
  const rows = await database.rows<{ note: string | null; is_good: boolean }>(
    `select note, faults = 0 as is_good from read_parquet(${literal(parquet)}, file_row_number = true) order by file_row_number`,
  );
  const isWhole = rows.length === notes.length;
  const isRight = isWhole && rows.every(({ note, is_good }, row) => !is_good || note === notes[row]);
  if (!isRight) return 'silent';
  for await (const { code, message } of rejectedRows(database, contractOf('events'), [{ file: name, parquet, rejected: entry.rejected }])) {
    expect([code, message]).toEqual(['undecodable', expect.stringContaining('encoding')]);
  }
  return entry.rejected === 0 ? 'right' : 'named';
}

const chinese = [
  ...[
    '客户反映漏水',
    '更换阀芯后正常',
    '已联系用户，约定明天上门',
    '主板烧毁',
    '等待配件到货',
    '现场无人，改约',
    '王伟',
    '欧阳娜娜',
    '张玥',
  ],
  ...[
    '广东省深圳市南山区科技园路12号3栋',
    '噪音大、震动',
    '重庆',
    '用户拒绝付费',
    '喆',
    '滤网堵塞（已清洗）',
    '二次维修',
    '显示屏不亮',
    '李',
  ],
];
const traditional = [
  ...[
    '客戶反映漏水',
    '更換閥芯後正常',
    '已聯絡用戶，約定明天到府',
    '主機板燒毀',
    '等待零件到貨',
    '現場無人，改約',
    '王偉',
    '歐陽娜娜',
    '陳',
  ],
  ...['台北市信義區松高路12號3樓', '噪音大、震動', '高雄', '用戶拒絕付費', '濾網堵塞（已清洗）', '二次維修', '顯示幕不亮', '林先生'],
];
const japanese = [
  ...[
    'お客様より水漏れの連絡あり',
    'バルブ交換後、正常に動作',
    '部品待ち',
    '田中',
    '東京都港区六本木1-2-3',
    '異音がする',
    'ﾌｨﾙﾀｰ詰まり',
    '再訪問の予定',
  ],
  ...['電源が入らない', '佐藤様', '大阪', '修理完了'],
];
const latin = [
  ...[
    'Fuite signalée par le client',
    'Pièce remplacée et réparée',
    'Müller',
    'Señor Peña',
    'bruit très élevé',
    'à revoir',
    'Ærø',
    'Gerät läuft wieder',
  ],
  ...['Köln Straße 5', 'déjà vérifié', 'Zürich', 'naïve', 'français'],
];
/** Characters of four bytes in GB18030. */
const fourBytes = ['㐂先生', '䶮女士', '漏水㑇'];

function textOf(encoding: TextEncoding): fc.Arbitrary<string> {
  const texts: Partial<Record<TextEncoding, readonly string[]>> = {
    big5: traditional,
    shift_jis: japanese,
    'windows-1252': latin,
    gb18030: [...chinese, ...fourBytes],
  };
  const own = texts[encoding] ?? (encoding.startsWith('utf') ? [...chinese, ...traditional, ...japanese, ...latin] : chinese);
  return fc.tuple(fc.constantFrom(...own), fc.nat(99)).map(([text, number]) => (number % 3 === 0 ? `${text}${number}` : text));
}
