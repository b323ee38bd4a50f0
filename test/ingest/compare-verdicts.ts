import { createHmac } from 'node:crypto';
import { type Configuration, parseConfiguration } from '../../pipeline/config/configuration.js';
import type { Column, Contract } from '../../pipeline/contracts/contract.js';
import { type RawRow, type RowVerdict, rowJudge } from '../../pipeline/contracts/row-schema.js';
import { addCellMacros } from '../../pipeline/ingest/cell-macros.js';
import { cellReader } from '../../pipeline/ingest/cell-reader.js';
import { maskName, maskPhone, scrubText } from '../../pipeline/ingest/personal-data.js';
import { noRow, rowChecks, rowWarnings } from '../../pipeline/ingest/row-checks.js';
import { validationQuery } from '../../pipeline/ingest/validation-sql.js';
import { precisions } from '../../pipeline/transform/sources.js';
import { Database } from '../../pipeline/warehouse/database.js';

/** One verdict in words that both sides can be put into. */
export interface Verdict {
  readonly line: number;
  readonly isRow: boolean;
  /** `code column`, in the order in which they count. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
  readonly values: Readonly<Record<string, string | null>>;
  readonly rawCells: readonly (string | null)[] | null;
}

/** What both sides are set to. */
export interface Setting {
  readonly configuration: Configuration;
  readonly isWorkbook: boolean;
}

export type Structure = '' | 'undecodable' | 'ragged_row';

export interface GivenRow {
  readonly structure: Structure;
  readonly cells: RawRow;
}

const key = Buffer.from('a key of the tests');

export function setting(yaml: string, isWorkbook: boolean): Setting {
  return { configuration: parseConfiguration(yaml, 'fieldreview.yaml'), isWorkbook };
}

/** A database whose cells are read by this setting. */
export async function openReader({ configuration }: Setting): Promise<Database> {
  const database = await Database.open(':memory:', { threads: 1 });
  await addCellMacros(database, cellReader(configuration, key));
  return database;
}

/** The verdicts of the SQL of the loader. */
export async function sqlVerdicts(
  database: Database,
  contract: Contract,
  rows: readonly GivenRow[],
  { configuration, isWorkbook }: Setting,
): Promise<Verdict[]> {
  const { columns } = contract;
  const cellsOf = (row: GivenRow): (string | null)[] =>
    columns.map(({ name }) => (row.structure === '' ? (row.cells[name] ?? null) : null));
  const given = rows.map((row, index) => [String(index), row.structure, ...cellsOf(row)]);
  const names = columns.map((_column, index) => `cells[${index + 3}] as c${index}`);
  await database.run(
    `create or replace temp table given as select cells[1]::bigint as line, cells[2] as structure, ${names.join(', ')}
    from (select unnest(from_json($given, '[["VARCHAR"]]')) as cells)`,
    { given: JSON.stringify(given) },
  );
  const query = validationQuery({
    contract,
    source: 'select * from given order by line',
    width: columns.length,
    cells: new Map(columns.map(({ name }, index) => [name, `c${index}`])),
    words: { enums: configuration.enums, placeholders: configuration.serial_placeholders },
    isWorkbook,
  });
  const found = await database.rows<Record<string, string | null> & { raw_cells: (string | null)[] | null }>(
    `select columns(* exclude raw_cells)::varchar, raw_cells from (${query}) as judged order by judged.line`,
  );
  return found.map((row) => sqlVerdict(contract, row));
}

function sqlVerdict(contract: Contract, row: Record<string, string | null> & { raw_cells: (string | null)[] | null }): Verdict {
  const faults = BigInt(row.faults ?? 0);
  const isRow = faults !== noRow;
  const set = (mask: bigint, bit: number): boolean => ((mask >> BigInt(bit)) & 1n) === 1n;
  const failed = isRow ? rowChecks(contract).filter((_check, bit) => set(faults, bit)) : [];
  return {
    line: Number(row.line),
    isRow,
    faults: [...new Set(failed.map(({ code, column }) => `${code} ${column}`))],
    warnings: rowWarnings.filter((_code, bit) => set(BigInt(row.warnings ?? 0), bit)),
    values: isRow ? typedCells(contract, (name) => row[name] ?? null) : {},
    rawCells: row.raw_cells,
  };
}

/** Contract columns and precisions as text; amounts without superfluous zeros. */
function typedCells(contract: Contract, cell: (name: string) => string | null): Record<string, string | null> {
  return Object.fromEntries(
    contract.columns.flatMap(({ name, kind }) => {
      const value = cell(name);
      const shown = kind === 'money' && value?.includes('.') ? value.replace(/\.?0+$/, '') : value;
      return kind === 'time'
        ? [
            [name, shown],
            [`${name}_precision`, cell(`${name}_precision`)],
          ]
        : [[name, shown]];
    }),
  );
}

/** The verdicts of the TypeScript definition (row-schema.ts, cell-values.ts) and of the rules about rows beside it. */
export function definedVerdicts(contract: Contract, rows: readonly GivenRow[], { configuration, isWorkbook }: Setting): Verdict[] {
  const judge = rowJudge(contract, {
    zone: configuration.timezone,
    enums: configuration.enums,
    serialPlaceholders: configuration.serial_placeholders,
    isWorkbook,
  });
  return rows.map(({ structure, cells }, line) => {
    const first = contract.columns.map(({ name }) => (cells[name] ?? '').trim()).find((cell) => cell !== '');
    const isRow = structure !== '' || (first !== undefined && !/^(合计|总计|小计|制表|审核|导出)/.test(first));
    if (!isRow) return { line, isRow, faults: [], warnings: [], values: {}, rawCells: null };
    return structure === '' ? wholeRow(contract, line, cells, judge(cells)) : brokenRow(contract, line, structure);
  });
}

function wholeRow(contract: Contract, line: number, cells: RawRow, verdict: RowVerdict): Verdict {
  const faults = [...new Set(verdict.faults.map(({ code, column }) => `${code} ${column}`))];
  const isForgotten = contract.dataset === 'tickets' && verdict.values.status === 'completed' && verdict.values.completed_at === null;
  const warned = new Set<string>([...verdict.warnings.map(({ code }) => code), ...(isForgotten ? ['completed_without_time'] : [])]);
  return {
    line,
    isRow: true,
    faults,
    warnings: faults.length > 0 ? [] : rowWarnings.filter((code) => warned.has(code)),
    values: typedCells(contract, (name) => storedValue(contract, name, verdict)),
    rawCells: faults.length > 0 ? contract.columns.map((column) => shownCell(column, cells[column.name] ?? null)) : null,
  };
}

function brokenRow(contract: Contract, line: number, structure: Structure): Verdict {
  const rawCells = contract.columns.map(() => null);
  return { line, isRow: true, faults: [`${structure} `], warnings: [], values: typedCells(contract, () => null), rawCells };
}

function storedValue(contract: Contract, name: string, { values, precisions: written }: RowVerdict): string | null {
  if (name.endsWith('_precision')) {
    const precision = written[name.slice(0, -'_precision'.length)];
    return precision === undefined ? null : String(precisions[precision]);
  }
  const value = values[name] ?? null;
  const column = contract.columns.find((each) => each.name === name);
  if (value === null || column?.kind !== 'text') return value === null ? null : String(value);
  // HMAC-SHA-256 by another implementation than the macro's.
  return column.personal ? createHmac('sha256', key).update(String(value)).digest('hex').slice(0, 32) : scrubText(String(value));
}

function shownCell(column: Column, cell: string | null): string | null {
  if (cell === null) return null;
  // The engine's binding takes a leading byte order mark away when it hands a text over.
  if (!column.personal) return scrubText(cell).replace(/^\ufeff/, '');
  return /\d/.test(cell) ? maskPhone(cell) : maskName(cell);
}
