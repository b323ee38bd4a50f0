import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { refuseInterrupted } from './interruption.js';

/** SHA-256 of a file's bytes, in hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    refuseInterrupted();
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
