import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../errors.js';
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
  /** Files that are no export of a known form, by path; reported, never ignored in silence. */
  readonly ignored: readonly string[];
}

/** Finds the exports in files and folders, searched in depth. A path that does not exist is a usage error. */
export function discoverFiles(inputs: readonly string[]): Discovery {
  const files = new Map<string, InputFile>();
  const ignored = new Set<string>();
  for (const input of inputs) {
    for (const found of findBelow(input)) {
      const form = formOf(found.fullPath);
      if (form) files.set(found.fullPath, { ...found, form });
      else if (!isOurs(found.fullPath)) ignored.add(found.path);
    }
  }
  return { files: [...files.values()].sort(compareExports), ignored: [...ignored].sort() };
}

function findBelow(input: string): Omit<InputFile, 'form'>[] {
  const root = resolve(input);
  const state = statSync(root, { throwIfNoEntry: false });
  if (!state) throw new UserError(`${input}: no such file or folder. Name an existing export or folder with --input.`);
  if (state.isFile()) return [located(dirname(root), root, basename(root))];
  return listFiles(root).map((file) => located(root, file, relative(root, file).split(sep).join('/')));
}

function located(root: string, file: string, path: string): Omit<InputFile, 'form'> {
  const names = path.split('/').reverse();
  return { fullPath: realpathSync(file), path, place: exportPlace([...names, basename(root)]) };
}

function listFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !name.startsWith('~$'))
    .flatMap((name) => {
      const path = join(folder, name);
      if (lstatSync(path).isSymbolicLink() && !statSync(path, { throwIfNoEntry: false })) return [];
      return statSync(path).isDirectory() ? listFiles(path) : [path];
    });
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

/** Configuration beside the exports is no export. */
function isOurs(path: string): boolean {
  return ['.yaml', '.yml', '.json', '.md'].includes(extname(path).toLowerCase());
}
