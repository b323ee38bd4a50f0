import type { Figure, MovedFigure, Restatement, Restatements } from '../../reports/management-review/report-data.js';
import { computePeriod, modelsToRun } from '../compute-period.js';
import { isCovered } from '../config/calendar.js';
import { type Period, parsePeriod } from '../config/periods.js';
import type { Progress } from '../progress-line.js';
import { type FigureFamily, figureFamilies } from '../publish/figure-families.js';
import { isOfFamilies } from '../publish/figures.js';
import type { Database } from '../warehouse/database.js';
import { explainMoves, movedIds, type Stated } from './explain-moves.js';
import { decidingSettings, type FigureInputs, isComputedWith, rulesOf } from './figure-inputs.js';
import { type Fingerprint, readFingerprint, stagingNames } from './fingerprint.js';
import { fingerprintSince, hasSameRows, type SeenBefore } from './fingerprint-since.js';
import { type PublicationHead, readMoves, readPublication, readPublicationHeads, writePublication } from './publications.js';
import type { Recompute } from './recomputation.js';

/** The report being published, on a warehouse that holds all exports and the publications so far. */
export interface RestateRequest {
  readonly database: Database;
  readonly period: Period;
  readonly inputs: FigureInputs;
  readonly recompute: Recompute;
  readonly progress: Progress;
}

/** A published period that ended before the reported one: what was last said of it, and what this report said before. */
interface EarlierPeriod {
  readonly period: Period;
  readonly inputs: FigureInputs;
  readonly base: Kept;
  /** The newest, if this report has spoken of the period. */
  readonly mine: Kept | undefined;
  readonly fingerprint: Fingerprint;
}

interface Kept extends Stated {
  readonly head: PublicationHead;
  readonly fingerprint: Fingerprint;
}

/** What must be looked at before the models run for the report, since it needs their parameters. */
export interface EarlierPeriods {
  readonly periods: readonly EarlierPeriod[];
  readonly unchecked: readonly string[];
}

/** Takes the fingerprints of the exports as the reports on earlier periods see them. */
export async function lookAtEarlierPeriods(request: RestateRequest): Promise<EarlierPeriods> {
  const heads = await readPublicationHeads(request.database);
  const periods: EarlierPeriod[] = [];
  const unchecked: string[] = [];
  for (const heard of earlierStatements(heads, request.period, request.inputs.time.asOf.replace(' ', 'T'))) {
    const period = parsePeriod(heard.base.period);
    const base = await readKept(request.database, heard.base);
    const inputs = { ...request.inputs, time: base.inputs.time };
    const rules = rulesOf(period, inputs);
    if (!isCovered(rules.calendar, period.firstDay, period.dayAfter)) {
      unchecked.push(period.name);
      continue;
    }
    const mine = heard.mine && (await readKept(request.database, heard.mine));
    const alike = [base, mine].find((kept) => kept !== undefined && hasSameRows(kept.inputs, inputs));
    request.progress(`looking for what moved in ${period.name}`);
    if (alike === undefined) await computePeriod(request.database, rules, stagingNames(rules.policy));
    const fingerprint = await fingerprintSince(request.database, rules.policy, inputs, alike ?? base);
    periods.push({ period, inputs, base, mine, fingerprint });
  }
  return { periods, unchecked };
}

/**
 * What moved since it was published: in the reported period against its publication before, in earlier ones against what
 * was last said of them. Keeps what is said now beside what was said before. The models must have run for the report.
 */
export async function restate(
  request: RestateRequest,
  figures: ReadonlyMap<string, Figure>,
  { periods, unchecked }: EarlierPeriods,
): Promise<Restatements> {
  const own = await restateOwn(request, withoutAccounting(figures));
  const earlier: Restatement[] = [];
  for (const period of periods) {
    const restated = await restateEarlier(request, period);
    if (restated !== null) earlier.push(await listed(request.database, restated, period.base.head));
  }
  return { own, earlier, unchecked };
}

interface Heard {
  readonly base: PublicationHead;
  readonly mine: PublicationHead | undefined;
}

/** Of every published period that ended before the report's cut-off its own last publication and the statements in force. */
export function earlierStatements(heads: readonly PublicationHead[], period: Period, asOf: string): Heard[] {
  const own = new Map(heads.filter((head) => head.period === head.report).map((head) => [head.period, head]));
  const ended = [...own.values()].filter((head) => head.period !== period.name && head.as_of < asOf);
  return ended.sort(latestFirst).flatMap((published) => {
    const statements = heads.filter((head) => head.period === published.period);
    const heard = statements.filter(
      (head) =>
        head.report === head.period || (kindOf(head.report) === period.kind && head.report !== period.name && head.report_as_of < asOf),
    );
    const base = heard.at(-1);
    const mine = statements.filter((head) => head.report === period.name).at(-1);
    return base === undefined ? [] : [{ base, mine }];
  });
}

function latestFirst(left: PublicationHead, right: PublicationHead): number {
  if (left.as_of !== right.as_of) return left.as_of < right.as_of ? 1 : -1;
  return left.period < right.period ? -1 : 1;
}

