import fc from 'fast-check';
import { encodeGb18030, encodeUtf16 } from '../../fixtures/encode-text.js';
import { type FileContext, type MadeRecord, randomRecord } from './random-record.js';

/** A file of events with everything that goes wrong in exports, and what must be made of it. */
export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly truth: FileTruth;
}

export interface FileTruth {
  readonly encoding: string;
  readonly delimiter: string;
  readonly skippedLines: number;
  /** Every row in order: its physical line, the code that rejects it ('' for none), and cells of a good one. */
  readonly rows: readonly RowTruth[];
  /** Records in the file, the header and the skipped ones among them. */
  readonly records: number;
}

export interface RowTruth {
  readonly line: number;
  readonly code: string;
  readonly ticket_id: string | null;
  readonly note: string | null;
}

interface FilePlan extends FileContext {
  readonly hasOpenTitle: boolean;
  readonly columns: readonly (typeof columns)[number][];
  readonly titles: readonly string[];
  readonly ends: readonly string[];
  readonly endsLastLine: boolean;
}

const columns = ['ticket_id', 'event_at', 'event_type', 'event_id', 'note', 'unknown'] as const;

/** `longest`: characters of the longest cells; such cells come in one file of eight. */
export function randomFile(longest: number): fc.Arbitrary<MadeFile> {
  return filePlan(longest).chain((plan) => fc.array(randomRecord(plan), { maxLength: 14 }).map((records) => makeFile(plan, records)));
}

function filePlan(longest: number): fc.Arbitrary<FilePlan> {
  return fc.record({
    columns: fc.shuffledSubarray([...columns], { minLength: 3 }).filter((chosen) => required.every((name) => chosen.includes(name))),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    encoding: fc.constantFrom('utf-8', 'utf-8', 'utf-8-bom', 'gb18030', 'utf-16le', 'utf-16be'),
    hasOpenTitle: fc.boolean(),
    titles: fc.array(fc.constantFrom(...titles), { maxLength: 3 }),
    ends: fc.oneof(
      fc.constantFrom(['\n'], ['\r\n'], ['\r']),
      fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 7 }),
    ),
    endsLastLine: fc.boolean(),
    quotesHeader: fc.boolean(),
    longest: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, longest),
    hasOpenQuotes: fc.boolean(),
  });
}

const required = ['ticket_id', 'event_at', 'event_type'] as const;

/** Records above the header; the last breaks the rules of quoting. */
const titles = ['工单流水 2026年10月', '', '导出人: 张三', '"两行\n标题"', '他说"好"的一月', '"2026"年报表'];

function makeFile(plan: FilePlan, records: readonly MadeRecord[]): MadeFile {
  const header: MadeRecord = { text: plan.columns.map((name) => headerCell(name, plan.quotesHeader)).join(plan.delimiter) };
  const above = plan.hasOpenQuotes && plan.hasOpenTitle ? ['"没有结束的标题', ...plan.titles] : plan.titles;
  const all = [...above.map((text): MadeRecord => ({ text })), header, ...records];
  const written = plan.endsLastLine ? all : all.slice(0, all.findLastIndex(({ text }) => text !== '') + 1);
  const lines = endedRecords(written, plan);
  const rows = lines.flatMap(({ line, row }) => (row ? [{ line, code: row.code, ticket_id: row.ticketId, note: row.note }] : []));
  return {
    bytes: encode(lines.map(({ text }) => text).join(''), plan.encoding),
    truth: {
      encoding: plan.encoding,
      delimiter: plan.delimiter,
      skippedLines: written.length - 1 - rows.length,
      rows,
      records: written.length,
    },
  };
}

const headers = {
  ticket_id: '*工单编号',
  event_at: '发生时间',
  event_type: '流水类型（必填）',
  event_id: '流水号',
  note: '备注',
  unknown: '内部备注',
};

function headerCell(name: (typeof columns)[number], isQuoted: boolean): string {
  return isQuoted ? `"${headers[name]}"` : headers[name];
}

/** Records with their line ends and the line each begins in; an empty line never turns a CR before it into a CRLF. */
function endedRecords(records: readonly MadeRecord[], plan: FilePlan): (MadeRecord & { line: number })[] {
  let line = 1;
  let before = '';
  return records.map((record, index) => {
    const isLast = index === records.length - 1;
    const chosen = plan.ends[index % plan.ends.length] ?? '\n';
    const end = isLast && !plan.endsLastLine ? '' : before === '\r' && record.text === '' && chosen === '\n' ? '\r\n' : chosen;
    const ended = { ...record, text: record.text + end, line };
    line += ended.text.match(/\r\n|\r|\n/g)?.length ?? 0;
    before = end;
    return ended;
  });
}

/** Stands for bytes that are no text in the encoding. */
export const damage = '\u{e0f0}';

function encode(text: string, encoding: string): Uint8Array {
  if (encoding.startsWith('utf-16')) return encodeUtf16(text.replaceAll(damage, '\ud800'), encoding === 'utf-16le' ? 'little' : 'big');
  const parts = text.split(damage).map((part) => (encoding === 'gb18030' ? encodeGb18030(part) : Buffer.from(part)));
  const mark = encoding === 'utf-8-bom' ? [Uint8Array.of(0xef, 0xbb, 0xbf)] : [];
  return Buffer.concat([...mark, ...parts.flatMap((part, index) => (index === 0 ? [part] : [Uint8Array.of(0xff), part]))]);
}
