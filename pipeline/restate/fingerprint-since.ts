import type { Policy } from '../config/policy.js';
import { contracts } from '../contracts/index.js';
import type { Model } from '../transform/models.js';
import type { CatalogueEntry } from '../warehouse/catalogue.js';
import type { Database } from '../warehouse/database.js';
import type { FigureInputs } from './figure-inputs.js';
import { type Fingerprint, modelsBehindFigures, readFingerprint, stagingRelations } from './fingerprint.js';

/** What was seen of the exports before, of the same cut-off. */
export interface SeenBefore {
  readonly inputs: FigureInputs;
  readonly fingerprint: Fingerprint;
}

/**
 * Fingerprint of the staging views of the warehouse, which must be there with their parameters; of relations that see nothing of the files added
 * since it is the one of before, so that a new month costs what is new.
 */
export async function fingerprintSince(database: Database, policy: Policy, inputs: FigureInputs, before: SeenBefore): Promise<Fingerprint> {
  if (hasSameRows(before.inputs, inputs)) return before.fingerprint;
  const relations = stagingRelations(modelsBehindFigures(policy));
  const touched: string[] = [];
  for (const relation of relations) {
    const isSame = seesAlike(before.inputs, inputs) && (await isUntouched(database, relation, before.inputs.entries, inputs.entries));
    if (!isSame || before.fingerprint[relation.name] === undefined) touched.push(relation.name);
  }
  const anew = await readFingerprint(database, policy, touched);
  return Object.fromEntries(relations.map(({ name }) => [name, anew[name] ?? before.fingerprint[name] ?? '']));
}

/** Whether both read the same rows and see the same of them, so that their fingerprints are one. */
export function hasSameRows(one: FigureInputs, other: FigureInputs): boolean {
  const text = ({ register, entries }: FigureInputs): string => JSON.stringify([register, entries.map((entry) => entry.stored_as)]);
  return seesAlike(one, other) && text(one) === text(other);
}

/** Whether both see the same of the same files. */
function seesAlike(one: FigureInputs, other: FigureInputs): boolean {
  const text = ({ productVersion, policy, time, configuration }: FigureInputs): string =>
    JSON.stringify([productVersion, policy, time.asOf, configuration.privacy.staff]);
  return text(one) === text(other);
}

/**
 * Whether a relation is what it was although files were added: what it says of a row follows from that row of one dataset alone, it shows no
 * row of an added file, and none of their keys was known. Only the rows of the added files and the keys that came again are looked at.
 */
async function isUntouched(
  database: Database,
  relation: Model,
  before: readonly CatalogueEntry[],
  now: readonly CatalogueEntry[],
): Promise<boolean> {
  const dataset = onlyDataset(relation);
  if (dataset === undefined) return false;
  const files = (entries: readonly CatalogueEntry[]): string[] =>
    entries.filter((entry) => entry.dataset === dataset).map((entry) => entry.stored_as);
  const added = addedFiles(files(before), files(now));
  if (added === undefined || added.length === 0) return added !== undefined;
  const isAdded = `file_index in (${added.join(', ')})`;
  const { is_touched } = await database.row<{ is_touched: boolean }>(
    `select exists (select 1 from ${relation.name} where ${isAdded})
      or exists (select 1 from fates_${dataset} group by first_place having bool_or(${isAdded}) and not bool_and(${isAdded})) as is_touched`,
  );
  return !is_touched;
}

/** The dataset a staging relation lets through row by row, with nothing of any other. */
export function onlyDataset({ reads }: Model): string | undefined {
  const [source, another] = reads.filter((name) => name !== 'parameters');
  return another === undefined ? contracts.find(({ dataset }) => source === `raw_${dataset}`)?.dataset : undefined;
}

/** Places in export order of the files that were added; undefined where one is gone or the others changed their order. */
export function addedFiles(before: readonly string[], now: readonly string[]): number[] | undefined {
  let met = 0;
  const added: number[] = [];
  for (const [place, file] of now.entries()) {
    if (file === before[met]) met++;
    else added.push(place);
  }
  return met === before.length ? added : undefined;
}
