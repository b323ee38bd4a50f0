import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The first bytes of a file. */
export function readHead(path: string, length: number): Buffer {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(Math.min(length, fstatSync(handle).size));
    return buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(handle);
  }
}
