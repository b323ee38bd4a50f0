import { BadWorkbook, type WorkbookLimits } from './workbook-limits.js';
import { damagedXml, type XmlHandler } from './workbook-xml.js';

const groupSize = 4096;
/** Characters of a text that is kept as it was asked for. */
const longestRecent = 64;

interface StringGroup {
  /** The texts end to end, UTF-16. */
  readonly bytes: Buffer;
  /** Where each text ends in it, in bytes. */
  readonly ends: Uint32Array;
}

/**
 * The texts a workbook keeps once and names by number. They are packed outside JavaScript's heap: two million of them take
 * 80 MB here and 1.7 GB as objects.
 */
export class SharedStrings implements XmlHandler {
  private readonly groups: StringGroup[] = [];
  private waiting: string[] = [];
  /** The texts asked for last, as the words of enumerations are again and again. */
  private readonly recentTexts: string[] = Array.from({ length: groupSize }, () => '');
  private readonly recentNumbers = new Int32Array(groupSize).fill(-1);
  private bytes = 0;
  private current = '';
  private isText = false;
  private phoneticDepth = 0;

  constructor(private readonly limits: WorkbookLimits) {}

  /** Throws BadWorkbook for a number the workbook does not have: its cell would be lost in silence. */
  at(index: number): string {
    const slot = index % groupSize;
    const recent = this.recentNumbers[slot] === index ? this.recentTexts[slot] : undefined;
    if (recent !== undefined) return recent;
    const text = this.unpacked(index);
    if (text.length <= longestRecent) {
      this.recentNumbers[slot] = index;
      this.recentTexts[slot] = text;
    }
    return text;
  }

  private unpacked(index: number): string {
    const group = this.groups[Math.floor(index / groupSize)];
    const place = index % groupSize;
    const text = group ? textAt(group, place) : Math.floor(index / groupSize) === this.groups.length ? this.waiting[place] : undefined;
    if (text === undefined) throw damagedXml(`a cell names text number ${index}, which is not there`);
    return text;
  }

  open(name: string): void {
    if (name === 'si') this.current = '';
    else if (name === 'rPh') this.phoneticDepth++;
    else if (name === 't') this.isText = this.phoneticDepth === 0;
  }

  text(text: string): void {
    if (!this.isText) return;
    this.current += text;
    if (this.current.length > this.limits.cellCharacters) {
      throw new BadWorkbook(
        `it holds a text of more than ${this.limits.cellCharacters} characters; shorten it, or export the table as CSV`,
      );
    }
  }

  close(name: string): void {
    if (name === 't') this.isText = false;
    else if (name === 'rPh') this.phoneticDepth--;
    else if (name === 'si') this.add(unescaped(this.current));
  }

  private add(text: string): void {
    this.waiting.push(text);
    this.bytes += 2 * text.length;
    if (this.bytes > this.limits.sharedTextBytes) {
      throw new BadWorkbook(
        `its texts need more than ${this.limits.sharedTextBytes / 2 ** 20} MB of memory; export it as CSV, or in smaller files`,
      );
    }
    if (this.waiting.length === groupSize) this.pack();
  }

  private pack(): void {
    const ends = new Uint32Array(groupSize);
    let end = 0;
    for (const [place, text] of this.waiting.entries()) ends[place] = end += 2 * text.length;
    this.groups.push({ bytes: Buffer.from(this.waiting.join(''), 'utf16le'), ends });
    this.waiting = [];
  }
}

function textAt(group: StringGroup, place: number): string | undefined {
  const end = group.ends[place];
  return end === undefined ? undefined : group.bytes.toString('utf16le', place === 0 ? 0 : group.ends[place - 1], end);
}

/** Characters XML cannot hold are written `_x000D_` (ECMA-376 part 1, § 22.9.2.19, ST_Xstring). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
