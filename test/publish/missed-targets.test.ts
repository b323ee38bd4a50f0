import { expect, test } from 'vitest';
import { betterDirection, missedTargets } from '../../pipeline/publish/missed-targets.js';
import type { Figure } from '../../reports/management-review/report-data.js';
import { tileFigures } from '../../reports/management-review/tiles.js';

const ratio = (value: number | null): Figure => ({ value, unit: 'ratio' });
const count = (value: number): Figure => ({ value, unit: 'count' });

/** Ids of the figures that miss their target. */
function missed(figures: Readonly<Record<string, Figure>>, targets: Readonly<Record<string, number>>): string[] {
  return missedTargets(new Map(Object.entries(figures)), targets).map(({ id }) => id);
}

test('a target that is reached is met, whichever way is better', () => {
  const figures = { 'sla.plan.due': count(100), 'sla.plan.compliance': ratio(0.95), 'repairs.repeat_repair_rate': ratio(0.1) };
  expect(missed(figures, { 'sla.plan.compliance': 0.95, 'repairs.repeat_repair_rate': 0.1 })).toEqual([]);
  const both = ['sla.plan.compliance', 'repairs.repeat_repair_rate'];
  expect(missed(figures, { 'sla.plan.compliance': 0.950001, 'repairs.repeat_repair_rate': 0.099 })).toEqual(both);
});

test('what rests on fewer than ten counts, or has no value, is not judged', () => {
  const due = (number: number) => ({ 'sla.plan.due': count(number), 'sla.plan.compliance': ratio(0.5) });
  expect(missed(due(9), { 'sla.plan.compliance': 0.9 })).toEqual([]);
  expect(missed(due(10), { 'sla.plan.compliance': 0.9 })).toEqual(['sla.plan.compliance']);
  expect(missed({ 'repairs.first_time_fix_rate': ratio(null) }, { 'repairs.first_time_fix_rate': 0.9 })).toEqual([]);
});

test('a figure by dimension has a target of its own, and its own counts', () => {
  const figures = { 'sla.plan.compliance[team=甲]': ratio(0.5), 'sla.plan.due[team=甲]': count(10), 'sla.plan.due': count(9) };
  expect(missed(figures, { 'sla.plan.compliance[team=甲]': 0.9, 'sla.plan.compliance': 0.9 })).toEqual(['sla.plan.compliance[team=甲]']);
});

test('of the figures of the first page it is known which way is better, of tickets accepted it is not', () => {
  expect(tileFigures().filter((id) => betterDirection(id) === undefined)).toEqual([]);
  expect(betterDirection('service.accepted')).toBeUndefined();
});
