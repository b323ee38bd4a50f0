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
  for (const path of changedFiles(before.entries, now.entries)) {
    const entries = exchanged(inputs.entries, now.entries, (entry) => entry.full_path === path);
    const group = [...before.entries, ...now.entries].filter((entry) => entry.full_path === path);
    add({ kind: 'file', names: [group.at(-1)?.path ?? path] }, { ...inputs, entries }, datasetsOf(group));
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
  const changed = new Set(changedFiles(before.entries, now.entries));
  let { entries } = before;
  const grouped = contracts.flatMap(({ dataset }): Step[] => {
    const own = files.filter(({ datasets }) => datasets.includes(dataset));
    if (own.length === 0) return [];
    entries = exchanged(entries, now.entries, (entry) => entry.dataset === dataset && changed.has(entry.full_path));
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

/** Real paths of files that are new, gone, or of new content or place, in export order. */
function changedFiles(before: readonly CatalogueEntry[], now: readonly CatalogueEntry[]): string[] {
  const paths = [...new Set(inExportOrder([...before, ...now]).map((entry) => entry.full_path))];
  return paths.filter((path) => identityOf(before, path) !== identityOf(now, path));
}

/** What a file is by itself, however it is read. */
function identityOf(entries: readonly CatalogueEntry[], path: string): string {
  const [first] = entries.filter((entry) => entry.full_path === path);
  return first === undefined ? '' : [first.sha256, first.path, first.place_date, first.place_fineness].join('\n');
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

/** The entries, those of one kind as the others have them. */
function exchanged(
  entries: readonly CatalogueEntry[],
  others: readonly CatalogueEntry[],
  isMeant: (entry: CatalogueEntry) => boolean,
): CatalogueEntry[] {
  return inExportOrder([...entries.filter((entry) => !isMeant(entry)), ...others.filter(isMeant)]);
}

function datasetsOf(entries: readonly CatalogueEntry[]): string[] {
  return [...new Set(entries.map(({ dataset }) => dataset))].filter((dataset) => dataset !== '');
}