/** Readers of the monthly report do not read the weekly one: what a report says counts as said for its own kind. */
function kindOf(report: string): Period['kind'] {
  return parsePeriod(report).kind;
}

async function restateOwn(request: RestateRequest, figures: ReadonlyMap<string, Figure>): Promise<Restatement | null> {
  const { database, period, inputs, recompute } = request;
  const heads = (await readPublicationHeads(database)).filter((head) => head.period === period.name && head.report === period.name);
  const { policy } = rulesOf(period, inputs);
  const last = heads.at(-1);
  const before = last === undefined ? undefined : await readPublication(database, last);
  const fingerprint = await (before ? fingerprintSince(database, policy, inputs, before) : readFingerprint(database, policy));
  const now: Stated = { inputs, figures };
  const isSame = before !== undefined && isSameInputs(before, { inputs, fingerprint }) && movedIds(before.figures, figures).length === 0;
  if (!isSame) {
    if (before !== undefined) request.progress(`comparing ${period.name} with its publication before`);
    const moves = before === undefined ? [] : await explainMoves(recompute, period, before, now);
    const made = { period: period.name, report: period.name, report_as_of: inputs.time.asOf, fingerprint, moves, ...now };
    heads.push(await writePublication(database, made, last));
  }
  // A publication from other inputs that moved nothing does not take the last restatement off the page.
  const restated = heads.findLast((head) => head.moved > 0);
  if (restated === undefined) return null;
  return listed(
    database,
    restated,
    heads.find((head) => head.publication === restated.based_on),
  );
}

async function listed(database: Database, restated: PublicationHead, against: PublicationHead | undefined): Promise<Restatement> {
  const { publication, period } = restated;
  const provisional_as_of = against?.is_provisional ? against.as_of : null;
  return { publication, period, provisional_as_of, moves: await readMoves(database, restated) };
}

/** What moved in an earlier period since it was last spoken of; what this report says of it is kept as the newest word. */
async function restateEarlier(request: RestateRequest, earlier: EarlierPeriod): Promise<PublicationHead | null> {
  const { recompute } = request;
  const { period, inputs, base, mine } = earlier;
  if (isSameInputs(base, earlier)) {
    // Nothing to say; had this report said something, that is no longer the newest word.
    const isOutdated = mine !== undefined && mine.head.publication > base.head.publication && mine.head.moved > 0;
    if (isOutdated) await keep(request, earlier, base.figures, []);
    return null;
  }
  if (mine?.head.based_on === base.head.publication && isSameInputs(mine, earlier)) return moving(mine.head);
  request.progress(`comparing ${period.name} with what was published`);
  const figures = await figuresNow(recompute, earlier);
  const moves = await explainMoves(recompute, period, base, { inputs, figures });
  return moving(await keep(request, earlier, figures, moves));
}

/** The figures as they would be published now; where data alone differs, those it cannot have reached are as they were. */
async function figuresNow(recompute: Recompute, { period, inputs, base, fingerprint }: EarlierPeriod): Promise<Map<string, Figure>> {
  const changed = new Set(Object.keys(fingerprint).filter((relation) => fingerprint[relation] !== base.fingerprint[relation]));
  const { policy } = rulesOf(period, inputs);
  const isReached = ({ metric }: FigureFamily): boolean => modelsToRun(policy, [metric]).some(({ name }) => changed.has(name));
  const families = rulesText(base) === rulesText({ inputs }) ? figureFamilies.filter(isReached) : figureFamilies;
  const isComputed = isOfFamilies(families);
  const computed = families.length === 0 ? [] : [...(await recompute.figures(period, inputs, families))];
  return new Map([...[...base.figures].filter(([id]) => !isComputed(id)), ...computed]);
}

function moving(head: PublicationHead): PublicationHead | null {
  return head.moved > 0 ? head : null;
}

async function keep(
  request: RestateRequest,
  { period, inputs, base, fingerprint }: EarlierPeriod,
  figures: ReadonlyMap<string, Figure>,
  moves: readonly MovedFigure[],
): Promise<PublicationHead> {
  const report_as_of = request.inputs.time.asOf;
  const made = { period: period.name, report: request.period.name, report_as_of, inputs, fingerprint, figures, moves };
  return writePublication(request.database, made, base.head);
}

async function readKept(database: Database, head: PublicationHead): Promise<Kept> {
  return { head, ...(await readPublication(database, head)) };
}

/** Whether nothing differs that figures could follow from; files and register show in the fingerprint. */
function isSameInputs(one: SeenBefore, other: SeenBefore): boolean {
  return rulesText(one) === rulesText(other) && JSON.stringify(one.fingerprint) === JSON.stringify(other.fingerprint);
}

function rulesText({ inputs }: Pick<SeenBefore, 'inputs'>): string {
  const settings = [...decidingSettings(inputs)].filter(([key]) => isComputedWith(key)).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([inputs.productVersion, inputs.time.asOf, inputs.time.isProvisional, settings]);
}

function withoutAccounting(figures: ReadonlyMap<string, Figure>): Map<string, Figure> {
  return new Map([...figures].filter(([id]) => !id.startsWith('accounting.')));
}
