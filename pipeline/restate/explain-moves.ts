import type { Figure, MovedFigure, MoveReason, MoveStep } from '../../reports/management-review/report-data.js';
import { modelsToRun } from '../compute-period.js';
import type { Period } from '../config/periods.js';
import { type FigureFamily, figureFamilies } from '../publish/figure-families.js';
import { isOfFamilies } from '../publish/figures.js';
import { type FigureInputs, rulesOf } from './figure-inputs.js';
import { stagingRelations } from './fingerprint.js';
import { allTogether, byDataset, isFileStep, planSteps, type Step } from './plan-steps.js';
import { type Recompute, UnreadableInputs } from './recomputation.js';

type Figures = ReadonlyMap<string, Figure>;

/** The figures of a period with what they follow from. */
export interface Stated {
  readonly inputs: FigureInputs;
  /** Accounting excepted. */
  readonly figures: Figures;
}

/** Files that are followed one by one; of more each dataset is one step. */
export const mostFileSteps = 12;
/** Files that are looked at one by one for whether they bring anything that was known at the cut-off. */
const mostLookedAt = 60;

/**
 * The figures that differ between two statements on a period, by id, each with the changes that moved it: the inputs are
 * exchanged one change after the other and the figures computed at each stop, so that a chain of values leads from the old
 * to the new and the reasons add up to the difference whatever the arithmetic (docs/decisions/0017).
 */
export async function explainMoves(recompute: Recompute, period: Period, before: Stated, now: Stated): Promise<MovedFigure[]> {
  const ids = movedIds(before.figures, now.figures);
  if (ids.length === 0) return [];
  const families = figureFamilies.filter((family) => ids.some(isOfFamilies([family])));
  const stops = await computeStops(recompute, period, before, now, families);
  return ids.map((id) => ({
    figure: id,
    unit: (now.figures.get(id) ?? before.figures.get(id))?.unit ?? 'count',
    old_value: figureValue(before.figures, id),
    new_value: figureValue(now.figures, id),
    steps: stepsOf(id, before.figures, stops),
  }));
}

/** Ids of the figures whose value differs, in order; one that is absent has no value. */
export function movedIds(before: Figures, now: Figures): string[] {
  const ids = [...now.keys(), ...[...before.keys()].filter((id) => !now.has(id))];
  const moved = ids.filter((id) => figureValue(before, id) !== figureValue(now, id));
  return moved.sort((left, right) => (left < right ? -1 : 1));
}

/** The figures once a change has been made. */
interface Stop {
  readonly reason: MoveReason;
  readonly figures: Figures;
}

async function computeStops(
  recompute: Recompute,
  period: Period,
  before: Stated,
  now: Stated,
  families: readonly FigureFamily[],
): Promise<Stop[]> {
  const start: FigureInputs = { ...before.inputs, productVersion: now.inputs.productVersion };
  const planned = planSteps(before.inputs, now.inputs);
  const versions = [before.inputs.productVersion, now.inputs.productVersion];
  const isOlder = versions[0] !== versions[1];
  try {
    const stops: Stop[] = [
      {
        // Of one version the same inputs must give the same figures; if not, that is said and not hidden in another reason.
        reason: isOlder ? { kind: 'version', names: versions } : { kind: 'unexplained', names: [] },
        figures: await recompute.figures(period, start, families),
      },
    ];
    const steps = await effectiveSteps(recompute, period, start, now.inputs, planned, families);
    for (const [index, { reason, inputs }] of steps.entries()) {
      const isLast = index === steps.length - 1;
      stops.push({ reason, figures: isLast ? now.figures : await recompute.figures(period, inputs, families) });
    }
    return [...stops, { reason: { kind: 'unexplained', names: [] }, figures: now.figures }];
  } catch (error) {
    if (!(error instanceof UnreadableInputs)) throw error;
    const { kind, names } = allTogether(planned);
    return [{ reason: { kind, names: [...(isOlder ? versions : []), ...names] }, figures: now.figures }];
  }
}

