import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import { didYouMean } from '../nearest-name.js';
import { packageRoot } from '../package-root.js';
import { type ClockRecord, clockFields, type RecordFields } from './clock-fields.js';
import { parseDocumentBySchema } from './configuration-document.js';
import {
  type Condition,
  type clockGroups,
  type PolicyFile,
  policyFileSchema,
  type ShippedPolicy,
  shippedPolicySchema,
  type targetUnits,
  type WrittenClock,
} from './policy-schema.js';

export type ClockUnit = (typeof targetUnits)[number];

/** What a clock demands from a date on. Targets are in hours or days, as `unit` says. */
export interface ClockVersion {
  /** First local day it holds for; null: from ever. */
  readonly validFrom: string | null;
  /** First local day of the version after it; null: for ever. */
  readonly validUntil: string | null;
  readonly unit: ClockUnit;
  /** Null for the unit `field`, whose due is the record's own `due`. */
  readonly target: number | null;
  readonly due: string | null;
  readonly targetsByPriority: Readonly<Record<string, number>>;
  readonly when: Readonly<Record<string, Condition>>;
  readonly isPausable: boolean;
  readonly rollsToWorkingDay: boolean;
}

export interface Clock {
  readonly name: string;
  readonly group: (typeof clockGroups)[number];
  readonly record: ClockRecord;
  /** `repeating`: every decision starts the next clock (progress_update). */
  readonly kind: 'single' | 'repeating';
  readonly start: string;
  readonly stop: string | null;
  /** Field whose time brings the obligation into being, where that is not the start. */
  readonly existsFrom: string | null;
  readonly source: readonly string[];
  /** In order of time; at least one. */
  readonly versions: readonly ClockVersion[];
}

export interface Policy {
  readonly clocks: readonly Clock[];
  /** Windows of a working day, `09:00-12:00`. */
  readonly businessHours: readonly string[];
}

export const policyFileName = join(packageRoot, 'pipeline', 'config', 'data', 'policy.json');

/** The policy in force: the shipped one with the changes of the file, if any. Throws UserError. */
export function loadPolicy(file?: string): Policy {
  return file === undefined ? parsePolicy('{}', policyFileName) : parsePolicy(readText(file), file);
}

/**
 * Merges a policy file into the shipped policy. Clocks are taken in the order shipped, then packs in the order named,
 * then the file's own; a later one of the same name changes only the keys it gives, each as a whole (`when`,
 * `targets_by_priority` and `versions` are replaced, not mixed). `enabled: false` takes a clock out. A version is what
 * the one before it was, with the keys it gives, from `valid_from` on; the clock's own keys hold before the first.
 * Throws UserError with the key and the nearest name for anything unknown.
 */
export function parsePolicy(text: string, file: string): Policy {
  const shipped = shippedPolicy();
  const changes = parseDocumentBySchema(text, file, policyFileSchema);
  const layers = [shipped.clocks, ...changes.packs.map((pack) => packClocks(shipped, pack, file)), changes.clocks];
  const clocks = mergeClocks(layers).filter(([, clock]) => clock.enabled !== false);
  refuseStrangers(changes, shipped, new Map(clocks), file);
  return {
    clocks: clocks.map(([name, clock]) => settleClock(name, clock, file)),
    businessHours: changes.business_hours ?? shipped.business_hours,
  };
}

function shippedPolicy(): ShippedPolicy {
  return parseDocumentBySchema(readText(policyFileName), policyFileName, shippedPolicySchema);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `${file}: the policy cannot be read (${reason}); give "policy" in the configuration the path of a JSON or YAML file`,
    );
  }
}

function packClocks(shipped: ShippedPolicy, pack: string, file: string): Record<string, WrittenClock> {
  const found = Object.hasOwn(shipped.packs, pack) ? shipped.packs[pack] : undefined;
  if (found) return found.clocks;
  const known = Object.keys(shipped.packs);
  throw new UserError(`${file}: packs: there is no pack "${pack}"${didYouMean(pack, known) || '.'} Packs are ${known.join(', ')}.`);
}

function mergeClocks(layers: readonly Record<string, WrittenClock>[]): [string, WrittenClock][] {
  const merged = new Map<string, WrittenClock>();
  for (const layer of layers) {
    for (const [name, clock] of Object.entries(layer)) merged.set(name, { ...merged.get(name), ...clock });
  }
  return [...merged];
}

/** A clock the shipped policy does not have must be complete; a misspelt name is the likelier reason that it is not. */
function refuseStrangers(changes: PolicyFile, shipped: ShippedPolicy, clocks: ReadonlyMap<string, WrittenClock>, file: string): void {
  const known = [...Object.keys(shipped.clocks), ...Object.values(shipped.packs).flatMap((pack) => Object.keys(pack.clocks))];
  for (const name of Object.keys(changes.clocks)) {
    const clock = clocks.get(name);
    const isComplete = clock?.group !== undefined && clock.record !== undefined && clock.start !== undefined;
    if (clock === undefined || isComplete) continue;
    const hint = known.includes(name) ? '; its pack is not turned on, name it in packs.' : didYouMean(name, known) || '.';
    throw new UserError(`${file}: clocks.${name}: unknown clock${hint} A new clock needs group, record, start, stop, unit and target.`);
  }
}

