import { modelsToRun } from '../compute-period.js';
import type { Policy } from '../config/policy.js';
import { figureFamilies } from '../publish/figure-families.js';
import type { Model } from '../transform/models.js';
import type { Database } from '../warehouse/database.js';
import { identifier } from '../warehouse/sql-text.js';

/** Of each staging relation a digest of all that the models see of it. Equal digests: figures cannot have moved by the data. */
export type Fingerprint = Readonly<Record<string, string>>;

/** Those of the models that let exports into the others. */
export function stagingRelations(models: readonly Model[]): Model[] {
  return models.filter(({ layer, name }) => layer === 'staging' && name.startsWith('stg_'));
}

/** The models that figures are made of; what the proposals and the checks alone read moves no figure. */
export function modelsBehindFigures(policy: Policy): Model[] {
  return modelsToRun(
    policy,
    figureFamilies.map(({ metric }) => metric),
  );
}

/** The relations a fingerprint is made of. */
export function stagingNames(policy: Policy): string[] {
  return stagingRelations(modelsBehindFigures(policy)).map(({ name }) => name);
}

/**
 * Fingerprint of the staging views of a database, which must be there with their parameters. Rows count in any order.
 * Columns that no model names are left out; of a row's place only the order among the rows counts, so that a file which
 * brings nothing visible changes nothing.
 */
export async function readFingerprint(database: Database, policy: Policy, relations?: readonly string[]): Promise<Fingerprint> {
  const models = modelsBehindFigures(policy);
  const wanted = stagingRelations(models).filter(({ name }) => relations === undefined || relations.includes(name));
  const prints: [string, string][] = [];
  for (const { name } of wanted) prints.push([name, await digestOf(database, name, models)]);
  return Object.fromEntries(prints);
}

async function digestOf(database: Database, relation: string, models: readonly Model[]): Promise<string> {
  const described = await database.rows<{ column_name: string }>(`describe ${identifier(relation)}`);
  const columns = seenColumns(
    relation,
    described.map(({ column_name }) => column_name),
    models,
  );
  if (columns.length === 0) return '';
  const ranked = Object.entries(ranks).filter(([, rank]) => columns.includes(rank));
  const values = columns.filter((column) => !Object.values(ranks).includes(column));
  // Hashed before they are ranked: to sort rows of 36 columns took three quarters of the time.
  const hashed = [`hash(${['0', ...values].join(', ')}) as row_hash`, ...ranked.map(([place]) => place)].join(', ');
  const seen = ['row_hash', ...ranked.map(([, rank]) => rank)].join(', ');
  const { digest } = await database.row<{ digest: string }>(
    `select count(*) || ':' || coalesce(sum(digest::hugeint), 0) as digest
    from (select hash(${seen}) as digest from (select ${hashed} from ${identifier(relation)}))`,
  );
  return digest;
}

/** Expressions of what the models see of a relation. */
export function seenColumns(relation: string, columns: readonly string[], models: readonly Model[]): string[] {
  const above = models.filter(({ name }) => !name.startsWith('stg_'));
  const isNamed = (column: string, among: readonly Model[]): boolean => {
    const word = new RegExp(`\\b${column}\\b`);
    return among.some(({ sql }) => word.test(sql));
  };
  const readers = above.filter(({ reads }) => reads.includes(relation));
  return columns.flatMap((column) => {
    const place = places[column];
    if (place === undefined) return isNamed(column, above) ? [identifier(column)] : [];
    // What later models call a place may be that of another dataset.
    return isNamed(column, readers) ? [place] : [];
  });
}

/** Of a row's place among the others what of it can matter: the order. */
const ranks: Readonly<Record<string, string>> = {
  row_order: 'row_number() over (order by row_order)',
  file_index: 'dense_rank() over (order by file_index)',
};

/** Columns that say where a row stands (sources.ts), and what of them can matter. */
const places: Readonly<Record<string, string>> = { ...ranks, line: 'line' };
