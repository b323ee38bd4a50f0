import type { WorkbookParts } from './workbook-parts.js';

/** A row to be written: texts, serial numbers of days, nothing; its height in points, if it has one of its own. */
export interface RepeatedRow {
  readonly cells: readonly (string | number | null)[];
  readonly height?: number;
}

const sheetName = 'xl/worksheets/sheet1.xml';
const textsName = 'xl/sharedStrings.xml';

/** What rows have become, by the looks and texts of the workbook around them. */
export type MadeRows = Map<string, RowsXml>;

interface RowsXml {
  readonly content: readonly Buffer[];
  readonly lastLine: number;
  /** The part with all texts. */
  readonly texts: Buffer;
}

/**
 * The workbook with these rows in place of the second of its first sheet, which is blank and whose cells give each column its looks; in its
 * first row are `headers`. `made`: what the same rows have become in other workbooks. The library keeps an object for every cell and every look it has met: ten times the processor time.
 */
export function repeatRow(
  parts: WorkbookParts,
  headers: readonly string[],
  rows: Iterable<RepeatedRow>,
  made: MadeRows = new Map(),
): WorkbookParts {
  const sheet = part(parts, sheetName);
  const [pattern = '', blanks = ''] = /<row r="2"[^>]*>(.*?)<\/row>/.exec(sheet) ?? [];
  const columns = [...blanks.matchAll(/<c r="([A-Z]+)2"( s="\d+")\/>/g)].map(([, letters = '', look = '']) => ({ letters, look }));
  if (columns.length !== headers.length) throw new Error('the row to be repeated lacks a cell');
  const textsBefore = part(parts, textsName);
  const around = JSON.stringify([columns, textsBefore]);
  const { content, lastLine, texts } = made.get(around) ?? rowsXml(rows, columns, new Texts(textsBefore, headers));
  made.set(around, { content, lastLine, texts });
  const [above = '', below = ''] = sheet.split(pattern);
  const dimension = `<dimension ref="A1:${columns.at(-1)?.letters ?? ''}${lastLine}"/>`;
  const head = Buffer.from(above.replace(/<dimension ref="[^"]*"\/>/, dimension));
  return new Map([...parts, [sheetName, Buffer.concat([head, ...content, Buffer.from(below)])], [textsName, texts]]);
}

function part(parts: WorkbookParts, name: string): string {
  const content = parts.get(name);
  if (content === undefined) throw new Error(`the workbook has no part ${name}`);
  return content.toString('utf8');
}

interface ColumnLook {
  readonly letters: string;
  /** Attribute that names the look of its cells. */
  readonly look: string;
}

function rowsXml(rows: Iterable<RepeatedRow>, columns: readonly ColumnLook[], texts: Texts): RowsXml {
  const content: Buffer[] = [];
  let [xml, lastLine] = ['', 1];
  for (const row of rows) {
    lastLine++;
    xml += rowXml(row, lastLine, columns, texts);
    if (xml.length < pieceLength) continue;
    content.push(Buffer.from(xml));
    xml = '';
  }
  return { content: [...content, Buffer.from(xml)], lastLine, texts: texts.content() };
}

function rowXml({ cells, height }: RepeatedRow, line: number, columns: readonly ColumnLook[], texts: Texts): string {
  let xml = height === undefined ? `<row r="${line}">` : `<row r="${line}" ht="${height}" customHeight="1">`;
  let position = 0;
  for (const { letters, look } of columns) {
    const cell = cells[position++] ?? null;
    if (cell === null) xml += `<c r="${letters}${line}"${look}/>`;
    else if (typeof cell === 'number') xml += `<c r="${letters}${line}"${look}><v>${cell}</v></c>`;
    else xml += `<c r="${letters}${line}" t="s"${look}><v>${texts.numberOf(cell)}</v></c>`;
  }
  return `${xml}</row>`;
}

/** Characters of XML that become bytes at a time: all of it as one text would be copied twice by what collects garbage. */
const pieceLength = 2 ** 16;

/** The texts of a workbook, each of which stands in it once. */
class Texts {
  private readonly numbers = new Map<string, number>();
  private readonly added: Buffer[] = [];
  private xml = '';
  private count: number;

  /** `before`: the part with the texts the workbook has already, beginning with those of the first row. */
  constructor(
    private readonly before: string,
    firstRow: readonly string[],
  ) {
    this.count = before.split('<si>').length - 1;
    for (const text of firstRow) if (!this.numbers.has(text)) this.numbers.set(text, this.numbers.size);
  }

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.xml += `<si><t${/^ | $|[\n\t]/.test(text) ? ' xml:space="preserve"' : ''}>${escaped(text)}</t></si>`;
    if (this.xml.length >= pieceLength) this.endPiece();
    this.numbers.set(text, this.count);
    return this.count++;
  }

  content(): Buffer {
    this.endPiece();
    const [before = ''] = this.before.split('</sst>');
    const head = before.replace(/ count="\d+" uniqueCount="\d+"/, ` count="${this.count}" uniqueCount="${this.count}"`);
    return Buffer.concat([Buffer.from(head), ...this.added, Buffer.from('</sst>')]);
  }

  private endPiece(): void {
    this.added.push(Buffer.from(this.xml));
    this.xml = '';
  }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Characters XML has no place for are written out (ECMA-376 part 1, § 22.4.2.4). */
function escaped(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[&<>\r\u0000-\u0008\u000B\u000C\u000E-\u001F]/g,
    (character) => entities[character] ?? `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}