/** The steps without those that change nothing the figures can see, the files by dataset where there are many. */
async function effectiveSteps(
  recompute: Recompute,
  period: Period,
  start: FigureInputs,
  now: FigureInputs,
  planned: readonly Step[],
  families: readonly FigureFamily[],
): Promise<Step[]> {
  const relations = relationsBehind(period, start, families);
  const files = planned.filter((step) => isFileStep(step) && step.datasets.some((dataset) => relations.has(dataset)));
  const others = planned.filter((step) => !isFileStep(step));
  if (files.length === 0) return others;
  const end = planned.filter(isFileStep).at(-1)?.inputs ?? start;
  const names = [...new Set(files.flatMap(({ datasets }) => datasets.flatMap((dataset) => relations.get(dataset) ?? [])))];
  const [first, last] = [await recompute.fingerprint(period, start, names), await recompute.fingerprint(period, end, names)];
  const hasChanged = (dataset: string): boolean => (relations.get(dataset) ?? []).some((name) => first[name] !== last[name]);
  const candidates = files.filter(({ datasets }) => datasets.some(hasChanged));
  const grouped = (steps: readonly Step[]): Step[] =>
    byDataset(steps, start, now).filter(({ datasets: [dataset = ''] }) => hasChanged(dataset));
  if (candidates.length === 1) return [...candidates, ...others];
  if (candidates.length > mostLookedAt) return [...grouped(candidates), ...others];
  const visible = await visibleSteps(recompute, period, start, candidates, relations);
  return [...(visible.length > mostFileSteps ? grouped(visible) : visible), ...others];
}

/** Those of the steps that change files after which the models see other rows. */
async function visibleSteps(
  recompute: Recompute,
  period: Period,
  start: FigureInputs,
  steps: readonly Step[],
  relations: ReadonlyMap<string, readonly string[]>,
): Promise<Step[]> {
  const namesOf = ({ datasets }: Step): string[] => datasets.flatMap((dataset) => relations.get(dataset) ?? []);
  let seen = await recompute.fingerprint(period, start, [...new Set(steps.flatMap(namesOf))]);
  const visible: Step[] = [];
  for (const step of steps) {
    const print = await recompute.fingerprint(period, step.inputs, namesOf(step));
    if (Object.entries(print).some(([name, digest]) => seen[name] !== digest)) visible.push(step);
    seen = { ...seen, ...print };
  }
  return visible;
}

/** The staging relations behind the figures of some families, by the dataset they read. */
function relationsBehind(period: Period, inputs: FigureInputs, families: readonly FigureFamily[]): Map<string, string[]> {
  const behind = modelsToRun(
    rulesOf(period, inputs).policy,
    families.map(({ metric }) => metric),
  );
  const relations = new Map<string, string[]>();
  for (const { name, reads } of stagingRelations(behind)) {
    for (const dataset of reads.flatMap(datasetOf)) {
      relations.set(dataset, [...(relations.get(dataset) ?? []), name]);
    }
  }
  return relations;
}

/** The dataset whose files a source relation is made from; none for the register. */
function datasetOf(relation: string): string[] {
  if (relation === 'raw_action_versions' || relation === 'raw_newest_actions') return ['actions'];
  const [, dataset] = /^raw_(\w+)$/.exec(relation) ?? [];
  return dataset === undefined ? [] : [dataset];
}

function stepsOf(id: string, before: Figures, stops: readonly Stop[]): MoveStep[] {
  let value = figureValue(before, id);
  const steps: MoveStep[] = [];
  for (const { reason, figures } of stops) {
    const next = figureValue(figures, id);
    if (next !== value) steps.push({ reason, value_before: value, value_after: next });
    value = next;
  }
  return steps;
}

function figureValue(figures: Figures, id: string): number | null {
  return figures.get(id)?.value ?? null;
}
