import type { MoveReason } from '../../reports/management-review/report-data.js';
import { contracts } from '../contracts/index.js';
import { inExportOrder } from '../ingest/ingest.js';
import type { CatalogueEntry } from '../warehouse/catalogue.js';
import { decidingSettings, type FigureInputs, isComputedWith, readingKeys, withSetting } from './figure-inputs.js';

/** One change on the way from the inputs of a publication to those of the next. */
export interface Step {
  readonly reason: MoveReason;
  /** Of a step that changes files: whose rows. */
  readonly datasets: readonly string[];
  /** The inputs once the change is made. */
  readonly inputs: FigureInputs;
}

/**
 * The changes between two sets of inputs, each on top of those before: files in export order, then what is read otherwise
 * by changed settings, the register, the settings by name, the cut-off. The version is none of them: the program cannot
 * go back to an older one, so `before` is taken as computed by this one.
 */
export function planSteps(before: FigureInputs, now: FigureInputs): Step[] {
  const steps: Step[] = [];
  let inputs: FigureInputs = { ...before, productVersion: now.productVersion };
  const add = (reason: MoveReason, next: FigureInputs, datasets: readonly string[] = []): void => {
    inputs = next;
    steps.push({ reason, datasets, inputs });
  };
  const exchange = exchanger(before.entries, now.entries);
  for (const group of changedFiles(before.entries, now.entries)) {
    const [path] = group.map((entry) => entry.full_path);
    const entries = exchange(inputs.entries, (entry) => entry.full_path === path);
    add({ kind: 'file', names: group.slice(-1).map((entry) => entry.path) }, { ...inputs, entries }, datasetsOf(group));
  }
  addReadingStep(before, now, () => inputs, add);
  if (before.register !== now.register) add({ kind: 'register', names: [] }, { ...inputs, register: now.register });
  for (const key of changedSettings(inputs, now).filter(isComputedWith))
    add({ kind: 'configuration', names: [key] }, withSetting(inputs, key, now));
  if (before.time.asOf !== now.time.asOf) {
    add({ kind: 'cut_off', names: [before.time.asOf, now.time.asOf] }, { ...inputs, time: now.time });
  }
  return steps.map((step, index) => (index === steps.length - 1 ? { ...step, inputs: now } : step));
}

/** The steps with those that change files replaced by one a dataset, for when there are too many to follow. */
export function byDataset(steps: readonly Step[], before: FigureInputs, now: FigureInputs): Step[] {
  const files = steps.filter(isFileStep);
  const changed = new Set(changedFiles(before.entries, now.entries).flatMap((group) => group.map((entry) => entry.full_path)));
  const exchange = exchanger(before.entries, now.entries);
  let { entries } = before;
  const grouped = contracts.flatMap(({ dataset }): Step[] => {
    const own = files.filter(({ datasets }) => datasets.includes(dataset));
    if (own.length === 0) return [];
    entries = exchange(entries, (entry) => entry.dataset === dataset && changed.has(entry.full_path));
    const names = [dataset, ...own.flatMap(({ reason }) => reason.names)];
    const inputs = { ...before, productVersion: now.productVersion, entries };
    return [{ reason: { kind: 'dataset', names }, datasets: [dataset], inputs }];
  });
  return [...grouped, ...steps.filter((step) => !isFileStep(step))];
}

/** Everything that changed as one reason, for inputs whose states between cannot be computed. */
export function allTogether(steps: readonly Step[]): MoveReason {
  return { kind: 'together', names: steps.flatMap(({ reason }) => reason.names) };
}

export function isFileStep({ reason }: Step): boolean {
  return reason.kind === 'file' || reason.kind === 'dataset';
}

/** The entries, old and new, of each file that is new, gone, or of new content or place, in export order. */
function changedFiles(before: readonly CatalogueEntry[], now: readonly CatalogueEntry[]): CatalogueEntry[][] {
  const [old, current] = [identities(before), identities(now)];
  const files = new Map<string, CatalogueEntry[]>();
  for (const entry of inExportOrder([...before, ...now])) {
    if (old.get(entry.full_path) === current.get(entry.full_path)) continue;
    files.set(entry.full_path, [...(files.get(entry.full_path) ?? []), entry]);
  }
  return [...files.values()];
}

/** What each file is by itself, however it is read, by its real path. */
function identities(entries: readonly CatalogueEntry[]): Map<string, string> {
  return new Map(
    entries.map(({ full_path, sha256, path, place_date, place_fineness }) => [
      full_path,
      [sha256, path, place_date, place_fineness].join('\n'),
    ]),
  );
}

/** Entries of the same files that other settings read otherwise. */
function addReadingStep(
  before: FigureInputs,
  now: FigureInputs,
  current: () => FigureInputs,
  add: (reason: MoveReason, next: FigureInputs, datasets?: readonly string[]) => void,
): void {
  const [old, read] = [current().entries, now.entries].map((entries) => new Set(entries.map((entry) => entry.stored_as)));
  const reread = [...current().entries, ...now.entries].filter(({ stored_as }) => !(old?.has(stored_as) && read?.has(stored_as)));
  if (reread.length === 0) return;
  const changed = changedSettings(before, now);
  const keys = readingKeys.filter((key) => changed.includes(key));
  const next = keys.reduce((inputs, key) => withSetting(inputs, key, now), { ...current(), entries: now.entries });
  const isByVersion = keys.length === 0 && before.productVersion !== now.productVersion;
  const names = keys.length > 0 ? keys : ['privacy.key_file'];
  add(
    isByVersion ? { kind: 'version', names: [before.productVersion, now.productVersion] } : { kind: 'configuration', names },
    next,
    datasetsOf(reread),
  );
}

/** Names of the settings that differ, in the order of their names. */
function changedSettings(before: FigureInputs, now: FigureInputs): string[] {
  const [old, current] = [decidingSettings(before), decidingSettings(now)];
  return [...new Set([...old.keys(), ...current.keys()])].filter((key) => textOf(old.get(key)) !== textOf(current.get(key))).sort();
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

/** Puts the new entries of one kind in the place of the old ones; the export order of all is found once. */
function exchanger(before: readonly CatalogueEntry[], now: readonly CatalogueEntry[]) {
  const rank = new Map(inExportOrder([...before, ...now]).map((entry, index) => [entry, index]));
  return (entries: readonly CatalogueEntry[], isMeant: (entry: CatalogueEntry) => boolean): CatalogueEntry[] =>
    [...entries.filter((entry) => !isMeant(entry)), ...now.filter(isMeant)].sort(
      (left, right) => (rank.get(left) ?? 0) - (rank.get(right) ?? 0),
    );
}

function datasetsOf(entries: readonly CatalogueEntry[]): string[] {
  return [...new Set(entries.map(({ dataset }) => dataset))].filter((dataset) => dataset !== '');
}
