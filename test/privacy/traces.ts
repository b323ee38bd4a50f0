import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { Database } from '../../pipeline/warehouse/database.js';
import { identifier, literal } from '../../pipeline/warehouse/sql-text.js';

/**
 * Where below a folder any of some marks is found: in names of files, in their bytes (UTF-8 and UTF-16, half and full width), and in
 * what they hold packed: Parquet files and workbooks are unpacked, of a warehouse every table is read.
 */
export async function tracesBelow(folder: string, marks: readonly string[]): Promise<string[]> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const found = tracesIn(names.join('\n'), marks).map((mark) => `a file name: ${mark}`);
  const reader = await Database.open(':memory:', { threads: 1 });
  try {
    for (const name of names) {
      const path = join(folder, name);
      if (!statSync(path).isFile()) continue;
      const contents = byteTraces(readFileSync(path), marks);
      for (const text of await packedTexts(path, reader)) contents.push(...tracesIn(text, marks));
      found.push(...new Set(contents.map((mark) => `${relative(folder, path)}: ${mark}`)));
    }
  } finally {
    reader.close();
  }
  return found;
}

/** The marks a text holds, in half or full width. */
export function tracesIn(text: string, marks: readonly string[]): string[] {
  const narrow = text.normalize('NFKC');
  return marks.filter((mark) => text.includes(mark) || narrow.includes(mark.normalize('NFKC')));
}

/** The marks in bytes as they lie there. */
export function byteTraces(bytes: Buffer, marks: readonly string[]): string[] {
  return marks.filter((mark) => spellings(mark).some((spelling) => bytes.includes(spelling)));
}

function spellings(mark: string): Buffer[] {
  const wide = mark.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  return [mark, wide].flatMap((text) => {
    const little = Buffer.from(text, 'utf16le');
    return [Buffer.from(text, 'utf8'), little, Buffer.from(little).swap16()];
  });
}

async function packedTexts(path: string, reader: Database): Promise<string[]> {
  if (path.endsWith('.parquet')) return [await textOf(reader, `read_parquet(${literal(path)}, hive_partitioning = false)`)];
  if (path.endsWith('.xlsx')) return unzipped(readFileSync(path));
  return path.endsWith('.duckdb') ? warehouseTexts(path) : [];
}

/** Tables alone: views show the files of the store, which are read themselves. */
async function warehouseTexts(path: string): Promise<string[]> {
  const warehouse = await Database.open(path, { readOnly: true, threads: 1 });
  try {
    const tables = await warehouse.rows<{ name: string }>('select table_name as name from duckdb_tables() order by name');
    const definitions = await textOf(warehouse, 'duckdb_views()');
    const texts: string[] = [definitions];
    for (const { name } of tables) texts.push(await textOf(warehouse, identifier(name)));
    return texts;
  } finally {
    warehouse.close();
  }
}

async function textOf(database: Database, relation: string): Promise<string> {
  const rows = await database.rows<{ row: string }>(`select kept::varchar as row from ${relation} as kept`);
  return rows.map(({ row }) => row).join('\n');
}

/** The parts of an archive (PKWARE APPNOTE 6.3.10, § 4.3.12). */
function unzipped(archive: Buffer): string[] {
  const end = archive.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const parts: string[] = [];
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packedBytes] = [archive.readUInt16LE(entry + 10), archive.readUInt32LE(entry + 20)];
    const header = archive.readUInt32LE(entry + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const packed = archive.subarray(start, start + packedBytes);
    parts.push((method === 0 ? packed : inflateRawSync(packed)).toString('utf8'));
    entry += 46 + archive.readUInt16LE(entry + 28) + archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32);
  }
  return parts;
}
