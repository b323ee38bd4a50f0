import { describe, expect, test } from 'vitest';
import { encodingOutcomes, encodings } from '../ingest/encoding-law.js';
import { countOf, shareName, testSeed } from '../share-of-cases.js';

const files = countOf(200, 20);
const seed = testSeed;

describe(`no text is read in a wrong encoding in silence${shareName}`, () => {
  test.each(encodings.certain)('%s is read as it was written, whatever the headers', async (encoding) => {
    for (const hasPlainHeaders of [false, true]) {
      const outcomes = await encodingOutcomes({ encoding, files, seed, hasPlainHeaders, rows: 40 });
      console.log(`${encoding}, ${hasPlainHeaders ? 'plain' : 'own'} headers: ${JSON.stringify(outcomes)}`);
      expect(outcomes.silent).toBe(0);
      // Of a file of a rare name alone nothing can be known but by its headers.
      if (!hasPlainHeaders || !encoding.startsWith('gb')) expect(outcomes.right).toBe(files);
    }
  });

  test.each(encodings.uncertain)('%s is refused with the setting that names it, and read once it is set', async (encoding) => {
    for (const hasPlainHeaders of [false, true]) {
      const outcomes = await encodingOutcomes({ encoding, files, seed, hasPlainHeaders, rows: 40 });
      console.log(`${encoding}, ${hasPlainHeaders ? 'plain' : 'own'} headers: ${JSON.stringify(outcomes)}`);
      expect(outcomes).toEqual({ right: 0, named: files, silent: 0 });
    }
    const declared = await encodingOutcomes({ encoding, files, seed, hasPlainHeaders: true, rows: 40, isDeclared: true });
    expect(declared).toEqual({ right: files, named: 0, silent: 0 });
  });
});