function settleClock(name: string, clock: WrittenClock, file: string): Clock {
  const fail = (message: string): never => {
    throw new UserError(`${file}: clocks.${name}: ${message}`);
  };
  const record = clock.record ?? fail('record is missing; say which records the clock is for');
  const fields = clockFields[record];
  const kind = clock.kind ?? 'single';
  if (kind === 'repeating' && record !== 'tickets') fail('kind repeating is for record tickets only');
  if (kind === 'single' && clock.stop === undefined) fail('stop is missing; name the field that stops the clock');
  const times = Object.keys(fields.times);
  const timeField = (key: string, field: string): string =>
    times.includes(field) ? field : fail(`${key}: ${record} has no time field "${field}"${didYouMean(field, times)}`);
  return {
    name,
    group: clock.group ?? fail('group is missing'),
    record,
    kind,
    start: timeField('start', clock.start ?? fail('start is missing; name the field that starts the clock')),
    stop: kind === 'repeating' || clock.stop === undefined ? null : timeField('stop', clock.stop),
    existsFrom: clock.exists_from === undefined ? null : timeField('exists_from', clock.exists_from),
    source: clock.source ?? [],
    versions: settleVersions(clock).map((version) => checkVersion(version, clock, record, fields, fail)),
  };
}

/** Each version on top of the one before it. */
function settleVersions(clock: WrittenClock): (ClockVersion & { readonly written: WrittenClock })[] {
  const dated = [...(clock.versions ?? [])].sort((one, other) => (one.valid_from < other.valid_from ? -1 : 1));
  let written = clock;
  const all = [{ from: null as string | null, written }];
  for (const { valid_from, ...changes } of dated) {
    written = { ...written, ...changes };
    all.push({ from: valid_from, written });
  }
  return all.map(({ from, written }, index) => ({
    written,
    validFrom: from,
    validUntil: all[index + 1]?.from ?? null,
    unit: written.unit ?? 'hours',
    target: written.unit === 'field' ? null : (written.target ?? null),
    due: written.unit === 'field' ? (written.due ?? null) : null,
    targetsByPriority: Object.fromEntries(
      Object.entries(written.targets_by_priority ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    when: written.when ?? {},
    isPausable: written.pausable ?? false,
    rollsToWorkingDay: written.roll === 'next_working_day',
  }));
}

function checkVersion(
  { written, ...version }: ClockVersion & { readonly written: WrittenClock },
  clock: WrittenClock,
  record: ClockRecord,
  fields: RecordFields,
  fail: (message: string) => never,
): ClockVersion {
  const kind = clock.kind ?? 'single';
  if (written.unit === undefined) fail('unit is missing');
  if (version.unit === 'field') {
    if (version.due === null || !Object.hasOwn(fields.times, version.due)) {
      fail(`unit field needs due, a time field of ${record}${didYouMean(version.due ?? 'due_at', Object.keys(fields.times))}`);
    }
  } else if (version.target === null) fail('target is missing');
  const targets = [...(version.target === null ? [] : [version.target]), ...Object.values(version.targetsByPriority)];
  const isDays = version.unit === 'days' || version.unit === 'working_days';
  if (isDays && !targets.every(Number.isInteger)) fail(`a target in ${version.unit} must be a whole number`);
  if (targets.some((value) => Math.round(value * 3600) < 1)) fail('a target must be at least one second');
  if (Object.keys(version.targetsByPriority).length > 0 && record !== 'tickets') fail('targets_by_priority is for record tickets only');
  if (kind === 'repeating' && version.unit !== 'hours') fail('a repeating clock needs unit hours');
  if (kind === 'repeating' && version.isPausable !== (clock.pausable ?? false))
    fail('pausable must not change between the versions of a repeating clock');
  if (version.isPausable && record !== 'tickets') fail('pausable is for record tickets only');
  for (const [field, condition] of Object.entries(version.when)) checkCondition(field, condition, record, fields, fail);
  return version;
}

function checkCondition(
  field: string,
  condition: Condition,
  record: ClockRecord,
  fields: RecordFields,
  fail: (message: string) => never,
): void {
  const type = Object.hasOwn(fields.filters, field) ? fields.filters[field] : undefined;
  if (type === undefined) fail(`when: ${record} has no field "${field}"${didYouMean(field, Object.keys(fields.filters))}`);
  if (type === 'text' && (condition.below !== undefined || condition.at_least !== undefined)) {
    fail(`when.${field}: below and at_least are for numbers; use in or not_in`);
  }
}
