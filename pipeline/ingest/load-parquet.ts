import { join } from 'node:path';
import { identifier, literal } from '../warehouse/sql-text.js';
import type { LoadedTable } from './load-file.js';
import type { TextToLoad } from './load-text.js';
import { mappedCells } from './mapped-cells.js';
import { findHeadInRows, NoTable, type TableHead } from './table-head.js';
import { validationQuery } from './validation-sql.js';
import { writeValidated } from './write-validated.js';

/** Loads one Parquet file: its columns are matched as headers, its values read as the text they print as. Throws NoTable. */
export async function loadParquet(request: TextToLoad): Promise<LoadedTable> {
  const { columns, records } = await describeParquet(request);
  const head = parquetHead(columns, request);
  const cells = columns.map((name, index) => `${identifier(name)}::varchar as c${index}`);
  const written = await writeValidated(request.database, {
    query: validationQuery({
      contract: head.contract,
      source: `select file_row_number + 1 as line, '' as structure, ${cells.join(', ')}
        from read_parquet(${literal(request.path)}, file_row_number = true)`,
      width: head.width,
      cells: mappedCells(head),
      words: { enums: request.settings.configuration.enums, placeholders: request.settings.configuration.serial_placeholders },
      isWorkbook: false,
    }),
    target: join(request.folder, 'validated.parquet'),
    expectedRecords: records,
  });
  return {
    dataset: head.contract.dataset,
    sheet: '',
    parquet: written.path,
    form: 'parquet',
    encoding: '',
    delimiter: '',
    read: written.read,
    rejected: written.rejected,
    skippedLines: records - written.read,
    unknownHeaders: head.match.unknown,
    repeatedHeaders: head.match.repeated,
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
    const columns = await database.rows<{ column_name: string }>(`describe select * from read_parquet(${literal(path)})`);
    const { records } = await database.row<{ records: number }>(
      `select num_rows::bigint as records from parquet_file_metadata(${literal(path)})`,
    );
    return { columns: columns.map((column) => column.column_name), records };
  } catch (error) {
    throw new NoTable(`cannot be read as Parquet (${error instanceof Error ? error.message : String(error)}); export it again`, false);
  }
}
