import { type FileHandle, open } from 'node:fs/promises';
import { type ArchivePart, readArchiveDirectory, readBytes } from './workbook-archive.js';
import { BadWorkbook, type WorkbookLimits } from './workbook-limits.js';

/** Parts smaller than this are harmless whatever their ratio. */
const ratioMatters = 16 * 2 ** 20;
const saveAgain = 'open it in Excel or WPS and save it as "Excel workbook (*.xlsx)"';

/**
 * Looks at what the file says of itself, before anything is unpacked: reads a few kilobytes and the directory.
 * Throws BadWorkbook for what is no .xlsx at all (old .xls, HTML, text, other archives), is protected, or would unpack
 * beyond the limits.
 */
export async function checkContainer(path: string, limits: WorkbookLimits): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) throw new BadWorkbook('the file is empty (0 bytes); export it again');
    if (size > limits.fileBytes)
      throw new BadWorkbook(
        `the file has ${megabytes(size)}, more than the ${megabytes(limits.fileBytes)} a workbook may have; export it as CSV`,
      );
    const head = await readBytes(file, 0, 4096);
    if (!head.subarray(0, 2).equals(Buffer.from('PK'))) throw await explainForeign(file, head);
    checkParts(await readArchiveDirectory(file, size, limits.parts), size, limits);
  } finally {
    await file.close();
  }
}

function checkParts(parts: readonly ArchivePart[], size: number, limits: WorkbookLimits): void {
  checkKind(new Set(parts.map((part) => part.name)));
  for (const part of parts) checkPart(part, limits);
  const packed = parts.reduce((sum, part) => sum + part.packedBytes, 0);
  if (packed > size)
    throw new BadWorkbook('its parts overlap, as in an archive made to do harm; do not open it, and ask its sender for a new export');
  const unpacked = parts.reduce((sum, part) => sum + part.unpackedBytes, 0);
  if (unpacked > limits.unpackedBytes) {
    throw new BadWorkbook(
      `it would unpack to ${megabytes(unpacked)}, more than the ${megabytes(limits.unpackedBytes)} allowed; export it as CSV, or in smaller files`,
    );
  }
}

function checkKind(names: ReadonlySet<string>): void {
  const has = (start: string) => [...names].some((name) => name.startsWith(start));
  if (names.has('xl/workbook.bin')) throw new BadWorkbook(`it is a binary workbook (.xlsb); ${saveAgain}`);
  if (names.has('content.xml') && names.has('mimetype')) throw new BadWorkbook(`it is an OpenDocument file (.ods); ${saveAgain}`);
  if (has('word/') || has('ppt/')) throw new BadWorkbook('it is a Word or PowerPoint file; export the table as .xlsx or CSV');
  if (!names.has('[Content_Types].xml'))
    throw new BadWorkbook('it is a zip archive, but no workbook; unpack it and pass on the files in it');
}

function checkPart(part: ArchivePart, limits: WorkbookLimits): void {
  if (part.isEncrypted) throw new BadWorkbook(`it is protected by a password; ${saveAgain} without a password`);
  if (part.method !== 0 && part.method !== 8)
    throw new BadWorkbook(`part ${part.name} is packed by method ${part.method}, which workbooks do not use; ${saveAgain}`);
  // A reader takes a size of 0 for "unknown" and would unpack without end.
  if (part.unpackedBytes === 0 && (part.packedBytes > 2 || /\.(xml|rels)$/i.test(part.name))) {
    throw new BadWorkbook(`part ${part.name} has no declared size, so the file is damaged; ${saveAgain}`);
  }
  if (part.unpackedBytes > Math.max(ratioMatters, part.packedBytes * limits.ratio)) {
    const ratio = Math.round(part.unpackedBytes / Math.max(1, part.packedBytes));
    throw new BadWorkbook(
      `part ${part.name} would unpack to ${ratio} times its size (${megabytes(part.unpackedBytes)}), as a zip bomb does; ask its sender for a new export, or ${saveAgain}`,
    );
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}

async function explainForeign(file: FileHandle, head: Buffer): Promise<BadWorkbook> {
  if (head.length > 512 && head.readBigUInt64BE(0) === 0xd0cf11e0a1b11ae1n) return explainCompound(file, head);
  const text = head.toString(head[0] === 0xff && head[1] === 0xfe ? 'utf16le' : 'latin1').replace(/^[\s\ufeff\u00ef\u00bb\u00bf]+/, '');
  if (/^<\?xml[^>]*>\s*<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet/i.test(text))
    return new BadWorkbook(`it is an XML spreadsheet of 2003, not a workbook; ${saveAgain}`);
  if (/^(<!doctype html|<html|<head|<meta|<table|<style|<div|<!--|<\?xml)/i.test(text) || /^MIME-Version:/i.test(text)) {
    return new BadWorkbook(`it is a web page (HTML) under the name of a workbook; ${saveAgain}, or export it as CSV`);
  }
  if (head[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(head[1] ?? -1))
    return new BadWorkbook(`it is a workbook of before 1997 (.xls); ${saveAgain}`);
  if (head.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d)))
    return new BadWorkbook('it is plain text under the name of a workbook; if it is CSV, name it .csv');
  return new BadWorkbook(
    `it is no workbook (it begins ${head.subarray(0, 8).toString('hex')}); if document protection encrypts your files, decrypt it first, else export it again`,
  );
}

/** Microsoft's compound file ([MS-CFB] § 2.2): the old .xls, and what every password-protected .xlsx is wrapped in. */
async function explainCompound(file: FileHandle, head: Buffer): Promise<BadWorkbook> {
  const sectorBytes = head.readUInt16LE(30) === 12 ? 4096 : 512;
  const directory = await readBytes(file, (head.readUInt32LE(48) + 1) * sectorBytes, 64 * 1024);
  const names = directory.toString('utf16le');
  if (names.includes('EncryptedPackage')) return new BadWorkbook(`it is protected by a password; ${saveAgain} without a password`);
  if (names.includes('Workbook') || names.includes('Book'))
    return new BadWorkbook(`it is a workbook of the old .xls kind; ${saveAgain}, or export it as CSV`);
  return new BadWorkbook(`it is an old or protected Office file; ${saveAgain} without a password`);
}
