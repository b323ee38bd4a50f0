import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlain, RecordScanner, type ScanSummary } from '../../pipeline/ingest/record-scanner.js';

interface Scan {
  /** `line: text`, with ! for malformed, ~ for loose quotes, and the number of cells behind. */
  readonly records: readonly string[];
  readonly summary: ScanSummary;
}

function scan(chunks: readonly (string | Uint8Array)[], { width = 2, skipped = 0 } = {}): Scan {
  const records: string[] = [];
  const scanner = new RecordScanner(','.charCodeAt(0), width, skipped, ({ bytes, line, cells, isMalformed, hasLooseQuotes }) => {
    records.push(`${line}: ${Buffer.from(bytes).toString()}${isMalformed ? '!' : ''}${hasLooseQuotes ? '~' : ''} ${cells}`);
  });
  for (const chunk of chunks) scanner.feed(Buffer.from(chunk));
  return { records, summary: scanner.finish() };
}

describe('records', () => {
  test('end with LF, CRLF or a lone CR, the last one without any', () => {
    expect(scan(['a,b\nc,d\r\ne,f\rg,h']).records).toEqual(['1: a,b 2', '2: c,d 2', '3: e,f 2', '4: g,h 2']);
    expect(scan(['a,b\nc,d\r\ne,f\rg,h']).summary.lineEnds).toEqual({ lf: 1, crlf: 1, cr: 1 });
  });

  test('hold line breaks and delimiters in quotes; the next one begins in a later line', () => {
    expect(scan(['"a\n""b\r\nc,d\re",1\nx,y\n']).records).toEqual(['1: "a\n""b\r\nc,d\re",1 2', '5: x,y 2']);
  });

  test('may be empty lines, which count apart', () => {
    const { records, summary } = scan(['a,b\n\n\r\nc,d\n']);
    expect(records).toEqual(['1: a,b 2', '2:  0', '3:  0', '4: c,d 2']);
    expect([summary.records, summary.blankLines]).toEqual([2, 2]);
  });

  test('that are skipped count lines, but not as records', () => {
    const { records, summary } = scan(['"title\nin two lines"\n\nh1,h2\na,b\n'], { skipped: 3 });
    expect(records).toEqual(['5: a,b 2']);
    expect([summary.records, summary.firstLine, summary.blankLines]).toEqual([1, 5, 0]);
  });

  test('with another number of cells are ragged', () => {
    expect(scan(['a\na,b\na,b,c\n"a,b"\n']).summary.ragged).toBe(3);
  });

  test('begin behind a byte order mark, so that a quote behind it opens a cell', () => {
    expect(scan(['\ufeff"a\nb",c\n']).records).toEqual(['1: "a\nb",c 2']);
    expect(scan([Buffer.from([0xef, 0xbb])]).records).toHaveLength(1);
  });
});

describe('broken quotes', () => {
  test('a quote never closed costs its own line, none behind it', () => {
    expect(scan(['a,"b\nc,d\ne,f\n']).records).toEqual(['1: a,"b! 0', '2: c,d 2', '3: e,f 2']);
  });

  test('nor does the next quoted cell close it', () => {
    expect(scan(['a,"b\nc,d\ne,"f"\n']).records).toEqual(['1: a,"b! 0', '2: c,d 2', '3: e,"f" 2']);
  });

  test('nor an empty or doubled quote, which leave it open', () => {
    expect(scan(['a,"b\n"",d\n"""",f\n"g",h\n']).records).toEqual(['1: a,"b! 0', '2: "",d 2', '3: """",f 2', '4: "g",h 2']);
  });

  test('nor a cell that begins with the delimiter, for what follows it then ends with a loose quote', () => {
    expect(scan(['"a,b\nc,",d"\ne,f\n']).records).toEqual(['1: "a,b! 0', '2: c,",d" 2', '3: e,f 2']);
    expect(scan(['"a,b\nc,",d",e\nf,g\n'], { width: 3 }).records).toEqual(['1: "a,b! 0', '2: c,",d",e 3', '3: f,g 2']);
  });

  test('a quote within a line of a cell with breaks is literal all the same', () => {
    expect(scan(['"a\nb",7" x\n']).records).toEqual(['1: "a\nb",7" x~ 2']);
  });

  test('text behind a closing quote makes the line malformed', () => {
    expect(scan(['a,"b"x\nc,d\n']).records).toEqual(['1: a,"b"x! 0', '2: c,d 2']);
    expect(scan(['a,"b" \n']).records).toEqual(['1: a,"b" ! 0']);
  });

  test('a quote inside an unquoted cell is literal', () => {
    const { records, summary } = scan(['7" x,27"\n']);
    expect(records).toEqual(['1: 7" x,27"~ 2']);
    expect([summary.looseQuotes, summary.malformed, isPlain(summary)]).toEqual([2, 0, false]);
  });

  test('in skipped records count as well, for the engine would stumble over them', () => {
    expect(scan(['"x"y\nh1,h2\na,b\n'], { skipped: 2 }).summary).toMatchObject({ records: 1, malformed: 1 });
  });
});

