import { crc32, deflateRawSync } from 'node:zlib';

/** One part of an archive, with whatever lies the case needs. */
export interface MadePart {
  readonly name: string;
  readonly content: string | Buffer;
  readonly isStored?: boolean;
  readonly declaredBytes?: number;
  readonly flags?: number;
  readonly method?: number;
}

export interface MadeSheet {
  readonly name: string;
  /** XML inside <sheetData>. */
  readonly rows: string;
  readonly state?: 'hidden' | 'veryHidden';
}

export interface MadeBook {
  readonly sheets: readonly MadeSheet[];
  /** XML of the <si> elements. */
  readonly strings?: string;
  /** Format codes; style i + 1 shows format i, style 0 is General. */
  readonly formats?: readonly string[];
  readonly date1904?: boolean;
}

/** Builds a zip archive (PKWARE APPNOTE 6.3.10, §§ 4.3.7, 4.3.12, 4.3.16). */
export function makeZip(parts: readonly MadePart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = part.isStored ? content : deflateRawSync(content);
    const header = localHeader(part, content, packed.length);
    directory.push(directoryEntry(header, offset));
    bodies.push(header, packed);
    offset += header.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

export function makeWorkbook(book: MadeBook): Buffer {
  return makeZip(workbookParts(book));
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function workbookParts(book: MadeBook): MadePart[] {
  const tabs = book.sheets.map(
    (sheet, i) => `<sheet name="${sheet.name}" sheetId="${i + 1}" r:id="rId${i + 1}"${sheet.state ? ` state="${sheet.state}"` : ''}/>`,
  );
  const formats = book.formats ?? [];
  const codes = formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`);
  const styles = ['<xf numFmtId="0"/>', ...formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`)];
  return [
    { name: '[Content_Types].xml', content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: '_rels/.rels', content: relations([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook ${main} xmlns:r="${relationships}"><workbookPr date1904="${book.date1904 ? 1 : 0}"/><sheets>${tabs.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations([
        ...book.sheets.map((_, i) => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`] as const),
        ['rId901', 'sharedStrings', 'sharedStrings.xml'],
        ['rId902', 'styles', '/xl/styles.xml'],
      ]),
    },
    { name: 'xl/sharedStrings.xml', content: `<sst ${main}>${book.strings ?? ''}</sst>` },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet ${main}><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
    },
    ...book.sheets.map((sheet, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `<worksheet ${main}><sheetData>${sheet.rows}</sheetData></worksheet>`,
    })),
  ];
}

function relations(rows: readonly (readonly [string, string, string])[]): string {
  const elements = rows.map(([id, type, target]) => `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`);
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${elements.join('')}</Relationships>`;
}

function localHeader(part: MadePart, content: Buffer, packedBytes: number): Buffer {
  const name = Buffer.from(part.name);
  const header = Buffer.alloc(30 + name.length);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(part.flags ?? 0, 6);
  header.writeUInt16LE(part.method ?? (part.isStored ? 0 : 8), 8);
  header.writeUInt32LE(crc32(content), 14);
  header.writeUInt32LE(packedBytes, 18);
  header.writeUInt32LE(part.declaredBytes ?? content.length, 22);
  header.writeUInt16LE(name.length, 26);
  name.copy(header, 30);
  return header;
}

/** The directory repeats the fields of the local header, two bytes later. */
function directoryEntry(header: Buffer, offset: number): Buffer {
  const entry = Buffer.alloc(16 + header.length);
  entry.writeUInt32LE(0x02014b50, 0);
  header.copy(entry, 6, 4, 30);
  entry.writeUInt32LE(offset, 42);
  header.copy(entry, 46, 30);
  return entry;
}
