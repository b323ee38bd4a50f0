import { z } from 'zod';
import { enumerations } from '../contracts/enumerations.js';
import { text } from './setting-texts.js';

export const clockGroups = ['customer_response', 'repair', 'quality_information', 'followup'] as const;
export const clockRecords = ['tickets', 'complaints', 'feedback', 'revisits', 'followups'] as const;
export const targetUnits = ['hours', 'working_days', 'days', 'working_hours', 'field'] as const;

const words = z.array(text).min(1, { error: 'must name at least one value' });
// Ten years in hours: beyond it dates leave the range the warehouse holds.
const target = z.number().gt(0, { error: 'must be above 0' }).max(87_600, { error: 'must be at most 87600' });
const targetsByPriority = z.strictObject(
  Object.fromEntries(Object.keys(enumerations.priority).map((priority) => [priority, target.optional()])),
);

const date = text.refine(isDate, { error: 'must be a date such as 2026-07-01' });

/** What a field must hold; several tests in one condition must all pass. `empty` says what an empty field does (default: fails). */
const condition = z.strictObject({
  in: words.optional(),
  not_in: words.optional(),
  below: z.number().optional(),
  at_least: z.number().optional(),
  empty: z.boolean().optional(),
});

const changeable = {
  target: target.optional(),
  unit: z.enum(targetUnits).optional(),
  due: text.optional(),
  targets_by_priority: targetsByPriority.optional(),
  when: z.record(text, condition).optional(),
  pausable: z.boolean().optional(),
  roll: z.enum(['none', 'next_working_day']).optional(),
};

const version = z.strictObject({ valid_from: date, ...changeable });

const clock = z.strictObject({
  enabled: z.boolean().optional(),
  group: z.enum(clockGroups).optional(),
  record: z.enum(clockRecords).optional(),
  kind: z.enum(['single', 'repeating']).optional(),
  start: text.optional(),
  stop: text.optional(),
  exists_from: text.optional(),
  ...changeable,
  source: z.array(text).optional(),
  versions: z.array(version).optional(),
});

const clockName = text.regex(/^[a-z][a-z0-9_]*$/, { error: 'must be lower-case letters, digits and _' });
const clocks = z.record(clockName, clock);
const window = text.refine(isWindow, { error: 'must be hours of one day such as 09:00-12:00, the end after the start' });
const businessHours = z.array(window).min(1, { error: 'must hold at least one window' }).refine(isAscending, {
  error: 'must be in order and must not overlap',
});

/** A user's policy file: what it changes of the shipped policy. */
export const policyFileSchema = z.strictObject({
  packs: z.array(text).prefault([]),
  business_hours: businessHours.optional(),
  clocks: clocks.prefault({}),
});

/** The shipped policy: everything, and the packs that may be turned on. */
export const shippedPolicySchema = z.strictObject({
  business_hours: businessHours,
  clocks,
  packs: z.record(text, z.strictObject({ clocks })),
});

export type WrittenClock = z.output<typeof clock>;
export type Condition = z.output<typeof condition>;
export type PolicyFile = z.output<typeof policyFileSchema>;
export type ShippedPolicy = z.output<typeof shippedPolicySchema>;

/** Seconds after midnight at which a window `09:00-12:00` opens and closes. */
export function windowSeconds(text: string): { from: number; to: number } {
  const [from = 0, to = 0] = text.split('-').map((time) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return hours * 3600 + minutes * 60;
  });
  return { from, to };
}

function isWindow(text: string): boolean {
  if (!/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text)) return false;
  const { from, to } = windowSeconds(text);
  return from < to;
}

function isAscending(windows: readonly string[]): boolean {
  const bounds = windows.map(windowSeconds);
  return bounds.every(({ from }, index) => index === 0 || from >= (bounds[index - 1]?.to ?? 0));
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
