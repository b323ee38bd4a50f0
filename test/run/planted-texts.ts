import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { contracts } from '../../pipeline/contracts/index.js';

/** Free text and identifiers: what a cell may hold as it likes. */
const textColumns = new Map(
  contracts
    .flatMap(({ columns }) => columns.filter(({ kind }) => kind === 'text' || kind === 'id'))
    .flatMap(({ name, headers = [] }) => [name, ...headers].map((header) => [header, name] as const)),
);

/**
 * Puts a text before each filled cell that takes text. Identifiers get the text of their own number, so that records
 * still find each other; models and codes that of their lot; other texts, which have few values, that of their row.
 */
export function plantTexts(folder: string, texts: readonly string[], met: Map<string, Set<string>>): void {
  const numbers = new Map<string, number>();
  const numberOf = (value: string): number => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  };
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.csv'))
    .sort()) {
    const path = join(folder, file);
    const { data } = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), {
      header: true,
      skipEmptyLines: true,
    });
    const rows = data.map((row, index) => {
      const lot = Object.entries(row).find(([header]) => textColumns.get(header) === 'lot_no')?.[1] ?? '';
      return Object.fromEntries(
        Object.entries(row).map(([header, value]) => {
          const column = textColumns.get(header);
          if (column === undefined || value === '') return [header, value];
          const isByLot = column === 'model' || column === 'fault_code';
          const isOwn = column.endsWith('_id') || column.endsWith('_no') || column === 'first_fixed_lot';
          const text = texts[(isOwn ? numberOf(value) : isByLot && lot !== '' ? numberOf(lot) : index) % texts.length] ?? '';
          met.set(column, (met.get(column) ?? new Set()).add(text));
          return [header, `${text} ${value}`];
        }),
      );
    });
    if (rows.length > 0) writeFileSync(path, Papa.unparse(rows, { newline: '\n' }));
  }
}
