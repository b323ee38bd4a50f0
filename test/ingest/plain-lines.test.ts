import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PlainLines } from '../../pipeline/ingest/plain-lines.js';

const semicolon = ';'.charCodeAt(0);

/** End and cells of the line at `start`, byte by byte; undefined where it takes a closer look. */
function lookedAt(bytes: Uint8Array, start: number): [end: number, cells: number] | undefined {
  let cells = 1;
  for (let position = start; position < bytes.length; position++) {
    const byte = String.fromCharCode(bytes[position] ?? 0);
    if (byte === '\n' || (byte === '\r' && bytes[position + 1] === 0x0a)) return [position, cells];
    if (byte === '\r' || byte === '"' || byte === '\0') return undefined;
    if (byte === ';') cells++;
  }
  return undefined;
}

test('lines end and have the cells that a look at each byte finds, wherever in memory they lie', () => {
  // Neighbours of the delimiter and bytes with the highest bit: what four bytes at a time could confuse.
  const sign = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(0x3b, 0x3a, 0x3c, 0xbb, 0xba, 0x7f, 0x80, 0xff, 1) }, fc.nat(255));
  const line = fc.array(fc.oneof({ weight: 30, arbitrary: sign }, fc.constantFrom(0x0a, 0x0d, 0x22, 0)), { maxLength: 200 });
  const property = fc.property(fc.array(line, { maxLength: 6 }), fc.nat(7), (parts, ahead) => {
    const text = parts.flatMap((part) => [...part, 0x0a]);
    const bytes = Uint8Array.from([...Array.from({ length: ahead }, () => semicolon), ...text, semicolon]).subarray(ahead);
    const lines = new PlainLines(bytes, semicolon);
    for (let start = 0; start < bytes.length; start++) {
      const end = lines.endOfLine(start);
      expect(end < 0 ? undefined : [end, lines.countCells(start, end)]).toEqual(lookedAt(bytes, start));
    }
  });
  fc.assert(property, { numRuns: 500, seed: 20261126 });
});

test('more delimiters than a byte can count are counted', () => {
  const bytes = Buffer.from(`${';'.repeat(5000)}\n`);
  const lines = new PlainLines(bytes, semicolon);
  expect([lines.endOfLine(0), lines.countCells(0, 5000), lines.countCells(3, 3), lines.countCells(1, 2)]).toEqual([5000, 5001, 1, 2]);
});
