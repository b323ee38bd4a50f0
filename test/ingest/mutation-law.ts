import fc from 'fast-check';
import { expect } from 'vitest';
import type { Ingest } from '../../pipeline/ingest/ingest.js';
import { type FolderLoader, openFolderLoader } from './ingest-folder.js';
import { randomFile } from './random-file.js';
import { referenceCount } from './reference-count.js';

/** How the files of a run ended, by what their count was held against. */
export interface MutationOutcomes {
  /** Held against their physical lines, against another parser, or between the two where neither can tell. */
  lines: number;
  parser: number;
  bounds: number;
  /** No table: bad or unrecognised, with a reason. */
  refused: number;
}

export interface MutationRun {
  readonly files: number;
  readonly seed: number;
}

const filesEach = 50;

/** Files of every kind, changed byte by byte: whatever comes, the load ends, and every record is accounted for or the file refused. */
export async function expectAccountsOfMutants({ files, seed }: MutationRun): Promise<MutationOutcomes> {
  const outcomes: MutationOutcomes = { lines: 0, parser: 0, bounds: 0, refused: 0 };
  const loader = await openFolderLoader();
  try {
    const mutants = fc.sample(mutant(), { numRuns: files, seed });
    for (let start = 0; start < mutants.length; start += filesEach)
      await countOutcomes(loader, mutants.slice(start, start + filesEach), outcomes);
    return outcomes;
  } finally {
    loader.close();
  }
}

async function countOutcomes(loader: FolderLoader, mutants: readonly Uint8Array[], outcomes: MutationOutcomes): Promise<void> {
  const folder = Object.fromEntries(mutants.map((bytes, number) => [`工单流水-${number}.csv`, bytes]));
  await loader.load(folder, async (loaded) => {
    for (const [number, bytes] of mutants.entries()) outcomes[accountFor(loaded, `工单流水-${number}.csv`, bytes)]++;
  });
}

/** Holds what was made of a file against what its bytes say. */
export function accountFor(loaded: Ingest, name: string, bytes: Uint8Array): keyof MutationOutcomes {
  const [table, ...more] = loaded.newTables.filter(({ entry }) => entry.path === name);
  if (!table || more.length > 0) throw new Error(`${name} gave ${more.length + (table ? 1 : 0)} entries`);
  const { entry } = table;
  if (entry.is_bad || entry.dataset === '') {
    expect(entry.reason).not.toBe('');
    return 'refused';
  }
  const text = new TextDecoder(entry.encoding.replace('-bom', '')).decode(bytes);
  const counted = entry.read + entry.skipped_lines + 1;
  const { records, by, lines } = referenceCount(text, entry.delimiter);
  const place = `${name} by ${by}: ${JSON.stringify(text.slice(0, 2000))}`;
  if (by === 'lines') expect(counted, place).toBe(records);
  if (by === 'lines' || (by === 'parser' && counted === records)) return by;
  // Where a quoted field with line breaks looks as if a quote were lost, the loader takes its lines one by one, and rejects them.
  if (by === 'parser') expect(entry.rejected, place).toBeGreaterThan(0);
  expect(counted, place).toBeLessThanOrEqual(lines);
  expect(counted, place).toBeGreaterThanOrEqual(by === 'parser' ? records : 1);
  return 'bounds';
}

const signs = ['"', '\r', '\n', '\0', '\ufeff', ',', ';', '\t', '""', '"\n', '\r\n', '\u{fffd}'].map((text) => Buffer.from(text));
const rawBytes = [0x80, 0xff, 0xfe, 0xa1, 0x0b].map((byte) => Buffer.from([byte]));

/** A file with one to three changes: bits turned, signs put in, pieces left out or doubled, the end cut off, another file joined on. */
function mutant(): fc.Arbitrary<Uint8Array> {
  const whole = fc.oneof({ weight: 1, arbitrary: randomFile(0).map(({ bytes }) => bytes) }, { weight: 3, arbitrary: orderlyFile() });
  const change = fc.tuple(fc.constantFrom(...changes), fc.nat(), fc.nat());
  return fc.tuple(whole, whole, fc.array(change, { minLength: 1, maxLength: 3 })).map(([bytes, other, chosen]) => {
    // Most changes fall behind the header, without which a file is refused and nothing is left to count.
    const header = chosen.length === 3 ? 0 : Math.max(0, bytes.indexOf(0x0a) + 1);
    const rows = chosen.reduce<Uint8Array>((before, [edit, place, luck]) => edit(before, place, luck, other), bytes.subarray(header));
    return Buffer.concat([bytes.subarray(0, header), rows]);
  });
}

/** A file without any fault. */
function orderlyFile(): fc.Arbitrary<Uint8Array> {
  const note = fc.constantFrom('', '漏水', '"甲,乙"', '"他说""好"""', '"两行\n文字"', 'é', 'x y');
  const row = fc.tuple(fc.nat(999), note).map(([number, text]) => `T-${number},2026-10-03,挂起,${text}`);
  const rows = fc.array(row, { minLength: 1, maxLength: 20 });
  return fc.tuple(rows, fc.constantFrom('\n', '\r\n'), fc.boolean()).map(([records, end, isMarked]) => {
    return Buffer.from(`${isMarked ? '\ufeff' : ''}工单号,时间,类型,备注${end}${records.join(end)}${end}`);
  });
}

type Change = (bytes: Uint8Array, place: number, luck: number, other: Uint8Array) => Uint8Array;

const at = (bytes: Uint8Array, place: number): number => place % (bytes.length + 1);

const changes: readonly Change[] = [
  function flip(bytes, place, luck) {
    const changed = Uint8Array.from(bytes);
    const index = place % Math.max(1, bytes.length);
    if (bytes.length > 0) changed[index] = (changed[index] ?? 0) ^ (1 << (luck % 8));
    return changed;
  },
  function insert(bytes, place, luck) {
    const sign = [...signs, ...rawBytes][luck % (signs.length + rawBytes.length)] ?? Buffer.alloc(0);
    return Buffer.concat([bytes.subarray(0, at(bytes, place)), sign, bytes.subarray(at(bytes, place))]);
  },
  function remove(bytes, place, luck) {
    const start = at(bytes, place);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + (luck % 20))]);
  },
  function double(bytes, place, luck) {
    const start = at(bytes, place);
    const end = start + 1 + (luck % 60);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  function cut(bytes, place) {
    return bytes.subarray(0, at(bytes, place));
  },
  function splice(bytes, place, luck, other) {
    return Buffer.concat([bytes.subarray(0, at(bytes, place)), other.subarray(at(other, luck))]);
  },
];
