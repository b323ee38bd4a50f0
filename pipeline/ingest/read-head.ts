import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** The first bytes of a file. */
export function readHead(path: string, length: number): Buffer {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(length, fstatSync(handle).size));
    readSync(handle, buffer, 0, buffer.length, 0);
    return buffer;
  } finally {
    closeSync(handle);
  }
}
