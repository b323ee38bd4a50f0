import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { type Configuration, configurationFileName } from '../config/configuration.js';
import { UserError } from '../errors.js';
import { nameBelow } from '../name-below.js';
import { printable } from '../printable.js';
import { lockName } from '../warehouse/layout.js';
import { compareExports, type ExportPlace, exportPlace } from './export-order.js';

export type FileForm = 'delimited' | 'gzip' | 'workbook' | 'parquet' | 'old_workbook';

export interface InputFile {
  /** Real path on this machine: the identity of the file. */
  readonly fullPath: string;
  /** Path below the input folder it was found in, with `/`; the base name for a file named directly. */
  readonly path: string;
  readonly form: FileForm;
  readonly place: ExportPlace;
}

export interface Discovery {
  /** In export order. */
  readonly files: readonly InputFile[];
  /** The inputs as they were named, each with the real paths of the files of a known form in it. */
  readonly inputs: readonly { readonly input: string; readonly fullPaths: readonly string[] }[];
  /** Files that are no export of a known form, by path; reported, never ignored in silence. */
  readonly ignored: readonly string[];
}

/**
 * Finds the exports in files and folders, searched in depth. A path that does not exist is a usage error. The files the
 * configuration names are no exports, and nobody has to be told so.
 */
export function discoverFiles(inputs: readonly string[], configuration?: Configuration): Discovery {
  const known = configuredFiles(configuration);
  const files = new Map<string, InputFile>();
  const ignored = new Set<string>();
  const below = inputs.map((input) => ({ input, located: findBelow(input) }));
  for (const { isThere, ...found } of below.flatMap(({ located }) => located)) {
    const form = isThere ? formOf(found.path) : undefined;
    if (form && isFurther(found, files.get(found.fullPath))) files.set(found.fullPath, { ...found, form });
    if (!form && basename(found.path) !== configurationFileName && !known.has(found.fullPath)) ignored.add(found.path);
  }
  return {
    files: [...files.values()].sort(compareExports),
    inputs: below.map(({ input, located }) => ({
      input,
      fullPaths: located.map(({ fullPath }) => fullPath).filter((path) => files.has(path)),
    })),
    ignored: [...ignored].sort(),
  };
}

/** Real paths of the files a configuration names, as far as they are there. */
function configuredFiles(configuration: Configuration | undefined): Set<string> {
  const named = [configuration?.calendar, configuration?.policy, configuration?.privacy.key_file];
  return new Set(named.flatMap((file) => (file !== undefined && existsSync(file) ? [realpathSync(file)] : [])));
}

type Located = Omit<InputFile, 'form'> & { readonly isThere: boolean };

function findBelow(input: string): Located[] {
  const root = resolve(input);
  const state = statSync(root, { throwIfNoEntry: false });
  if (!state) throw new UserError(`${printable(input)}: no such file or folder. Name an existing export or folder with --input.`);
  if (state.isFile()) return [located(dirname(root), root, basename(root))];
  if (!state.isDirectory())
    throw new UserError(`${printable(input)}: neither a file nor a folder. Name an existing export or folder with --input.`);
  return listFiles(root, new Set()).map((file) => located(root, file, nameBelow(root, file) ?? file));
}

function located(root: string, file: string, path: string): Located {
  const names = path.split('/').reverse();
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  return { fullPath: isThere ? realpathSync(file) : file, path, isThere, place: exportPlace([...names, basename(root)]) };
}

/** `above`: real paths of the folders on the way here, so that a link back to one of them is no endless way down. */
function listFiles(folder: string, above: ReadonlySet<string>): string[] {
  const real = realpathSync(folder);
  if (above.has(real)) return [];
  const isOutput = existsSync(join(folder, lockName));
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !name.startsWith('~$') && !(isOutput && isResult(folder, name)))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? listFiles(path, new Set([...above, real])) : [path];
    });
}

const results = new Set(['store', 'rejects', 'backup', 'index.html', 'actions.xlsx', 'warehouse.duckdb', 'warehouse.duckdb.wal']);

/** In a folder that runs write to, what they left there is no export (interface.md, "What a run leaves"). */
function isResult(folder: string, name: string): boolean {
  return results.has(name) || existsSync(join(folder, name, 'figures.json'));
}

function formOf(path: string): FileForm | undefined {
  const name = basename(path).toLowerCase();
  if (name.endsWith('.csv.gz') || name.endsWith('.tsv.gz')) return 'gzip';
  const forms: Record<string, FileForm> = {
    '.csv': 'delimited',
    '.tsv': 'delimited',
    '.xlsx': 'workbook',
    '.parquet': 'parquet',
    '.xls': 'old_workbook',
  };
  return forms[extname(name)];
}

/** A file found below two inputs goes by its longer path, whichever input was named first. */
function isFurther(found: Omit<InputFile, 'form'>, before: InputFile | undefined): boolean {
  return before === undefined || found.path.length > before.path.length;
}
