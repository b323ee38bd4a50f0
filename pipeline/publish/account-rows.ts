import type { Contract } from '../contracts/contract.js';
import { contractOf } from '../contracts/index.js';
import { noRow, rowChecks } from '../ingest/row-checks.js';
import { referencesOf, warnedRowsSql } from '../warehouse/accounting-sql.js';
import { identifier, literal } from '../warehouse/sql-text.js';

/** A query of the rows behind an account, made for a dataset from its contract. */
export interface AccountRows {
  /** What one row is. */
  readonly grain: string;
  readonly key: readonly string[];
  readonly sql: string;
  /** Datasets whose rows of the store it reads. */
  readonly datasets: readonly string[];
}

/** Queries of the rows behind `accounting.<dataset>.*`, by the names figure-rows.ts has for them. */
export const accountRows: Readonly<Record<string, (dataset: string) => AccountRows>> = {
  file_accounts: (dataset) => ({
    grain: 'one row is a file of the dataset with its account',
    key: ['file_number'],
    datasets: [],
    sql: `select files.file_number, files.file, files."read", accounts.loaded, accounts.rejected, accounts.duplicate, accounts.superseded
from loaded_files as files
join file_accounting as accounts using (file_number)
where files.dataset = ${literal(dataset)}`,
  }),
  rejected_rows: (dataset) => ({
    grain: 'one row is a rejected row with the code that counts, the faulty columns and its cells, personal data masked',
    key: ['file_index', 'line'],
    datasets: [dataset],
    sql: placed(dataset, `records.line, ${faultColumns(contractOf(dataset))}`, `faults not in (0, ${noRow})`),
  }),
  other_versions: (dataset) => ({
    grain: 'one row is a valid row whose key comes more than once, with what became of it',
    key: ['file_index', 'line'],
    datasets: [dataset],
    sql: placed(dataset, `records.line, fates.fate, ${shownKey(contractOf(dataset))}`, `records.faults = 0`, [
      `join fates_${dataset} as fates using (place)`,
    ]),
  }),
  warned_rows: (dataset) => ({
    grain: 'one row is a warning: a row of the exports and a code',
    key: ['file_index', 'line', 'code'],
    datasets: [dataset, ...referencesOf(contractOf(dataset)).map(({ target }) => target)],
    sql: placed(dataset, `warned.line, warned.code, ${shownKey(contractOf(dataset))}`, 'true', [
      `join (\n${warnedRowsSql(dataset)}\n) as warned using (file_index, line)`,
    ]),
  }),
};

/** Records with the file and line they stand in. */
function placed(dataset: string, columns: string, where: string, joins: readonly string[] = []): string {
  return `select records.file_index, files.file, ${columns}
from records_${dataset} as records
${[...joins, `join loaded_files as files on files.dataset = ${literal(dataset)} and files.file_index = records.file_index`].join('\n')}
where ${where}`;
}

function shownKey(contract: Contract): string {
  return [...contract.key, ...(contract.fallbackKey ?? [])].map((column) => `records.${identifier(column)}`).join(', ');
}

/** The lowest bit of `faults` is the code that counts (row-checks.ts). */
function faultColumns(contract: Contract): string {
  const checks = rowChecks(contract).map(({ code, column }, bit) => ({ code, column, failed: `(faults >> ${bit}) & 1 = 1` }));
  const codes = checks.map(({ code, failed }) => `when ${failed} then ${literal(code)}`).join('\n    ');
  const columns = checks
    .filter(({ column }) => column !== '')
    .map(({ column, failed }) => `case when ${failed} then ${literal(column)} end`)
    .join(',\n    ');
  return `case
    ${codes}
  end as code,
  concat_ws(' ', ${columns}) as columns,
  array_to_string(list_transform(raw_cells, lambda cell: coalesce(cell, '')), ' | ') as cells`;
}
