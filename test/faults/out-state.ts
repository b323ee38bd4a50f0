import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../../pipeline/warehouse/database.js';
import { layoutOf } from '../../pipeline/warehouse/layout.js';
import { identifier, literal } from '../../pipeline/warehouse/sql-text.js';
import { filesBelow } from '../files-below.js';

/** sha256 of every file below OUT by its path, but for lock, journal and work folder; of the warehouse a digest of what it says. */
export type OutState = Readonly<Record<string, string>>;

/** What a reader opens: everything but dot files, the store (which nothing names before the catalogue does) and earlier versions of the register. */
export function published(state: OutState): OutState {
  return Object.fromEntries(Object.entries(state).filter(([path]) => !/^(\.|store\/|backup\/)/.test(path)));
}

/** The parts of a state that take their places one by one: files and folders right below OUT. */
export function partOf(state: OutState, name: string): OutState {
  return Object.fromEntries(Object.entries(state).filter(([path]) => path === name || path.startsWith(`${name}/`)));
}

export async function stateOf(out: string): Promise<OutState> {
  const state: Record<string, string> = {};
  for (const path of filesBelow(out)) {
    if (/^(\.lock|\.work\/.*|\.publication\.json|warehouse\.duckdb|\.published\.json)$/.test(path)) continue;
    state[path] = sha256(readFileSync(join(out, path)));
  }
  const { warehouse, record } = layoutOf(out);
  if (existsSync(warehouse)) state['warehouse.duckdb'] = await warehouseDigest(warehouse);
  if (existsSync(record)) state['.published.json'] = sha256(Buffer.from(recordOf(record)));
  return state;
}

/** Leftovers of a run: none of these is there when it has ended by itself. */
export function leftovers(out: string): string[] {
  return readdirSync(out).filter((name) => name.startsWith('.') && !['.lock', '.published.json'].includes(name));
}

/** The record names the hash of the warehouse, whose bytes differ between two undisturbed runs. */
function recordOf(path: string): string {
  const record = JSON.parse(readFileSync(path, 'utf8')) as { outputs: Record<string, string> };
  // A register that was written stands among the moves, one that was left comes last.
  const outputs = Object.entries({ ...record.outputs, 'warehouse.duckdb': '' }).sort();
  return JSON.stringify({ ...record, outputs });
}

/** Of every table its number of rows and a sum of their hashes, of every view its text: the engine gives the file other bytes each time. */
async function warehouseDigest(path: string): Promise<string> {
  const database = await Database.open(':memory:', { threads: 1 });
  try {
    await database.run(`attach ${literal(path)} as warehouse (read_only)`);
    const tables = await database.rows<{ name: string }>(
      `select table_name as name from duckdb_tables() where database_name = 'warehouse' order by table_name`,
    );
    const views = await database.rows(
      `select view_name, sql from duckdb_views() where database_name = 'warehouse' and not internal order by view_name`,
    );
    const counts = tables.map(
      ({ name }) =>
        `select ${literal(name)} as name, count(*) as rows, coalesce(sum(hash(each::varchar)), 0)::varchar as sum from warehouse.${identifier(name)} as each`,
    );
    const contents = await database.rows(counts.join(' union all '));
    return sha256(Buffer.from(JSON.stringify([contents, views])));
  } finally {
    database.close();
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
