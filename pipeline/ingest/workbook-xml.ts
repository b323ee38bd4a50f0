import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { BadWorkbook } from './workbook-limits.js';

/** What is found in an XML part, in document order. Names come without their namespace prefix. */
export interface XmlHandler {
  /** `attributes` is the raw text behind the name, for `attribute()`. An empty element is opened and closed. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** May come in several pieces. Entities are resolved. */
  text(text: string): void;
  /**
   * Asked at the `<` of each tag inside the root. Reads a whole element of a form it knows, without any other inside but such as it knows
   * too, and returns the position behind it; undefined for everything else, also where its end is not there yet.
   */
  wholeElement?(text: string, start: number): number | undefined;
}

/** No tag, comment or processing instruction of a workbook comes near this length. */
const longestToken = 4 * 2 ** 20;
const longestEntity = 12;
/** Elements of a workbook lie a dozen deep. */
const deepest = 200;

export const damagedXml = (what: string): BadWorkbook =>
  new BadWorkbook(`the file is damaged (${what}); open it in Excel or WPS, let it be repaired, and save it again`);

/**
 * Reads the XML of spreadsheets in pieces, in memory that does not grow with the document: the part of XML 1.0 that office
 * documents use, without document types (ISO/IEC 29500-2 § 9.1.2 forbids them), so that no entity can expand.
 * Every tag must be closed by its own name; BadWorkbook otherwise.
 */
export class XmlScanner {
  private rest = '';
  private readonly openNames: string[] = [];
  private hasRoot = false;
  private decoder: TextDecoder | undefined;
  /** The bytes so far end with a whole character of UTF-8. */
  private isBetweenCharacters = false;

  constructor(
    private readonly part: string,
    private readonly handler: XmlHandler,
  ) {}

  push(bytes: Buffer): void {
    // Most of a sheet is ASCII, whose text takes half the memory and is found the faster in.
    if (this.isBetweenCharacters && isAscii(bytes)) {
      this.scan(bytes.toString('latin1'));
      return;
    }
    const decoder = this.decoder ?? new TextDecoder(encodingOf(bytes), { fatal: true });
    this.decoder = decoder;
    this.scan(this.decode(() => decoder.decode(bytes, { stream: true })));
    this.isBetweenCharacters = decoder.encoding === 'utf-8' && (bytes.at(-1) ?? 0x80) < 0x80;
  }

  end(): void {
    this.scan(this.decode(() => this.decoder?.decode()));
    if (this.rest.trim() !== '' || this.openNames.length > 0 || !this.hasRoot) throw damagedXml(`${this.part} ends in the middle`);
  }

  private decode(read: () => string | undefined): string {
    try {
      return read() ?? '';
    } catch {
      throw damagedXml(`${this.part} holds bytes that are not text`);
    }
  }

  private scan(added: string): void {
    const text = this.rest + added;
    let position = 0;
    while (position < text.length) {
      const next = text.charCodeAt(position) === 0x3c ? this.scanMarkup(text, position) : this.scanText(text, position);
      if (next === undefined) break;
      position = next;
    }
    this.rest = text.slice(position);
    if (this.rest.length > longestToken) throw damagedXml(`${this.part} holds a tag without an end`);
  }

  private scanText(text: string, start: number): number | undefined {
    const tag = text.indexOf('<', start);
    const end = tag < 0 ? wholeTextEnd(text, start) : tag;
    if (end <= start) return undefined;
    if (this.openNames.length > 0) this.handler.text(resolveText(text.slice(start, end)));
    return end;
  }

  /** The position behind the markup at `start`; undefined when its end is not there yet. */
  private scanMarkup(text: string, start: number): number | undefined {
    const known = this.openNames.length > 0 ? this.handler.wholeElement?.(text, start) : undefined;
    if (known !== undefined) return known;
    const kind = text.charCodeAt(start + 1);
    if (kind === 0x21) return this.scanDeclaration(text, start);
    if (kind === 0x3f) return behind(text, '?>', start + 2);
    const end = tagEnd(text, start + 1);
    if (end === undefined) return undefined;
    if (kind === 0x2f) this.close(text.slice(start + 2, end).trimEnd());
    else this.open(text, start + 1, end);
    return end + 1;
  }

