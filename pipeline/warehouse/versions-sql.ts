import { join } from 'node:path';
import type { Contract } from '../contracts/contract.js';
import { rawColumns } from '../transform/sources.js';
import type { CatalogueEntry } from './catalogue.js';
import { literal } from './sql-text.js';

/**
 * Statements that make, for one dataset: `records_<dataset>` (every validated record of the store, with its place in
 * export order), `fates_<dataset>` (what became of each version of a key that has several) and `raw_<dataset>` (one row
 * per key: its last valid version); of actions also their versions and newest export
 * (sources.ts). Rules: domain.md § 1, Accounting. `entries` are in export order; `fates` is a query of what became of their versions,
 * for who has found that out before.
 */
export function versionStatements(
  contract: Contract,
  entries: readonly CatalogueEntry[],
  store: string,
  staff: 'show' | 'mask' = 'show',
  fates = fatesSql(contract),
): string[] {
  const [records, raw] = versionViews(contract, entries, store, staff);
  const versions = [records, `create or replace table fates_${contract.dataset} as ${fates}`, raw];
  return contract.dataset === 'actions' ? [...versions, actionVersions, newestActions(entries)] : versions;
}

/** Every valid version of an action in export order, for the due dates that were moved. */
const actionVersions = `create or replace table raw_action_versions as
  select action_id, opened_on, due_on, file_index, line from records_actions where faults = 0 order by file_index, line`;

/** The newest file, all tables of a workbook together; it counts also where it lists no action any more (domain.md § 8 A1). */
function newestActions(entries: readonly CatalogueEntry[]): string {
  const newest = entries.at(-1);
  const first = entries.findIndex((entry) => entry.full_path === newest?.full_path);
  return `create or replace table raw_newest_actions as select ${first}::bigint as newest_file_index where ${first >= 0}`;
}

/** Of these the two views, for a database that has the tables. */
export function versionViews(
  contract: Contract,
  entries: readonly CatalogueEntry[],
  store: string,
  staff: 'show' | 'mask',
): [records: string, raw: string] {
  const name = contract.dataset;
  return [
    `create or replace view records_${name} as ${recordsSql(contract, entries, store)}`,
    `create or replace view raw_${name} as ${rawSql(contract, staff)}`,
  ];
}

/** The identity of a row as one text; null where a part of it could not be read. */
export function keySql(contract: Contract): string {
  const [first, ...rest] = contract.key;
  if (first === undefined) throw new Error(`${contract.dataset} has no key`);
  if (contract.fallbackKey) {
    const parts = contract.fallbackKey.map((column) => `${column}::varchar`).join(` || chr(31) || `);
    return `coalesce(${first}, chr(30) || ${parts})`;
  }
  if (rest.length === 0) return first;
  return [first, ...rest.map((column) => `coalesce(${column}::varchar, '')`)].join(' || chr(31) || ');
}

function recordsSql(contract: Contract, entries: readonly CatalogueEntry[], store: string): string {
  const kept = storedColumns(contract);
  if (entries.length === 0) {
    const empty = kept.map((column) => `null::${column.type} as ${column.name}`).join(', ');
    return `select ${empty}, null::ubigint as faults, null::ubigint as warnings, null::varchar[] as raw_cells,
      null::bigint as file_index, null::bigint as line, null::bigint as place where false`;
  }
  const files = entries.map((entry) => literal(join(store, contract.dataset, entry.stored_as))).join(', ');
  return `select ${kept.map((column) => column.name).join(', ')}, faults, warnings, raw_cells, file_index::bigint as file_index, line,
    file_index::bigint * 4294967296 + line as place from read_parquet([${files}], hive_partitioning = false)`;
}

function storedColumns(contract: Contract): { name: string; type: string }[] {
  return rawColumns(contract).filter((column) => !['row_order', 'file_index', 'line'].includes(column.name));
}

function fatesSql(contract: Contract): string {
  const compared = contract.columns.filter((column) => !column.personal).map((column) => column.name);
  const [key, records] = [keySql(contract), `records_${contract.dataset}`];
  // Keys that come again are looked for by a hash, and of their rows alone all columns are carried on. Two keys may have one hash:
  // what is repeated is said by the keys themselves.
  return `with repeated as (select hash(${key}) as key_hash from ${records} where faults = 0 group by key_hash having count(*) > 1),
versions as (select ${key} as row_key, * from ${records} where faults = 0 and hash(${key}) in (select key_hash from repeated)),
walked as (
  select row_key, place, file_index,
    row_number() over version_order as version,
    row(${compared.join(', ')}) is not distinct from lag(row(${compared.join(', ')})) over version_order
      and row_number() over version_order > 1 as is_duplicate,
    first_value(place) over version_order as first_place,
    lead(place) over version_order is null as is_last
  from versions
  window version_order as (partition by row_key order by place)
  qualify not (is_last and first_place = place)
),
standing as (select row_key, max(version) as version from walked where not is_duplicate group by row_key)
select walked.place, walked.file_index, walked.first_place, walked.is_last,
  case when is_duplicate then 'duplicate' when standing.version is null then 'superseded' else 'loaded' end as fate
from walked left join standing using (row_key, version)
order by walked.place`;
}

function rawSql(contract: Contract, staff: 'show' | 'mask'): string {
  const masked = new Set(contract.columns.filter((column) => column.staff && staff === 'mask').map((column) => column.name));
  const columns = storedColumns(contract).map(({ name }) =>
    masked.has(name) ? `${maskedStaff(`records.${name}`)} as ${name}` : `records.${name}`,
  );
  return `select ${columns.join(', ')}, coalesce(fates.first_place, records.place) as row_order, records.file_index, records.line
    from records_${contract.dataset} as records left join fates_${contract.dataset} as fates on fates.place = records.place
    where records.faults = 0 and (fates.place is null or fates.is_last)`;
}

/** 王*3f2: three digits of a digest keep people of one family name apart in figures by technician. */
export function maskedStaff(name: string): string {
  return `left(${name}, 1) || '*' || left(md5(${name}), 3)`;
}
