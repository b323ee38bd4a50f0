import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import type { Column, Contract } from '../../pipeline/contracts/contract.js';
import { enumerations } from '../../pipeline/contracts/enumerations.js';
import { contracts } from '../../pipeline/contracts/index.js';
import { type RowCheck, rowChecks } from '../../pipeline/ingest/row-checks.js';

/** What every planted number, address and name contains, and nothing else does. */
export const plantedMarks = ['1379000', '@planted.example', '110105199003', '欧阳植'] as const;

type Cells = Record<string, string>;

let planted = 0;

/** Personal data of its own for each cell: a mobile number, a mail address and an identity number, some in full width. */
function plantedText(): string {
  const no = String(planted++ % 10_000).padStart(4, '0');
  const text = `电话1379000${no}，邮箱 leak.${no}@planted.example 身份证110105199003${no}1X 完`;
  return planted % 3 === 0 ? text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)) : text;
}

function plantedPerson(column: Column): string {
  const no = String(planted++ % 10_000).padStart(4, '0');
  return column.name.includes('phone') ? `1379000${no}` : `欧阳植${no}`;
}

/**
 * Writes one file of each dataset: two whole rows, and one for each check that rejects, with planted data in every text
 * cell, every personal cell, the cell at fault, and an unknown column with its header. Samples are packed, events in
 * UTF-16, revisits in a workbook. Returns the codes that each dataset must be rejected with.
 */
export async function writePlantedExports(folder: string): Promise<Map<string, Set<string>>> {
  const codes = new Map<string, Set<string>>();
  for (const contract of contracts) {
    const { dataset, columns } = contract;
    const isSheet = dataset === 'revisits';
    const checks = rowChecks(contract).filter((check) => canBeTried(contract, check, isSheet || dataset === 'events'));
    const header = [...columns.map(({ name }) => name), `未知列 ${plantedText()}`];
    const rows = [wholeRow(contract, 0), wholeRow(contract, 1), ...checks.map((check, index) => faultyRow(contract, check, index + 2))];
    const table = rows.map((row) => [
      ...header.map((name) => row[name] ?? `${row.broken ?? ''}${plantedText()}`),
      ...(row.surplus ? [row.surplus] : []),
    ]);
    await writeFile(join(folder, dataset), [header, ...table]);
    codes.set(dataset, new Set(checks.map(({ code }) => code)));
  }
  return codes;
}

/** In a CSV file any text is an identifier; a workbook and UTF-16 have no bytes that are no text, a sheet no surplus cells. */
function canBeTried({ columns }: Contract, { code, column }: RowCheck, isDecoded: boolean): boolean {
  if (code === 'undecodable' || code === 'ragged_row') return !isDecoded;
  return code !== 'bad_type' || columns.find(({ name }) => name === column)?.kind !== 'id';
}

async function writeFile(path: string, table: string[][]): Promise<void> {
  const text = Papa.unparse(table, { newline: '\n' });
  // What stands for a byte that is no text.
  const bytes = Buffer.from(text).map((byte) => (byte === 1 ? 0xff : byte));
  if (path.endsWith('events')) writeFileSync(`${path}.csv`, Buffer.from(`\uFEFF${text}`, 'utf16le'));
  else if (path.endsWith('samples')) writeFileSync(`${path}.csv.gz`, gzipSync(bytes));
  else if (path.endsWith('revisits')) writeFileSync(`${path}.xlsx`, await writeXlsx({ sheets: [{ name: 'Sheet1', rows: table }] }));
  else writeFileSync(`${path}.csv`, bytes);
}

function wholeRow(contract: Contract, row: number): Cells {
  return Object.fromEntries(contract.columns.map((column) => [column.name, wholeCell(contract, column, row)]));
}

function wholeCell(contract: Contract, column: Column, row: number): string {
  switch (column.kind) {
    case 'id':
      return column.name === 'lot_no' || column.name === 'model' ? `${column.name}-1` : `${contract.dataset}-${column.name}-${row}`;
    case 'text':
      return column.personal ? plantedPerson(column) : plantedText();
    case 'enum':
      return Object.keys(enumerations[column.values ?? 'priority'])[0] ?? '';
    case 'boolean':
      return 'true';
    case 'time':
      return '2026-10-05 09:00';
    case 'date':
      return '2026-10-05';
    default:
      return String(Math.max(column.minimum ?? 0, 1));
  }
}

function faultyRow(contract: Contract, { code, column, other }: RowCheck, row: number): Cells {
  const cells = wholeRow(contract, row);
  switch (code) {
    case 'undecodable':
      return { ...cells, broken: '\u0001' };
    case 'ragged_row':
      return { ...cells, surplus: plantedText() };
    case 'missing_required':
      return { ...cells, [column]: '' };
    case 'out_of_range': {
      const { maximum, atMost } = contract.columns.find(({ name }) => name === column) ?? {};
      return { ...cells, [column]: atMost === undefined ? String(maximum === undefined ? -1 : maximum + 1) : '1000' };
    }
    case 'time_order':
      return { ...cells, [column]: '2026-09-01 09:00', ...(other === undefined ? {} : { [other]: '2026-10-05 09:00' }) };
    default:
      return { ...cells, [column]: plantedText() };
  }
}
