import type { FileHandle } from 'node:fs/promises';
import { BadWorkbook } from './workbook-limits.js';

/** One part of the archive, as the central directory declares it. */
export interface ArchivePart {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Where the local header lies in the file. */
  readonly offset: number;
}

/** Layout and names of the fields: PKWARE APPNOTE 6.3.10, §§ 4.3.12 to 4.3.16 and 4.5.3. */
const signatures = { entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50, local: 0x04034b50 } as const;
const endBytes = 22;
const locatorBytes = 20;
const longestComment = 0xffff;
const directoryBytesAllowed = 64 * 2 ** 20;
const unknown32 = 0xffffffff;
const unknown16 = 0xffff;

const damaged = (what: string) =>
  new BadWorkbook(`the file is damaged or cut short (${what}); copy or export it again, then open it once in Excel or WPS to check it`);

/**
 * Reads the directory of a zip archive, whose declared sizes are what every check relies on.
 * Throws BadWorkbook when there is none, or when it lists more than `limit` parts.
 */
export async function readArchiveDirectory(file: FileHandle, size: number, limit: number): Promise<ArchivePart[]> {
  const directory = await findDirectory(file, size);
  if (directory.count > limit)
    throw new BadWorkbook(
      `it holds ${directory.count} parts, more than the ${limit} a workbook may have; save the table alone as a new workbook`,
    );
  if (directory.bytes > directoryBytesAllowed || directory.offset + directory.bytes > size)
    throw damaged('its directory lies outside the file');
  const bytes = await readBytes(file, directory.offset, directory.bytes);
  const parts: ArchivePart[] = [];
  for (let position = 0; parts.length < directory.count; ) {
    if (position + 46 > bytes.length || bytes.readUInt32LE(position) !== signatures.entry) throw damaged('its directory is not readable');
    const { part, length } = parsePart(bytes, position);
    parts.push(part);
    position += length;
  }
  return parts;
}

/** Where the packed bytes of a part begin: behind its local header, whose lengths may differ from the directory's. */
export async function findPartBytes(file: FileHandle, part: ArchivePart): Promise<number> {
  const header = await readBytes(file, part.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== signatures.local) throw damaged(`part ${part.name} is not where its directory says`);
  return part.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

export async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

interface DirectoryPlace {
  readonly count: number;
  readonly bytes: number;
  readonly offset: number;
}

async function findDirectory(file: FileHandle, size: number): Promise<DirectoryPlace> {
  const length = Math.min(size, endBytes + longestComment + locatorBytes);
  const tail = await readBytes(file, size - length, length);
  for (let position = tail.length - endBytes; position >= 0; position--) {
    if (tail.readUInt32LE(position) !== signatures.end) continue;
    const place = {
      count: tail.readUInt16LE(position + 10),
      bytes: tail.readUInt32LE(position + 12),
      offset: tail.readUInt32LE(position + 16),
    };
    const isLarge = place.count === unknown16 || place.bytes === unknown32 || place.offset === unknown32;
    return isLarge ? findLargeDirectory(file, tail, position) : place;
  }
  throw damaged('the end of the archive is missing');
}

async function findLargeDirectory(file: FileHandle, tail: Buffer, end: number): Promise<DirectoryPlace> {
  const locator = end - locatorBytes;
  if (locator < 0 || tail.readUInt32LE(locator) !== signatures.locator64) throw damaged('its directory is not readable');
  const record = await readBytes(file, large(tail, locator + 8), 56);
  if (record.length < 56 || record.readUInt32LE(0) !== signatures.end64) throw damaged('its directory is not readable');
  return { count: large(record, 32), bytes: large(record, 40), offset: large(record, 48) };
}

function large(bytes: Buffer, position: number): number {
  return Number(bytes.readBigUInt64LE(position));
}

function parsePart(bytes: Buffer, position: number): { part: ArchivePart; length: number } {
  const nameBytes = bytes.readUInt16LE(position + 28);
  const extraBytes = bytes.readUInt16LE(position + 30);
  const extraStart = position + 46 + nameBytes;
  const sizes = [bytes.readUInt32LE(position + 24), bytes.readUInt32LE(position + 20), bytes.readUInt32LE(position + 42)];
  const [unpackedBytes = 0, packedBytes = 0, offset = 0] = resolveLarge(sizes, bytes.subarray(extraStart, extraStart + extraBytes));
  const part = {
    name: bytes.toString('utf8', position + 46, extraStart),
    isEncrypted: (bytes.readUInt16LE(position + 8) & 1) === 1,
    method: bytes.readUInt16LE(position + 10),
    crc: bytes.readUInt32LE(position + 16),
    packedBytes,
    unpackedBytes,
    offset,
  };
  return { part, length: 46 + nameBytes + extraBytes + bytes.readUInt16LE(position + 32) };
}

/** A size of 0xffffffff stands in the 64-bit extra field (id 1), which lists only those that do, in this order. */
function resolveLarge(sizes: readonly number[], extra: Buffer): number[] {
  if (!sizes.includes(unknown32)) return [...sizes];
  let next = findExtra(extra, 1);
  return sizes.map((size) => {
    if (size !== unknown32) return size;
    if (next + 8 > extra.length) throw damaged('a size is missing in its directory');
    next += 8;
    return large(extra, next - 8);
  });
}

function findExtra(extra: Buffer, id: number): number {
  for (let position = 0; position + 4 <= extra.length; position += 4 + extra.readUInt16LE(position + 2)) {
    if (extra.readUInt16LE(position) === id) return position + 4;
  }
  throw damaged('a size is missing in its directory');
}