  private scanDeclaration(text: string, start: number): number | undefined {
    if (text.startsWith('<!--', start)) return behind(text, '-->', start + 4);
    if (text.startsWith('<![CDATA[', start)) {
      const end = behind(text, ']]>', start + 9);
      if (end !== undefined) this.handler.text(text.slice(start + 9, end - 3));
      return end;
    }
    if (text.length - start < 9) return undefined;
    throw damagedXml(`${this.part} declares a document type, which workbooks never do`);
  }

  private open(text: string, start: number, end: number): void {
    const isEmpty = text.charCodeAt(end - 1) === 0x2f;
    const stop = isEmpty ? end - 1 : end;
    let nameEnd = start;
    while (nameEnd < stop && !isSpace(text.charCodeAt(nameEnd))) nameEnd++;
    const name = text.slice(start, nameEnd);
    const local = localName(name);
    this.hasRoot = true;
    this.handler.open(local, text.slice(nameEnd, stop));
    if (isEmpty) this.handler.close(local);
    else if (this.openNames.push(name) > deepest) throw damagedXml(`${this.part} is nested more than ${deepest} deep`);
  }

  private close(name: string): void {
    const opened = this.openNames.pop();
    if (opened !== name) throw damagedXml(`${this.part} closes <${opened ?? ''}> with </${name}>`);
    this.handler.close(localName(name));
  }
}

/** The value of an attribute by its full name; undefined when it is not there. */
export function attribute(attributes: string, name: string): string | undefined {
  let position = 0;
  for (;;) {
    while (isSpace(attributes.charCodeAt(position))) position++;
    const equals = attributes.indexOf('=', position);
    if (equals < 0) return undefined;
    let open = equals + 1;
    while (isSpace(attributes.charCodeAt(open))) open++;
    const close = attributes.indexOf(attributes.charAt(open), open + 1);
    if (close < 0) return undefined;
    if (isNamed(attributes, position, equals, name)) return resolveText(attributes.slice(open + 1, close));
    position = close + 1;
  }
}

function isNamed(attributes: string, start: number, end: number, name: string): boolean {
  if (!attributes.startsWith(name, start)) return false;
  return start + name.length === end || attributes.slice(start, end).trimEnd() === name;
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function behind(text: string, mark: string, start: number): number | undefined {
  const found = text.indexOf(mark, start);
  return found < 0 ? undefined : found + mark.length;
}

/** A `>` inside a quoted attribute does not end the tag. */
function tagEnd(text: string, start: number): number | undefined {
  let position = start;
  let quote = 0;
  for (;;) {
    const end = text.indexOf('>', position);
    if (end < 0) return undefined;
    for (; position < end; position++) {
      const code = text.charCodeAt(position);
      if (quote === code) quote = 0;
      else if (quote === 0 && (code === 0x22 || code === 0x27)) quote = code;
    }
    if (quote === 0) return end;
    position = text.indexOf(String.fromCharCode(quote), end);
    if (position < 0) return undefined;
  }
}

/** Text whose end is not there yet may be passed on up to an unfinished entity, line end or surrogate pair. */
function wholeTextEnd(text: string, start: number): number {
  const entity = text.lastIndexOf('&');
  if (entity >= Math.max(start, text.length - longestEntity) && !text.includes(';', entity)) return entity;
  const last = text.charCodeAt(text.length - 1);
  return last === 0x0d || (last >= 0xd800 && last <= 0xdbff) ? text.length - 1 : text.length;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveText(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (!lines.includes('&')) return lines;
  return lines.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = name.startsWith('#x') || name.startsWith('#X') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
