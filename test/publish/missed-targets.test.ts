import { expect, test } from 'vitest';
import { accountingFamily, figureFamilies } from '../../pipeline/publish/figure-families.js';
import { betterDirection, missedTargets } from '../../pipeline/publish/missed-targets.js';
import type { Figure } from '../../reports/management-review/report-data.js';
import { tileFigures } from '../../reports/management-review/tiles.js';

const ratio = (value: number | null): Figure => ({ value, unit: 'ratio' });
const count = (value: number): Figure => ({ value, unit: 'count' });

/** Ids of the figures that miss their target; every rate rests on a hundred counts unless `outOf` says another number. */
function missed(
  figures: Readonly<Record<string, Figure>>,
  targets: Readonly<Record<string, number>>,
  { outOf = {}, read = ['tickets', 'events', 'revisits'] }: { outOf?: Readonly<Record<string, Figure>>; read?: readonly string[] } = {},
): string[] {
  const datasets = read.map((dataset) => ({ dataset, read: 1 }));
  const judged = { figures: new Map(Object.entries(figures)), targets, outOf: new Map(Object.entries(outOf)), accounting: { datasets } };
  return missedTargets(judged).map(({ id }) => id);
}

test('a target that is reached is met, whichever way is better', () => {
  const figures = { 'sla.plan.compliance': ratio(0.95), 'repairs.repeat_repair_rate': ratio(0.1) };
  expect(missed(figures, { 'sla.plan.compliance': 0.95, 'repairs.repeat_repair_rate': 0.1 })).toEqual([]);
  const both = ['sla.plan.compliance', 'repairs.repeat_repair_rate'];
  expect(missed(figures, { 'sla.plan.compliance': 0.950001, 'repairs.repeat_repair_rate': 0.099 })).toEqual(both);
});

test('what rests on fewer than ten counts, or has no value, is not judged', () => {
  const due = (number: number) => ({ outOf: { 'sla.plan.compliance': count(number) } });
  const figures = { 'sla.plan.compliance': ratio(0.5) };
  expect(missed(figures, { 'sla.plan.compliance': 0.9 }, due(9))).toEqual([]);
  expect(missed(figures, { 'sla.plan.compliance': 0.9 }, due(10))).toEqual(['sla.plan.compliance']);
  expect(missed({ 'repairs.first_time_fix_rate': ratio(null) }, { 'repairs.first_time_fix_rate': 0.9 })).toEqual([]);
});

test('a figure by dimension has a target of its own, and its own counts', () => {
  const figures = { 'sla.plan.compliance[team=甲]': ratio(0.5), 'sla.plan.compliance': ratio(0.5) };
  const outOf = { 'sla.plan.compliance[team=甲]': count(10), 'sla.plan.compliance': count(9) };
  const targets = { 'sla.plan.compliance[team=甲]': 0.9, 'sla.plan.compliance': 0.9 };
  expect(missed(figures, targets, { outOf })).toEqual(['sla.plan.compliance[team=甲]']);
});

test('clocks that an export of their own would show kept are not judged without it, nor is the coverage by revisits', () => {
  const figures = {
    'satisfaction.coverage': ratio(0),
    'sla.plan.compliance': ratio(0),
    'sla.progress_update.compliance[team=甲]': ratio(0),
    'sla.revisit.compliance': ratio(0),
  };
  const targets = Object.fromEntries(Object.keys(figures).map((id) => [id, 0.9]));
  expect(missed(figures, targets, { read: ['tickets'] })).toEqual(['sla.plan.compliance']);
  expect(missed(figures, targets)).toEqual(Object.keys(figures));
});

test('of the figures of the first page it is known which way is better, of tickets accepted it is not', () => {
  expect(tileFigures().filter((id) => betterDirection(id) === undefined)).toEqual([]);
  expect(betterDirection('service.accepted')).toBeUndefined();
});

test('directions and counts are given to measures that there are', () => {
  const strays = [accountingFamily, ...figureFamilies].flatMap(({ id, measures, better = {}, outOf = {} }) =>
    [...Object.keys(better), ...Object.keys(outOf)]
      .filter((measure) => !Object.hasOwn(measures, measure))
      .map((measure) => `${id}.${measure}`),
  );
  expect(strays).toEqual([]);
});
