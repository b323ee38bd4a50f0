import { statSync } from 'node:fs';
import { identifier, literal } from '../warehouse/sql-text.js';
import type { TextToLoad } from './load-text.js';
import { mappedCells } from './mapped-cells.js';
import type { PreparedTable } from './prepared-table.js';
import { keptRows } from './row-filters.js';
import { findHeadInRows, NoTable, type TableHead } from './table-head.js';

/** Prepares one Parquet file: its columns are matched as headers, its values read as the text they print as. Throws NoTable. */
export async function prepareParquet(request: TextToLoad): Promise<PreparedTable> {
  const { columns, records } = await describeParquet(request);
  const head = parquetHead(columns, request);
  const cells = columns.map((name, index) => `${identifier(name)}::varchar as c${index}`);
  const kept = keptRows(head);
  const { configuration } = request.settings;
  return {
    plan: {
      contract: head.contract,
      source: `select file_row_number + 1 as line, '' as structure, ${cells.join(', ')}
        from read_parquet(${literal(request.path)}, file_row_number = true, hive_partitioning = false)`,
      width: head.width,
      cells: mappedCells(head),
      ...(kept === undefined ? {} : { kept }),
      words: { enums: configuration.enums, placeholders: configuration.serial_placeholders },
      isWorkbook: false,
    },
    sheet: '',
    form: 'parquet',
    encoding: '',
    delimiter: '',
    match: head.match,
    mapping: head.mapping?.files ?? '',
    records,
    linesLeftOut: 0,
    bytes: statSync(request.path).size,
  };
}

function parquetHead(columns: readonly string[], request: TextToLoad): TableHead {
  const { mapping } = request;
  return findHeadInRows([{ delimiter: '', rows: [columns] }], {
    baseName: request.baseName,
    aliases: request.settings.configuration.columns,
    ...(mapping ? { mapping } : {}),
  });
}

async function describeParquet({ database, path }: TextToLoad): Promise<{ columns: string[]; records: number }> {
  try {
    const columns = await database.rows<{ column_name: string }>(
      `describe select * from read_parquet(${literal(path)}, hive_partitioning = false)`,
    );
    const { records } = await database.row<{ records: number }>(
      `select num_rows::bigint as records from parquet_file_metadata(${literal(path)})`,
    );
    return { columns: columns.map((column) => column.column_name), records };
  } catch (error) {
    throw new NoTable(`cannot be read as Parquet (${error instanceof Error ? error.message : String(error)}); export it again`, false);
  }
}
