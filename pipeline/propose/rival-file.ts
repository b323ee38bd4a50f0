import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Configuration } from '../config/configuration.js';
import { findMappings } from '../config/configuration-mappings.js';
import type { Mapping } from '../config/mapping.js';
import { contractOf } from '../contracts/index.js';
import { UserError } from '../errors.js';
import { matchHeaders } from '../ingest/headers.js';
import { headerSearchRows } from '../ingest/table-head.js';
import { nameBelow } from '../name-below.js';
import { fileToMap, readSamples, type SampledTable } from './sampled-tables.js';

/** Folders beside that of the file that are looked into. */
const mostFolders = 50;

export interface RivalRequest {
  /** The file a mapping is proposed for. */
  readonly file: string;
  /** The proposed mappings; their pattern is one of base names. */
  readonly mappings: readonly Mapping[];
  /** The pattern with its folder: a file that this one fits as well is no rival, it would not keep it out. */
  readonly patternInFolder: string;
  readonly configuration: Configuration;
  readonly workingFolder: string;
}

/**
 * A file in a folder beside that of `file`, by its path from there, whose name the pattern of the mappings fits and whose headers none of
 * them does: an export of another system. Only folders below the working folder are looked into.
 */
export async function findRival({
  file,
  mappings,
  patternInFolder,
  configuration,
  workingFolder,
}: RivalRequest): Promise<string | undefined> {
  const own = dirname(resolve(file));
  const parent = dirname(own);
  if (own === parent || nameBelow(workingFolder, parent) === undefined) return undefined;
  const others = readdirSync(parent, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && join(parent, entry.name) !== own,
  );
  for (const { name: folder } of others.slice(0, mostFolders)) {
    const inFolder = mappings.map((mapping) => ({ ...mapping, files: patternInFolder }));
    const isKeptOut = (each: string): boolean => findMappings(inFolder, `${folder}/${each}`).length === 0;
    const name = namesIn(join(parent, folder)).find((each) => findMappings(mappings, each).length > 0 && isKeptOut(each));
    if (name === undefined) continue;
    const tables = await samplesOf(join(parent, folder, name));
    if (tables !== undefined && !mappings.some((mapping) => fits(mapping, tables, configuration))) return `${folder}/${name}`;
  }
  return undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    // A folder that may not be read is none of the exports that a run would read.
    return [];
  }
}

/** Undefined for what is no table: nothing can be said of its headers. */
async function samplesOf(path: string): Promise<SampledTable[] | undefined> {
  try {
    return await readSamples(fileToMap(path));
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function fits(mapping: Mapping, tables: readonly SampledTable[], { columns: aliases }: Configuration): boolean {
  const contract = contractOf(mapping.dataset);
  return tables.some(({ readings }) =>
    readings.some((rows) =>
      rows.slice(0, headerSearchRows).some((cells) => matchHeaders(contract, cells, { aliases, mapping }).missing.length === 0),
    ),
  );
}
