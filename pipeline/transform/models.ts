import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../package-root.js';

export const layers = ['staging', 'intermediate', 'marts', 'metrics', 'checks'] as const;
/** Queries of `rows` list what a figure counts; they are run when it is explained, not with the models. */
export type Layer = (typeof layers)[number] | 'rows';

/** One SQL file of queries/: a SELECT whose file name is the name of the relation it makes. */
export interface Model {
  readonly name: string;
  readonly layer: Layer;
  readonly sql: string;
  /** What one row is: the first comment line. */
  readonly grain: string;
  /** Columns that identify a row: the `key:` comment line. */
  readonly key: readonly string[];
  /** Relations it reads, models and sources alike. */
  readonly reads: readonly string[];
}

/** Every model of queries/, ordered so that each comes after the models it reads. A cycle is an error. */
export function readModels(folder: string = join(packageRoot, 'queries')): Model[] {
  const models = layers.flatMap((layer) => readLayer(folder, layer));
  return orderByReads(models);
}

/** Those of the models, in their order, that the named relations are made of, themselves included. */
export function modelsBehind(models: readonly Model[], names: readonly string[]): Model[] {
  const needed = new Set(names);
  // Models come in running order, so a reader is met before what it reads when going backwards.
  for (const model of [...models].reverse()) if (needed.has(model.name)) for (const name of model.reads) needed.add(name);
  return models.filter(({ name }) => needed.has(name));
}

/**
 * Names of the models of queries/ that are steps on the way to others and nothing else: no metric, check or query of rows reads them, so nobody
 * who opens the warehouse or asks `explain` misses them.
 */
export function passingModels(): ReadonlySet<string> {
  const models = readModels();
  const rows = sqlFiles(join(packageRoot, 'queries', 'rows')).map((file) => readRowsQuery(basename(file, '.sql')));
  const readers = [...models.filter(({ layer }) => layer === 'metrics' || layer === 'checks'), ...rows];
  const asked = new Set(readers.flatMap(({ reads }) => reads));
  return new Set(models.filter(({ layer, name }) => layer === 'intermediate' && !asked.has(name)).map(({ name }) => name));
}

/**
 * Whether a model is a view, which is computed wherever it is read: staging, and what says so in its third line, because one model
 * reads it once: to make a table of it would cost the storing and save nothing.
 */
export function isView({ layer, sql }: Model): boolean {
  return layer === 'staging' || /^-- .*\n-- key: .*\n-- view: /.test(sql);
}

/** Whether a model was written from the policy (pipeline/config/clock-candidates.ts) and is no file of queries/. */
export function isOfPolicy({ name }: Model): boolean {
  return name.startsWith('clock_');
}

/** For each of the models in running order that is a table: the relations it is computed from, those behind the views it reads among them. */
export function tablesRead(models: readonly Model[]): ReadonlyMap<string, ReadonlySet<string>> {
  const views = new Map<string, ReadonlySet<string>>();
  const tables = new Map<string, ReadonlySet<string>>();
  for (const model of models) {
    const read = new Set(model.reads.flatMap((name) => [...(views.get(name) ?? [name])]));
    (isView(model) ? views : tables).set(model.name, read);
  }
  return tables;
}

/** The query of queries/rows of that name. */
export function readRowsQuery(name: string): Model {
  return parseModel('rows', name, readFileSync(join(packageRoot, 'queries', 'rows', `${name}.sql`), 'utf8'));
}

/** The statements of queries/macros, in file-name order. */
export function readMacros(folder: string = join(packageRoot, 'queries', 'macros')): string[] {
  return sqlFiles(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
}

function readLayer(folder: string, layer: Layer): Model[] {
  return sqlFiles(join(folder, layer)).map((file) =>
    parseModel(layer, basename(file, '.sql'), readFileSync(join(folder, layer, file), 'utf8')),
  );
}

function sqlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
}

function parseModel(layer: Layer, name: string, sql: string): Model {
  const [first = '', second = ''] = sql.split('\n');
  return {
    name,
    layer,
    sql,
    grain: first.replace(/^--\s*/, '').trim(),
    key: second
      .replace(/^--\s*key:\s*/, '')
      .split(',')
      .map((column) => column.trim())
      .filter((column) => column !== ''),
    reads: relationsRead(sql),
  };
}

/** Names after `from` and `join` that are no common table expression of the same query. */
export function relationsRead(sql: string): string[] {
  const code = sql.replace(/--.*$/gm, '').replace(/'(?:[^']|'')*'/g, "''");
  const local = new Set(
    [...code.matchAll(/\b([a-z_][a-z0-9_]*)\s*(?:\([a-z0-9_,\s]*\)\s*)?as\s+(?:not\s+)?(?:materialized\s+)?\(/g)].map((found) => found[1]),
  );
  const read = [...code.matchAll(/\b(?:from|join)\s+([a-z_][a-z0-9_]*)\b(?!\s*\()/g)].map((found) => found[1] ?? '');
  return [...new Set(read.filter((name) => !local.has(name) && name !== 'lateral' && name !== 'unnest'))].sort();
}

function orderByReads(models: readonly Model[]): Model[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered: Model[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (model: Model): void => {
    const seen = state.get(model.name);
    if (seen === 'done') return;
    if (seen === 'open') throw new Error(`queries: ${model.name} reads itself through other models`);
    state.set(model.name, 'open');
    for (const name of model.reads) {
      const read = byName.get(name);
      if (read) visit(read);
    }
    state.set(model.name, 'done');
    ordered.push(model);
  };
  for (const model of models) visit(model);
  return ordered;
}
