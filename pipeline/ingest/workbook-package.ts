import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type ArchivePart, findPartBytes, readArchiveDirectory } from './workbook-archive.js';
import { BadWorkbook, type WorkbookLimits } from './workbook-limits.js';
import { damagedXml, type XmlHandler, XmlScanner } from './workbook-xml.js';

const pieceBytes = 256 * 1024;

/** The parts of a workbook file by name, each read as a stream and checked against its declared size and sum. */
export class WorkbookPackage {
  private constructor(
    private readonly path: string,
    private readonly parts: ReadonlyMap<string, ArchivePart>,
  ) {}

  static async open(path: string, limits: WorkbookLimits): Promise<WorkbookPackage> {
    const file = await open(path, 'r');
    try {
      const directory = await readArchiveDirectory(file, (await file.stat()).size, limits.parts);
      const parts = new Map(directory.map((part) => [partKey(part.name), part]));
      if (parts.size < directory.length)
        throw new BadWorkbook('the file holds two parts of one name; open it in Excel or WPS and save it again');
      return new WorkbookPackage(path, parts);
    } finally {
      await file.close();
    }
  }

  has(name: string): boolean {
    return this.parts.has(partKey(name));
  }

  /** Reads one XML part to its end. Throws BadWorkbook when it is missing, damaged, or no XML. */
  async scan(name: string, handler: XmlHandler): Promise<void> {
    const part = this.parts.get(partKey(name));
    if (!part) throw damagedXml(`part ${name} is missing`);
    const scanner = new XmlScanner(part.name, handler);
    await this.unpack(part, (bytes) => scanner.push(bytes));
    scanner.end();
  }

  private async unpack(part: ArchivePart, receive: (bytes: Buffer) => void): Promise<void> {
    let length = 0;
    let sum = 0;
    for await (const bytes of this.pieces(part, await this.findStart(part))) {
      length += bytes.length;
      sum = crc32(bytes, sum);
      if (length > part.unpackedBytes) throw badSum(part);
      receive(bytes);
    }
    if (length !== part.unpackedBytes || sum !== part.crc) throw badSum(part);
  }

  private async *pieces(part: ArchivePart, start: number): AsyncGenerator<Buffer> {
    if (part.packedBytes === 0) return;
    const source = createReadStream(this.path, { start, end: start + part.packedBytes - 1, highWaterMark: pieceBytes });
    const unpacked = part.method === 0 ? new PassThrough() : createInflateRaw({ chunkSize: pieceBytes });
    source.on('error', (error) => unpacked.destroy(error));
    try {
      yield* source.pipe(unpacked);
    } catch (error) {
      throw isZlibError(error) ? badSum(part) : error;
    } finally {
      source.destroy();
    }
  }

  private async findStart(part: ArchivePart): Promise<number> {
    const file = await open(this.path, 'r');
    try {
      return await findPartBytes(file, part);
    } finally {
      await file.close();
    }
  }
}

/** Part names are compared without case (ISO/IEC 29500-2 § 6.2.2.3); some writers use backslashes. */
function partKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

function badSum(part: ArchivePart): BadWorkbook {
  return new BadWorkbook(`the file is damaged (part ${part.name} does not unpack to what its directory says); copy or export it again`);
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