describe('records beyond sixteen megabytes', () => {
  const megabyte = 'x'.repeat(1024 * 1024);
  const long = Array.from({ length: 17 }, () => megabyte);

  test('are malformed, whole, without the rest of the line becoming a record', () => {
    const { records, summary } = scan(['a,', ...long, 'y,z\nc,d\n']);
    expect(records.map((record) => record.slice(-8))).toEqual(['xxxxx! 0', '2: c,d 2']);
    expect(summary.lineEnds.lf).toBe(2);
  });

  test('a CR at the end of a chunk in the middle of the passing over ends one line with its LF', () => {
    expect(scan(['a,', ...long, 'y\r', '\nc,d\n']).summary).toMatchObject({ records: 2, blankLines: 0, lineEnds: { crlf: 1, lf: 1 } });
  });

  test('an open quote gives up there and goes on at the next line', () => {
    const { records } = scan(['a,"b\n', ...long.map((text) => `${text}\n`), 'c,d\n'], { width: 1 });
    expect([records.length, records[0], records[1]?.length, records.at(-1)]).toEqual([19, '1: a,"b! 0', megabyte.length + 5, '19: c,d 2']);
  });
});

describe('chunks', () => {
  const samples = [
    '\ufeff"a\r\nb",c\r\nd,"e ""f"""\r\n\r\ng,h\r\r\ni,"j\rk"',
    'a,"b\r\nc,d\r\ne,"f"\r\n"a,b\r\nc,",d"\r\n"x"y\r\nz,\r\n',
    '\r\n\r,\n"\n","\r"\r\r\n',
  ];

  test.each(samples)('may end anywhere in %j', (sample) => {
    const bytes = Buffer.from(sample);
    const whole = scan([bytes]);
    for (let place = 0; place <= bytes.length; place++) {
      expect(scan([bytes.subarray(0, place), bytes.subarray(place)]), `cut at ${place}`).toEqual(whole);
    }
    expect(scan([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
  });

  test('may end anywhere in anything', () => {
    const anything = fc.array(fc.constantFrom('"', '"', ',', '\n', '\r', 'a', '\0', '\ufeff', '""', '",'), { maxLength: 24 });
    const property = fc.property(anything, fc.array(fc.nat(24)), fc.nat(2), (signs, cuts, skipped) => {
      const bytes = Buffer.from(signs.join(''));
      const places = [...new Set([0, ...cuts, bytes.length])].filter((place) => place <= bytes.length).sort((left, right) => left - right);
      const chunks = places.map((place, index) => bytes.subarray(place, places[index + 1]));
      expect(scan(chunks, { skipped })).toEqual(scan([bytes], { skipped }));
    });
    fc.assert(property, { numRuns: 2000, seed: 20261003 });
  });
});

test('rows written by RFC 4180 come back record for record', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '一', '"', ',', '\n', '\r', ' '), maxLength: 6 });
  const property = fc.property(
    fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 }),
    fc.constantFrom('\n', '\r\n', '\r'),
    (rows, end) => {
      const written = rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
      const { records, summary } = scan([written.map((text) => text + end).join('')], { width: 3 });
      expect(records.map((record) => record.replace(/^\d+: /, ''))).toEqual(written.map((text) => `${text} 3`));
      expect([summary.ragged, summary.malformed]).toEqual([0, 0]);
    },
  );
  fc.assert(property, { numRuns: 500, seed: 20261003 });
});

test('text without quotes is split at its line ends and delimiters alone', () => {
  const signs = fc.array(fc.constantFrom('a', '一', ',', ',', ' ', '!', '\t', '\n', '\r\n', '\r', '\0'), { maxLength: 40 });
  const property = fc.property(signs, (chosen) => {
    const lines = chosen.join('').split(/\r\n|\n|\r/);
    if (lines.at(-1) === '') lines.pop();
    const expected = lines.map((line, index) => `${index + 1}: ${line} ${line === '' ? 0 : line.split(',').length}`);
    const { records, summary } = scan([chosen.join('')]);
    expect(records).toEqual(expected);
    expect(summary).toMatchObject({
      nulBytes: chosen.filter((sign) => sign === '\0').length,
      longestRecord: Math.max(0, ...lines.map((line) => Buffer.byteLength(line))),
      ragged: lines.filter((line) => line !== '' && line.split(',').length !== 2).length,
    });
  });
  fc.assert(property, { numRuns: 2000, seed: 20261126 });
});

describe('only what every strict parser reads alike is plain', () => {
  test.each([
    ['a,b\nc,d\n', true],
    ['a,b\r\nc,"d, e"\r\n', true],
    ['a,b\nc,d', true],
    ['', false],
    ['a,b\nc,d\r\n', false],
    ['a,b\rc,d\r', false],
    ['a,b\n\n', false],
    ['a,"b\nc"\n', false],
    ['a\n', false],
    ['a,"b"c\n', false],
    ['a,b"\n', false],
    ['a,\0\n', false],
    [`a,${'x'.repeat(1024 * 1024)}\n`, false],
  ])('%j', (text, expected) => {
    expect(isPlain(scan([text]).summary)).toBe(expected);
  });
});
