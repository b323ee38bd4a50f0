import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exitCodes, UserError } from '../errors.js';
import type { CatalogueEntry } from '../warehouse/catalogue.js';
import type { Database } from '../warehouse/database.js';
import { type Discovery, discoverFiles, type InputFile } from './discover.js';
import { compareExports } from './export-order.js';
import { type HashedFile, hashExport } from './hashed-file.js';
import type { BadFile } from './load-file.js';
import { type LoadRequest, loadFiles, type NewTable } from './load-files.js';

export interface IngestRequest extends LoadRequest {
  readonly inputs: readonly string[];
  readonly known: readonly CatalogueEntry[];
}

/** A file below the inputs: its real path, its path below its input, its content. */
export interface FoundFile {
  readonly full_path: string;
  readonly path: string;
  readonly sha256: string;
}

/** An input and what came of it. */
export interface SearchedInput {
  /** As it was named. */
  readonly input: string;
  /** Files of a known form. */
  readonly files: number;
  /** Whether any of them is an export, be it one that cannot be read. */
  readonly hasExports: boolean;
}

export interface Ingest {
  /** The whole catalogue after this run, in export order. */
  readonly entries: readonly CatalogueEntry[];
  readonly newTables: readonly NewTable[];
  /** The files below the inputs with the content they had. */
  readonly found: readonly FoundFile[];
  readonly inputs: readonly SearchedInput[];
  readonly badFiles: readonly BadFile[];
  readonly ignored: readonly string[];
  readonly unchangedFiles: number;
}

/**
 * Reads what is new below the inputs and plans the next catalogue; the store is not touched yet. Bad files are collected:
 * with `quality.skip_bad_files` they become catalogue entries without a dataset, else UserError (exit 3) lists them all.
 */
export async function ingest(database: Database, request: IngestRequest): Promise<Ingest> {
  const discovery = discoverFiles(request.inputs, request.settings.configuration);
  const plan = await planLoads(discovery, request);
  const { newTables, badFiles } = await loadFiles(database, plan.toLoad, request);
  if (badFiles.length > 0 && !request.settings.configuration.quality.skip_bad_files) throw badFilesError(badFiles);
  const replaced = new Set(plan.toLoad.map((file) => file.file.fullPath));
  const kept = request.known.filter((entry) => !replaced.has(entry.full_path));
  const entries = inExportOrder([...kept, ...newTables.map((table) => table.entry)]);
  return {
    entries,
    newTables,
    found: plan.found,
    inputs: searchedInputs(discovery, entries),
    badFiles,
    ignored: discovery.ignored,
    unchangedFiles: discovery.files.length - plan.toLoad.length,
  };
}

function searchedInputs({ inputs }: Discovery, entries: readonly CatalogueEntry[]): SearchedInput[] {
  const exports = new Set(entries.filter((entry) => entry.dataset !== '' || entry.is_bad).map((entry) => entry.full_path));
  return inputs.map(({ input, fullPaths }) => ({
    input,
    files: fullPaths.length,
    hasExports: fullPaths.some((path) => exports.has(path)),
  }));
}

/** Those in which no file is an export, as they were named. */
export function inputsWithoutExports(inputs: readonly SearchedInput[]): string[] {
  return inputs.filter(({ hasExports }) => !hasExports).map(({ input }) => input);
}

/** Real paths of all files a load may read: what is found below the inputs, links followed, and what was loaded before. */
export function exportPaths(inputs: readonly string[], known: readonly CatalogueEntry[]): string[] {
  return [...discoverFiles(inputs).files.map(({ fullPath }) => fullPath), ...known.map((entry) => entry.full_path)];
}

/** Moves the new tables into the store. Files there are named by content, so this changes nothing that is catalogued. */
export function storeTables(newTables: readonly NewTable[], store: string): void {
  for (const { entry, parquet } of newTables) {
    if (parquet === '') continue;
    const target = join(store, entry.dataset, entry.stored_as);
    mkdirSync(dirname(target), { recursive: true });
    if (!existsSync(target)) renameSync(parquet, target);
  }
}

/** A path whose content is unchanged is not read again, unless the settings have changed. */
async function planLoads(discovery: Discovery, request: IngestRequest): Promise<{ toLoad: HashedFile[]; found: FoundFile[] }> {
  const known = new Map(request.known.map((entry) => [entry.full_path, entry]));
  const toLoad: HashedFile[] = [];
  const hashes = new Map<string, string>();
  for (const found of [...discovery.files, ...outdatedFiles(discovery, request)]) {
    const before = known.get(found.fullPath);
    const file = asWidelySeen(found, before);
    const sha256 = await hashExport(file);
    hashes.set(file.fullPath, sha256);
    const isUnchanged = before?.sha256 === sha256 && before.fingerprint === request.settings.fingerprint && before.path === file.path;
    if (!isUnchanged) toLoad.push({ file, sha256 });
  }
  const found = discovery.files.map(({ fullPath, path }) => ({ full_path: fullPath, path, sha256: hashes.get(fullPath) ?? '' }));
  return { toLoad, found };
}

/** A file found below a narrower input folder than before keeps its longer path, so that the order of runs does not matter. */
function asWidelySeen(file: InputFile, before: CatalogueEntry | undefined): InputFile {
  if (!before || before.path.length <= file.path.length) return file;
  return { ...file, path: before.path, place: { date: before.place_date, fineness: before.place_fineness } };
}

/** Files of earlier runs that were read with other settings: read again where they still are. */
function outdatedFiles(discovery: Discovery, request: IngestRequest): InputFile[] {
  const found = new Set(discovery.files.map((file) => file.fullPath));
  const outdated = request.known.filter(
    (entry) => entry.fingerprint !== request.settings.fingerprint && !found.has(entry.full_path) && existsSync(entry.full_path),
  );
  const inputs = [...new Set(outdated.map((entry) => entry.full_path))];
  return discoverFiles(inputs).files.map((file) => {
    const entry = outdated.find((each) => each.full_path === file.fullPath);
    return entry ? { ...file, path: entry.path, place: { date: entry.place_date, fineness: entry.place_fineness } } : file;
  });
}

/** Catalogue entries by the places of their files, the tables of a file in its own order. */
export function inExportOrder(entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  const place = (entry: CatalogueEntry): Parameters<typeof compareExports>[0] => ({
    place: { date: entry.place_date, fineness: entry.place_fineness },
    path: entry.path,
    fullPath: entry.full_path,
  });
  return [...entries].sort((left, right) => compareExports(place(left), place(right)) || left.table_index - right.table_index);
}

function badFilesError(badFiles: readonly BadFile[]): UserError {
  const list = badFiles.map((bad) => `  ${bad.message}`).join('\n');
  return new UserError(
    `${badFiles.length} file(s) cannot be read as exports; nothing was loaded:\n${list}\nCorrect or remove them, for an export of another system add the mapping that fieldreview map FILE proposes, or set quality.skip_bad_files: true to go on without them.`,
    exitCodes.data,
  );
}
