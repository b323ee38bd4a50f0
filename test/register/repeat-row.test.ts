import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { repeatRow } from '../../pipeline/register/repeat-row.js';
import { readParts, writeParts } from '../../pipeline/register/workbook-parts.js';

const headers = ['编号', 'day', 'text', '编号'];
const looks = [{ numFmt: '@' }, { numFmt: 'yyyy-mm-dd' }, { alignment: { wrapText: true } }, { font: { bold: true } }];

function bookOf(rows: readonly CellValue[][], heights: readonly number[]): Promise<Uint8Array> {
  const sheet: WriteSheet = {
    name: 'table',
    columns: looks.map((style) => ({ width: 12, style })),
    rows: [headers, ...rows],
    rowDefs: new Map(heights.map((height, index) => [index + 1, { height }])),
  };
  return writeXlsx({ sheets: [sheet], properties: { created: new Date(0), modified: new Date(0) } });
}

test('repeated rows are what the library would have written, byte for byte', async () => {
  const rows: CellValue[][] = [
    ['0007', 46298, `=1+1 <b> & "it's"`, '编号'],
    [null, null, ' padded', null],
    ['text', 1, 'two\nlines', 'a\ttab'],
    ['padded ', null, '_x000D_ \r \u0001 😀 $& $1', 'text'],
    [null, null, null, null],
  ];
  const heights = [15, 30, 45, 15];
  const repeated = rows.map((cells, index) => {
    const height = heights[index];
    return height === undefined ? { cells: [] } : { cells: cells as (string | number | null)[], height };
  });
  const bare = readParts(await bookOf([headers.map(() => null)], []));
  const made = repeatRow(bare, headers, repeated);
  const wanted = readParts(await bookOf(rows, heights));
  for (const [name, content] of wanted) expect(made.get(name)?.toString('utf8'), name).toBe(content.toString('utf8'));
  expect(readParts(await writeParts(made))).toEqual(wanted);
});

test('many rows are counted on, whatever pieces they are written in', async () => {
  const bare = readParts(await bookOf([headers.map(() => null)], []));
  const rows = Array.from({ length: 5000 }, (_, number): CellValue[] => [`n${number}`, number, null, 'same']);
  const made = repeatRow(
    bare,
    headers,
    rows.map((cells) => ({ cells: cells as (string | number | null)[] })),
  );
  expect(made).toEqual(readParts(await bookOf(rows, [])));
});
