import fc from 'fast-check';

/** What a record has to know about its file. */
export interface FileContext {
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly encoding: string;
  readonly quotesHeader: boolean;
  /** Characters of a long cell; 0 for none. */
  readonly longest: number;
  /** Whether records with an unclosed quote occur: then no cell begins with what would look like its end. */
  readonly hasOpenQuotes: boolean;
}

export interface MadeRecord {
  /** As written, without its line end. */
  readonly text: string;
  /** Absent for records that are no rows. */
  readonly row?: { readonly code: string; readonly ticketId: string | null; readonly note: string | null };
}

type Cells = Readonly<Record<string, string>>;
type Maker = (cells: Cells, context: FileContext, luck: number) => MadeRecord | undefined;

/** A record of any kind; a kind that the columns of the file do not allow becomes a good row. */
export function randomRecord(context: FileContext): fc.Arbitrary<MadeRecord> {
  const kinds: (keyof typeof makers)[] = ['good', 'good', 'good', ...(Object.keys(makers) as (keyof typeof makers)[])];
  return fc
    .tuple(fc.constantFrom(...kinds), goodCells(context), fc.nat(1000))
    .map(([kind, cells, luck]) => makers[kind](cells, context, luck) ?? goodRow(cells, context, luck) ?? { text: '' });
}

function goodCells({ longest, hasOpenQuotes, delimiter, encoding }: FileContext): fc.Arbitrary<Cells> {
  const broken = ['两行\n文字', '两行\r\n文字', '半行\r文字', `甲${delimiter}乙`, '他说"漏水"', '"', '#备注', ' 空格 '];
  const edge = hasOpenQuotes ? [] : [`${delimiter}开头`, '\n开头', '"开头', delimiter, `${delimiter}"${delimiter}`];
  const rare = encoding === 'gb18030' ? ['\u{20bb7}野家'] : ['\u{20bb7}野家', 'é', '€'];
  return fc.record({
    ticket_id: fc.integer({ min: 1, max: 999 }).map((number) => `T-${number}`),
    event_at: fc.constantFrom('2026-10-03 09:30', '2026/10/3', '2026年10月3日'),
    event_type: fc.constantFrom('进度更新', 'pause', '恢复'),
    event_id: fc.constantFrom('E1', 'E2', ''),
    note: fc.constantFrom('', '正常', '接头漏水', ...broken, ...edge, ...rare, longCell(longest)),
    unknown: fc.constantFrom('', 'x', '一'),
  });
}

function longCell(length: number): string {
  return length === 0 ? '正常的一行' : '长'.repeat(length);
}

