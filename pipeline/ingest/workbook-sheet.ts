import type { Workbook } from './workbook-book.js';
import { dateText, numberText } from './workbook-cell-text.js';
import type { SheetRow } from './workbook-csv.js';
import { BadWorkbook, type WorkbookLimits } from './workbook-limits.js';
import { unescaped } from './workbook-shared-strings.js';
import { attribute, damagedXml, type XmlHandler } from './workbook-xml.js';

/** The largest sheet there is (Excel's specifications: 1,048,576 rows by 16,384 columns). */
const mostRows = 1_048_576;
const mostColumns = 16_384;

const commonStart = ' r="';
/** A cell as nearly every program writes it, `<c r="B7" s="3" t="s"><v>12</v></c>` or `<c r="B7" s="3"/>`. */
const cellStart = '<c r="';
const cellValue = '<v>';
const cellEnd = '</v></c>';
/** Kinds of cells kept; a workbook has some dozens. */
const mostKinds = 1000;

interface CellKind {
  readonly type: string;
  readonly isDate: boolean;
}

/** Turns the XML of a worksheet (ECMA-376 part 1, § 18.3.1) into rows of text, one call of `receive` a row. */
export class SheetReader implements XmlHandler {
  private row = -1;
  private column = -1;
  private cells: string[] = [];
  private type = '';
  private isDate = false;
  private value = '';
  private formula: string | undefined;
  private target: 'value' | 'formula' | undefined;
  private isInline = false;
  private phoneticDepth = 0;
  /** By the attributes behind the reference of a cell. */
  private readonly kinds = new Map<string, CellKind>();

  constructor(
    private readonly book: Workbook,
    private readonly limits: WorkbookLimits,
    private readonly receive: (row: SheetRow) => void,
  ) {}

  open(name: string, attributes: string): void {
    switch (name) {
      case 'row':
        this.openRow(attributes);
        return;
      case 'c':
        this.openCell(attributes);
        return;
      case 'v':
        this.target = 'value';
        return;
      case 'f':
        this.formula = '';
        this.target = 'formula';
        return;
      case 'is':
        this.isInline = true;
        return;
      case 'rPh':
        this.phoneticDepth++;
        return;
      case 't':
        if (this.isInline && this.phoneticDepth === 0) this.target = 'value';
    }
  }

