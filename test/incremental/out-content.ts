import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { sha256Of } from '../../pipeline/publish/publication.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { identifier } from '../../pipeline/warehouse/sql-text.js';

/** What OUT holds of a period and of what is loaded: a digest, or the content itself where it is short, by its name. */
export type OutContent = Readonly<Record<string, unknown>>;

interface Manifest extends Record<string, unknown> {
  readonly restated: unknown;
  readonly register: { readonly sha256: string };
}

export async function contentOf(out: string, period: string): Promise<OutContent> {
  const folder = join(out, period);
  const tables = readdirSync(join(folder, 'tables')).map((name) => [
    `tables/${name}`,
    sha256Of(readFileSync(join(folder, 'tables', name))),
  ]);
  const rejects = readdirSync(join(out, 'rejects')).map((name) => [`rejects/${name}`, readFileSync(join(out, 'rejects', name), 'utf8')]);
  const { restated, register, ...manifest } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const { sha256, ...ofRegister } = register;
  return {
    figures: JSON.parse(readFileSync(join(folder, 'figures.json'), 'utf8')),
    ...Object.fromEntries(tables),
    ...Object.fromEntries(rejects),
    ...manifest,
    'manifest: restated': restated,
    'manifest: register': ofRegister,
    'manifest: bytes of the living register': sha256,
    ...sectionsOf(readFileSync(join(folder, 'index.html'), 'utf8')),
    ...(await actionsOf('actions of the period', join(folder, 'actions.xlsx'))),
    ...(await actionsOf('living actions', join(out, 'actions.xlsx'))),
    ...(await warehouseOf(out)),
  };
}

/** sha256 of every file of a period. */
export function filesOf(out: string, period: string): Record<string, string> {
  const paths = readdirSync(join(out, period), { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(out, period, path)).isFile(),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, sha256Of(readFileSync(join(out, period, path)))]));
}

/** The page cut at its sections; what stands before the first is its own part. */
function sectionsOf(page: string): Record<string, string> {
  const parts = page.split(/(?=<section [^>]*class="(?:part|headlines)")/);
  return Object.fromEntries(parts.map((part, number) => [`page: ${nameOf(part, number)}`, part]));
}

function nameOf(part: string, number: number): string {
  return /^<section (?:id|class)="(\w+)"/.exec(part)?.[1] ?? `part ${number}`;
}

/** Rows of a register, actions and proposals apart: of actions the remark, of proposals the day and the report that first proposed them by themselves. */
async function actionsOf(name: string, path: string): Promise<Record<string, unknown>> {
  const [header = [], ...rows] = (await readXlsx(readFileSync(path))).sheets[0]?.rows ?? [];
  const placesOf = (pattern: RegExp): number[] => header.flatMap((column, place) => (pattern.test(String(column)) ? [place] : []));
  const isProposal = (row: readonly unknown[]): boolean => String(row[0]).startsWith('P-');
  const [remark, ofFirst] = [placesOf(/^提示/), placesOf(/^(提出日期|备注)$/)];
  const without = (places: readonly number[]) => (row: readonly unknown[]) => row.filter((_cell, place) => !places.includes(place));
  const only = (places: readonly number[]) => (row: readonly unknown[]) => places.map((place) => row[place]);
  const [actions, proposals] = [rows.filter((row) => !isProposal(row)), rows.filter(isProposal)];
  return {
    [`${name}: actions`]: [header, ...actions].map(without(remark)),
    [`${name}: remarks`]: actions.map(only(remark)),
    [`${name}: proposals`]: proposals.map(without(ofFirst)),
    [`${name}: first proposed`]: proposals.map(only(ofFirst)),
  };
}

/** Number and hash of the rows of every table and view; the stored files that the catalogue names, by content. */
async function warehouseOf(out: string): Promise<Record<string, unknown>> {
  const database = await Database.open(join(out, 'warehouse.duckdb'), { readOnly: true, threads: 1 });
  try {
    const relations = await database.rows<{ name: string }>(
      `select table_name as name from duckdb_tables() union all select view_name from duckdb_views() where not internal order by name`,
    );
    const counts = relations.map(
      ({ name }) =>
        `select '${name}' as name, count(*) as rows, coalesce(sum(hash(each::varchar)), 0)::varchar as sum from ${identifier(name)} as each`,
    );
    const contents = await database.rows<{ name: string; rows: number; sum: string }>(counts.join(' union all '));
    const stored = await database.rows<{ path: string }>(
      `select dataset || '/' || stored_as as path from files where stored_as <> '' order by path`,
    );
    return {
      ...Object.fromEntries(contents.map(({ name, rows, sum }) => [`warehouse: ${name}`, `${rows} rows ${sum}`])),
      store: stored.map(
        ({ path }) => `${path} ${existsSync(join(out, 'store', path)) ? sha256Of(readFileSync(join(out, 'store', path))) : 'gone'}`,
      ),
    };
  } finally {
    database.close();
  }
}
