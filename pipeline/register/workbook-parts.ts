import { promisify } from 'node:util';
import { crc32, deflateRaw, inflateRawSync } from 'node:zlib';

/** The parts of a workbook by name, in order, unpacked. */
export type WorkbookParts = ReadonlyMap<string, Buffer>;

/** Layout and names of the fields: PKWARE APPNOTE 6.3.10, §§ 4.3.7, 4.3.12 and 4.3.16. */
const signatures = { local: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 } as const;
const bytesOf = { local: 30, entry: 46, end: 22 } as const;
const stored = 0;
const deflated = 8;
/** 2.0, the first that deflates. */
const version = 20;
/** 1980-01-01: a time of its own would make every writing another file. */
const date = 33;

const deflate = promisify(deflateRaw);

/** The parts of a workbook this program has just made: one behind the other, their sizes before them. */
export function readParts(archive: Uint8Array): WorkbookParts {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const parts = new Map<string, Buffer>();
  for (let position = 0; bytes.readUInt32LE(position) === signatures.local; ) {
    const method = bytes.readUInt16LE(position + 8);
    const name = position + bytesOf.local;
    const start = name + bytes.readUInt16LE(position + 26) + bytes.readUInt16LE(position + 28);
    const end = start + bytes.readUInt32LE(position + 18);
    const packed = bytes.subarray(start, end);
    parts.set(
      bytes.toString('utf8', name, name + bytes.readUInt16LE(position + 26)),
      method === deflated ? inflateRawSync(packed) : packed,
    );
    position = end;
  }
  return parts;
}

/** The workbook of these parts. The same parts give the same bytes. */
export async function writeParts(parts: WorkbookParts): Promise<Buffer> {
  const packed = await Promise.all([...parts].map(([name, content]) => pack(name, content)));
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, fields, content } of packed) {
    const local = Buffer.alloc(bytesOf.local);
    local.writeUInt32LE(signatures.local);
    fields.copy(local, 4);
    locals.push(local, name, content);
    const entry = Buffer.alloc(bytesOf.entry);
    entry.writeUInt32LE(signatures.entry);
    entry.writeUInt16LE(version, 4);
    fields.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    entries.push(entry, name);
    offset += local.length + name.length + content.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(bytesOf.end);
  end.writeUInt32LE(signatures.end);
  end.writeUInt16LE(packed.length, 8);
  end.writeUInt16LE(packed.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

interface PackedPart {
  readonly name: Buffer;
  /** What a local header and an entry of the directory say alike, from the version on. */
  readonly fields: Buffer;
  readonly content: Buffer;
}

async function pack(name: string, content: Buffer): Promise<PackedPart> {
  const packed = await deflate(content);
  const isSmaller = packed.length < content.length;
  const fields = Buffer.alloc(26);
  const encoded = Buffer.from(name, 'utf8');
  fields.writeUInt16LE(version, 0);
  fields.writeUInt16LE(isSmaller ? deflated : stored, 4);
  fields.writeUInt16LE(date, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(isSmaller ? packed.length : content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(encoded.length, 22);
  return { name: encoded, fields, content: isSmaller ? packed : content };
}