  text(text: string): void {
    if (this.target === 'value') this.value += text;
    else if (this.target === 'formula') this.formula += text;
    else return;
    if (this.value.length + (this.formula?.length ?? 0) > this.limits.cellCharacters) {
      throw new BadWorkbook(
        `row ${this.row + 1} holds a cell of more than ${this.limits.cellCharacters} characters; shorten it, or export the table as CSV`,
      );
    }
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 'f':
      case 't':
        this.target = undefined;
        return;
      case 'is':
        this.isInline = false;
        return;
      case 'rPh':
        this.phoneticDepth--;
        return;
      case 'c':
        this.endCell();
        return;
      case 'row':
        this.receive({ index: this.row, cells: this.cells });
    }
  }

  /** A cell in the common form, of a kind met before, whose value needs no resolving: seven calls at one stroke. */
  wholeElement(text: string, start: number): number | undefined {
    if (!text.startsWith(cellStart, start) || this.target !== undefined || this.isInline || this.phoneticDepth > 0) return undefined;
    const close = text.indexOf('"', start + cellStart.length);
    const tagEnd = close < 0 ? -1 : text.indexOf('>', close);
    if (tagEnd < 0) return undefined;
    const isEmpty = text.charCodeAt(tagEnd - 1) === 0x2f;
    const kind = this.kinds.get(text.slice(close + 1, isEmpty ? tagEnd - 1 : tagEnd));
    const value = isEmpty ? '' : plainValue(text, tagEnd + 1);
    const reference = text.slice(start + cellStart.length, close);
    if (kind === undefined || value === undefined || value.length > this.limits.cellCharacters || reference.includes('&')) return undefined;
    this.beginCell(reference, kind);
    this.value = value;
    this.endCell();
    return isEmpty ? tagEnd + 1 : tagEnd + 1 + cellValue.length + value.length + cellEnd.length;
  }

  private openRow(attributes: string): void {
    const number = attribute(attributes, 'r');
    this.row = number === undefined ? this.row + 1 : Number(number) - 1;
    if (!(Number.isInteger(this.row) && this.row >= 0 && this.row < mostRows))
      throw damagedXml(`a row is numbered ${number ?? this.row + 1}`);
    this.column = -1;
    this.cells = [];
  }

  private openCell(attributes: string): void {
    // Written by nearly every program: the reference first, and behind it one of a few endings.
    const isCommon = attributes.startsWith(commonStart) && !attributes.includes('&');
    const close = isCommon ? attributes.indexOf('"', commonStart.length) : -1;
    const reference = close < 0 ? attribute(attributes, 'r') : attributes.slice(commonStart.length, close);
    this.beginCell(reference, close < 0 ? this.kindOf(attributes) : this.knownKind(attributes.slice(close + 1)));
  }

  private beginCell(reference: string | undefined, { type, isDate }: CellKind): void {
    this.column = reference === undefined ? this.column + 1 : columnOf(reference);
    if (!(this.column >= 0 && this.column < mostColumns)) throw damagedXml(`row ${this.row + 1} holds a cell "${reference ?? ''}"`);
    this.type = type;
    this.isDate = isDate;
    this.value = '';
    this.formula = undefined;
  }

  private endCell(): void {
    // Filled up: an array of few cells far apart is slow to walk through.
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = this.cellText();
  }

  private knownKind(attributes: string): CellKind {
    const known = this.kinds.get(attributes);
    if (known) return known;
    const kind = this.kindOf(attributes);
    if (this.kinds.size < mostKinds) this.kinds.set(attributes, kind);
    return kind;
  }

  private kindOf(attributes: string): CellKind {
    return {
      type: attribute(attributes, 't') ?? 'n',
      isDate: this.book.dateStyles[Number(attribute(attributes, 's') ?? -1)] ?? false,
    };
  }

  private cellText(): string {
    switch (this.type) {
      case 's':
        return this.value === '' ? '' : this.book.strings.at(Number(this.value));
      case 'str':
      case 'inlineStr':
        return unescaped(this.value);
      case 'b':
        return booleanText(this.value.trim());
      case 'n':
        return this.numericText(this.value.trim());
      default:
        return this.value;
    }
  }

  /** A formula never calculated is passed on as written: read as empty it would be lost in silence. */
  private numericText(value: string): string {
    if (value === '') return this.formula === undefined ? '' : `=${this.formula}`;
    const number = Number(value);
    if (Number.isNaN(number)) return value;
    return this.isDate ? dateText(number, this.book.is1904) : numberText(number);
  }
}

/** What stands between `<v>` and the end of the cell; undefined where anything else does, or the end is not there yet. */
function plainValue(text: string, start: number): string | undefined {
  if (!text.startsWith(cellValue, start)) return undefined;
  const end = text.indexOf('<', start + cellValue.length);
  if (end < 0 || !text.startsWith(cellEnd, end)) return undefined;
  const value = text.slice(start + cellValue.length, end);
  return value.includes('&') || value.includes('\r') ? undefined : value;
}

function booleanText(value: string): string {
  if (value === '1' || value === 'true') return 'TRUE';
  return value === '0' || value === 'false' ? 'FALSE' : value;
}

/** A = 0. NaN when the reference does not begin with letters. */
function columnOf(reference: string): number {
  let column = 0;
  let position = 0;
  for (; position < reference.length; position++) {
    const letter = (reference.charCodeAt(position) | 0x20) - 0x60;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return position === 0 ? Number.NaN : column - 1;
}
