import { type Contract, contractOf, contracts } from '../contracts/index.js';
import { noRow, rowChecks, rowWarnings } from '../ingest/row-checks.js';
import { keySql } from './versions-sql.js';

/**
 * Query of the exact account of every file and dataset: one row per file in export order with
 * `read = loaded + rejected + duplicate + superseded` (domain.md § 1). Needs loaded_files and fates_*.
 */
export function fileAccountingSql(): string {
  const fates = contracts
    .map(({ dataset }) => `select '${dataset}' as dataset, file_index, fate from fates_${dataset}`)
    .join(' union all ');
  return `with fates as (${fates}),
counted as (
  select dataset, file_index, count(*) filter (fate = 'duplicate') as duplicate, count(*) filter (fate = 'superseded') as superseded
  from fates group by dataset, file_index
)
select numbered.file_number, numbered.path, numbered.sheet, numbered.dataset, numbered.read,
  numbered.read - numbered.rejected - coalesce(counted.duplicate, 0) - coalesce(counted.superseded, 0) as loaded,
  numbered.rejected, coalesce(counted.duplicate, 0) as duplicate, coalesce(counted.superseded, 0) as superseded, numbered.skipped_lines
from loaded_files as numbered left join counted using (dataset, file_index)
order by numbered.file_number`;
}

/**
 * Query of the account of each dataset, those without any file included: the figures `accounting.<dataset>.*`.
 * Needs file_accounting and warnings.
 */
export function datasetAccountingSql(): string {
  const counts = ['read', 'loaded', 'rejected', 'duplicate', 'superseded'];
  const names = contracts.map(({ dataset }) => `('${dataset}')`).join(', ');
  return `with datasets (dataset) as (values ${names}),
counted as (
  select dataset, ${counts.map((count) => `sum("${count}")::bigint as "${count}"`).join(', ')}
  from file_accounting group by dataset
),
warned as (select dataset, sum(count)::bigint as warnings from warnings group by dataset)
select datasets.dataset, ${[...counts, 'warnings'].map((count) => `coalesce("${count}", 0) as "${count}"`).join(', ')}
from datasets left join counted using (dataset) left join warned using (dataset)`;
}

/** Query of the warnings: dataset, code, count. */
export function warningsSql(): string {
  return `select dataset, code, count(*) as count from (${warnedSql(contracts)}) group by dataset, code order by dataset, code`;
}

/** Query of the warned rows of a dataset: one per kept row and code, or per rejected row of a key that has an older version. */
export function warnedRowsSql(dataset: string): string {
  return warnedSql([contractOf(dataset)]);
}

function warnedSql(asked: readonly Contract[]): string {
  return [...asked.map(rowWarningsSql), ...orphanSql(asked), ...asked.map(newerRejectedSql)].join('\nunion all\n');
}

const references = [
  { column: 'ticket_id', target: 'tickets' },
  { column: 'lot_no', target: 'lots' },
];

/** Datasets the references of a dataset lead to: a row may name a ticket or a lot that no export knows. */
export function referencesOf(contract: Contract): { column: string; target: string }[] {
  return references.filter(({ column, target }) => contract.dataset !== target && contract.columns.some(({ name }) => name === column));
}

/** What was found in reading a row; few rows have any, so they are looked at once for all codes. */
function rowWarningsSql({ dataset }: Contract): string {
  const codes = rowWarnings.map((code, bit) => `(${bit}, '${code}')`).join(', ');
  return `select '${dataset}' as dataset, flags.code, warned.file_index, warned.line
    from (select place, file_index, line, warnings from records_${dataset} where faults = 0 and warnings <> 0) as warned
    inner join (values ${codes}) as flags (bit, code) on (warned.warnings >> flags.bit) & 1 = 1
    left join fates_${dataset} as fates on fates.place = warned.place
    where fates.place is null or fates.is_last`;
}

/** Rows that name a ticket or a lot which no export knows, where its dataset has a file; each target is looked at once for all datasets. */
function orphanSql(asked: readonly Contract[]): string[] {
  const orphans = references.flatMap(({ column, target }) => {
    const rows = asked
      .filter((contract) => referencesOf(contract).some((reference) => reference.target === target))
      .map(({ dataset }) => `select '${dataset}' as dataset, file_index, line, ${column} from raw_${dataset} where ${column} is not null`);
    if (rows.length === 0) return [];
    return `select dataset, file_index, line from (${rows.join('\n    union all ')})
    anti join raw_${target} using (${column}) where exists (select 1 from files where dataset = '${target}')`;
  });
  if (orphans.length === 0) return [];
  return [`select distinct dataset, 'orphan_ref' as code, file_index, line from (\n    ${orphans.join('\n    union all ')})`];
}

function newerRejectedSql(contract: Contract): string {
  const key = keySql(contract);
  const { dataset } = contract;
  return `(with rejected as materialized (
      select ${key} as row_key, place, file_index, line from records_${dataset}
      where faults not in (0, ${noRow}) and faults & ${unknownKeyMask(contract)} = 0
    ),
    valid as (
      select ${key} as row_key, min(place) as first_place from records_${dataset}
      where faults = 0 and ${key} in (select row_key from rejected) group by row_key
    )
    select '${dataset}' as dataset, 'newer_version_rejected' as code, rejected.file_index, rejected.line
    from rejected join valid using (row_key) where valid.first_place < rejected.place)`;
}

/** Faults that leave the key of a row unknown. */
function unknownKeyMask(contract: Contract): bigint {
  return rowChecks(contract).reduce((mask, check, bit) => {
    const hidesKey =
      check.column === '' || (contract.key.includes(check.column) && check.code !== 'time_order' && check.code !== 'out_of_range');
    return hidesKey ? mask | (1n << BigInt(bit)) : mask;
  }, 0n);
}
