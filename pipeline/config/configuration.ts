import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../errors.js';
import { parseDocumentBySchema } from './configuration-document.js';
import { configurationSchema, type WrittenConfiguration } from './configuration-schema.js';
import type { Mapping } from './mapping.js';
import { settleMapping } from './settle-mapping.js';

/** The files a configuration names. */
interface ConfiguredFiles {
  readonly calendar?: string;
  readonly policy?: string;
  readonly key_file?: string;
}

/** The keys of interface.md with their defaults. Paths are absolute; `as_written` keeps them as the file has them. */
export interface Configuration extends Omit<WrittenConfiguration, 'calendar' | 'policy' | 'mappings' | 'privacy' | 'enums' | 'columns'> {
  readonly calendar?: string;
  readonly policy?: string;
  readonly privacy: { readonly staff: 'show' | 'mask'; readonly key_file?: string };
  /** Column → canonical value → added words. */
  readonly enums: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Dataset → column → added headers. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly mappings: readonly Mapping[];
  readonly as_written: ConfiguredFiles;
}

export const configurationFileName = 'fieldreview.yaml';

/** Reads the configuration in force: `path`, else the file found beside the work or the data, else the defaults. */
export function loadConfiguration(path: string | undefined, inputFolders: readonly string[], workingFolder: string): Configuration {
  const file = path === undefined ? findConfiguration(inputFolders, workingFolder) : resolve(workingFolder, path);
  return file === undefined ? parseConfiguration('', join(workingFolder, configurationFileName)) : readConfiguration(file);
}

/** `fieldreview.yaml` in the working folder, else in the first of the inputs that is a folder. */
export function findConfiguration(inputFolders: readonly string[], workingFolder: string): string | undefined {
  const firstFolder = inputFolders.map((folder) => resolve(workingFolder, folder)).find((folder) => isThere(folder, 'folder'));
  const folders = firstFolder === undefined ? [workingFolder] : [workingFolder, firstFolder];
  return folders.map((folder) => join(folder, configurationFileName)).find((file) => isThere(file, 'file'));
}

/** Parses the text of a configuration file; `file` names it in errors and is where relative paths start. */
export function parseConfiguration(text: string, file: string): Configuration {
  return settle(parseDocumentBySchema(text, file, configurationSchema), dirname(resolve(file)));
}

/** A configuration kept by an earlier run, with the defaults of the settings it did not know yet. */
export function completeConfiguration(kept: Partial<Configuration>): Configuration {
  const defaults = parseConfiguration('', configurationFileName);
  const { defects, quality, fault_codes, privacy, actions, report } = defaults;
  return {
    ...defaults,
    ...kept,
    defects: { ...defects, ...kept.defects },
    quality: { ...quality, ...kept.quality },
    fault_codes: { ...fault_codes, ...kept.fault_codes },
    privacy: { ...privacy, ...kept.privacy },
    actions: { ...actions, ...kept.actions },
    report: { ...report, ...kept.report },
  };
}

function readConfiguration(file: string): Configuration {
  return parseConfiguration(decode(readBytes(file), file), file);
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file}: the configuration cannot be read (${reason}); give --config the path of a YAML file`);
  }
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${file}: the configuration is not UTF-8 text; save it as UTF-8 and run again`);
  }
}

function isThere(path: string, kind: 'file' | 'folder'): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return kind === 'file' ? found?.isFile() === true : found?.isDirectory() === true;
}

function settle(written: WrittenConfiguration, folder: string): Configuration {
  const { calendar, policy, enums, columns, mappings, privacy, ...settings } = written;
  const asWritten = given({ calendar, policy, key_file: privacy.key_file });
  const { key_file, ...paths } = Object.fromEntries(Object.entries(asWritten).map(([name, path]) => [name, resolve(folder, path)]));
  return {
    ...settings,
    ...paths,
    privacy: { staff: privacy.staff, ...given({ key_file }) },
    enums: twoLevels(enums),
    columns: twoLevels(columns),
    mappings: mappings.map(settleMapping),
    as_written: asWritten,
  };
}

function twoLevels(settings: Record<string, Record<string, string[] | undefined> | undefined>): Record<string, Record<string, string[]>> {
  return Object.fromEntries(Object.entries(given(settings)).map(([name, entries]) => [name, given(entries)]));
}

/** The entries that have a value. */
function given<Value>(entries: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
