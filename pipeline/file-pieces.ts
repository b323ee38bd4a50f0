import { open } from 'node:fs/promises';
import { refuseInterrupted } from './interruption.js';

const pieceSize = 1024 * 1024;
const bufferSize = 2 * pieceSize;

/** Buffers that are in no use any more: a new one for each file would be cleared and collected for nothing. */
const spareBuffers: Buffer[] = [];

/** A buffer of two pieces, with anything in it. */
export function takeBuffer(): Buffer {
  return spareBuffers.pop() ?? Buffer.allocUnsafeSlow(bufferSize);
}

/** Gives back a buffer, into which nothing may look any more. A larger one is not kept. */
export function giveBuffer(buffer: Buffer): void {
  if (buffer.length === bufferSize) spareBuffers.push(buffer);
}

/** The buffer where it has room for so many bytes, else a larger one with the bytes used so far, which takes its place. */
export function withRoom(buffer: Buffer, used: number, needed: number): Buffer {
  if (needed <= buffer.length) return buffer;
  const larger = Buffer.allocUnsafeSlow(2 * needed);
  larger.set(buffer.subarray(0, used));
  giveBuffer(buffer);
  return larger;
}

/** The bytes of a file in order, a megabyte at a time, all in one buffer: what is kept of a piece has to be copied before the next. */
export async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path);
  const buffer = takeBuffer();
  try {
    for (;;) {
      refuseInterrupted();
      const { bytesRead } = await handle.read(buffer, 0, pieceSize);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    giveBuffer(buffer);
    await handle.close();
  }
}

/**
 * Writes a file piece by piece, short texts together. It is there before the first piece, and closed whatever comes of the work.
 * Bytes may be used again once their write has ended.
 */
export async function writePieces<Result>(
  path: string,
  work: (write: (piece: Uint8Array | string) => Promise<void>) => Promise<Result>,
): Promise<Result> {
  const handle = await open(path, 'w');
  let text = '';
  const flush = async (): Promise<void> => {
    const waiting = text;
    text = '';
    await handle.writeFile(waiting);
  };
  try {
    const result = await work(async (piece) => {
      if (typeof piece === 'string') text += piece;
      if (typeof piece === 'string' && text.length < pieceSize) return;
      await flush();
      if (typeof piece !== 'string') await handle.writeFile(piece);
    });
    await flush();
    return result;
  } finally {
    await handle.close();
  }
}