const makers = {
  good: (cells, context, luck) => goodRow(cells, context, luck),
  shortButWhole: (cells, context, luck) => {
    const kept = context.columns.length - 1 - (luck % 3);
    const isWhole = kept > 0 && context.columns.slice(kept).every(isOptional);
    return isWhole ? { text: joined(cells, context, luck, kept), row: rowOf(cells, context, '', kept) } : undefined;
  },
  tooShort: (cells, context, luck) => {
    const lastRequired = context.columns.findLastIndex((name) => !isOptional(name));
    const kept = lastRequired === 0 ? 0 : 1 + (luck % lastRequired);
    const isBlank = context.columns.slice(0, kept).every((name) => cells[name]?.trim() === '');
    return kept === 0 || isBlank ? undefined : { text: joined(cells, context, luck, kept), row: rejected('ragged_row') };
  },
  longButEmpty: (cells, context, luck) => {
    const surplus = ['', ' ', '""', '\u3000'][luck % 4] ?? '';
    return { text: `${joined(cells, context, luck)}${context.delimiter}${surplus}${context.delimiter}`, row: rowOf(cells, context, '') };
  },
  tooLong: (cells, context, luck) => ({ text: `${joined(cells, context, luck)}${context.delimiter}多`, row: rejected('ragged_row') }),
  looseQuote: (cells, context) => withNote(cells, context, context.hasOpenQuotes ? '7" 屏' : '屏 27"'),
  textBehindQuote: (cells, context, luck) => rawNote(cells, context, luck % 2 ? '"屏"幕' : '"屏" ', 'ragged_row'),
  openQuote: (cells, context) => (context.hasOpenQuotes ? rawNote(cells, context, '"没有结束', 'ragged_row') : undefined),
  nul: (cells, context) => rawNote(cells, context, '漏\0水', 'undecodable'),
  damaged: (cells, context) => rawNote(cells, context, '漏\u{e0f0}x水', 'undecodable'),
  blank: (_cells, { columns, delimiter }, luck) => ({
    text:
      ['', ' ', delimiter.repeat(columns.length - 1), ` ${delimiter}\u3000`, `""${delimiter}""`, delimiter.repeat(columns.length + 2)][
        luck % 6
      ] ?? '',
  }),
  footer: (cells, context, luck) => ({ text: footer(joined(cells, context, luck), context, luck) }),
  headerAgain: (_cells, { columns, delimiter }) => ({
    text: columns.map((name) => `${name}一`).join(delimiter),
    row: rejected('bad_type'),
  }),
  noTicket: (cells, context, luck) => ({ text: joined({ ...cells, ticket_id: '-' }, context, luck), row: rejected('missing_required') }),
  badTime: (cells, context, luck) => ({ text: joined({ ...cells, event_at: '2026-02-30' }, context, luck), row: rejected('bad_type') }),
  badWord: (cells, context, luck) => ({ text: joined({ ...cells, event_type: '也许' }, context, luck), row: rejected('bad_enum') }),
} satisfies Record<string, Maker>;

function goodRow(cells: Cells, context: FileContext, luck: number): MadeRecord {
  return { text: joined(cells, context, luck), row: rowOf(cells, context, '') };
}

function isOptional(name: string): boolean {
  return !['ticket_id', 'event_at', 'event_type'].includes(name);
}

function rejected(code: string): NonNullable<MadeRecord['row']> {
  return { code, ticketId: null, note: null };
}

function rowOf(cells: Cells, { columns }: FileContext, code: string, kept = columns.length): NonNullable<MadeRecord['row']> {
  const isThere = columns.slice(0, kept).includes('note');
  return { code, ticketId: cells.ticket_id ?? null, note: (isThere && cells.note?.trim()) || null };
}

/** The first `kept` cells of a row, each quoted where it must be, or for the fun of it. */
function joined(cells: Cells, { columns, delimiter }: FileContext, luck: number, kept = columns.length): string {
  const written = columns.slice(0, kept).map((name, index) => quoted(cells[name] ?? '', delimiter, (luck >> index) % 4 === 3));
  return written.join(delimiter);
}

function quoted(cell: string, delimiter: string, isAlways: boolean): string {
  const isNeeded = ['"', '\n', '\r', delimiter].some((sign) => cell.includes(sign));
  return isNeeded || (isAlways && cell !== '') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A row whose note stands there exactly so, outside of quotes. */
function withNote(cells: Cells, context: FileContext, note: string): MadeRecord | undefined {
  const made = rawNote(cells, context, note, '');
  return made && { text: made.text, row: rowOf({ ...cells, note }, context, '') };
}

function rawNote(cells: Cells, context: FileContext, note: string, code: string): MadeRecord | undefined {
  if (!context.columns.includes('note')) return undefined;
  const text = context.columns.map((name) => (name === 'note' ? note : (cells[name] ?? ''))).join(context.delimiter);
  return { text, row: rejected(code) };
}

/** 合计 in the first cell, or behind an empty one; with fewer cells than the header, as many, or more. */
function footer(row: string, { delimiter }: FileContext, luck: number): string {
  const word = ['合计', '总计：12', ' 小计', '"制表：张三"', '审核', '导出时间 2026-10-31'][luck % 6] ?? '';
  return [word, `${delimiter}${word}`, `${word}${delimiter}${row}`, `${word}${delimiter.repeat(9)}9`][luck % 4] ?? word;
}
