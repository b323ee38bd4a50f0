import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { NoTable } from './table-head.js';

/** A gzip file may not unpack to more than this: larger ones are bombs, or belong in Parquet. */
const largestUnpacked = 32 * 1024 ** 3;

/** Unpacks a gzip file; damaged or excessive ones are bad files. */
export async function unzipFile(path: string, target: string): Promise<void> {
  let size = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      done(size > largestUnpacked ? new NoTable('unpacks to more than 32 GiB; split it or export Parquet', false) : null, chunk);
    },
  });
  try {
    await pipeline(createReadStream(path), createGunzip(), limit, createWriteStream(target));
  } catch (error) {
    // A disk that is full, say, is not the fault of the file.
    if (error instanceof NoTable || (error instanceof Error && 'syscall' in error)) throw error;
    throw new NoTable(`cannot be unpacked (${error instanceof Error ? error.message : String(error)}); export it again`, false);
  }
}
