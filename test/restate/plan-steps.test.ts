import { describe, expect, test } from 'vitest';
import { byDataset, planSteps } from '../../pipeline/restate/plan-steps.js';
import { sampleConfiguration, sampleEntry, sampleInputs } from './sample-inputs.js';

const tickets = sampleEntry('tickets_2026-08.csv', 'tickets');
const repairs = sampleEntry('repairs_2026-08.csv', 'repairs');
const before = sampleInputs([tickets, repairs]);

const reasonsOf = (now: typeof before, from = before): string[] =>
  planSteps(from, now).map(({ reason }) => [reason.kind, ...reason.names].join(' '));

describe('the steps from one set of inputs to another', () => {
  test('are none where nothing differs, or only what decides no figure', () => {
    expect(planSteps(before, before)).toEqual([]);
    const page = sampleConfiguration(
      'report: { company: X, targets: { service.open: 3 } }\nquality: { max_reject_rate: 0.5 }\ntopics: { a: [b] }\n',
    );
    expect(reasonsOf({ ...before, configuration: page })).toEqual([]);
  });

  test('are each added, changed or emptied file, in export order', () => {
    const now = sampleInputs([
      sampleEntry('tickets_2026-08.csv', 'tickets', 'second'),
      sampleEntry('repairs_2026-08.csv', '', 'header alone'),
      sampleEntry('repairs_2026-07.csv', 'repairs'),
      sampleEntry('lots.csv', 'lots'),
    ]);
    expect(reasonsOf(now)).toEqual(['file lots.csv', 'file repairs_2026-07.csv', 'file repairs_2026-08.csv', 'file tickets_2026-08.csv']);
    expect(planSteps(before, now).map(({ datasets }) => datasets)).toEqual([['lots'], ['repairs'], ['repairs'], ['tickets']]);
  });

  test('build on each other and end at the inputs of now', () => {
    const now = sampleInputs([sampleEntry('tickets_2026-08.csv', 'tickets', 'second'), repairs, sampleEntry('lots.csv', 'lots')]);
    const [first, last] = planSteps(before, now);
    expect(first?.inputs.entries.map(({ path, sha256 }) => [path, sha256 === tickets.sha256])).toEqual([
      ['lots.csv', true],
      ['repairs_2026-08.csv', true],
      ['tickets_2026-08.csv', true],
    ]);
    expect(last?.inputs).toBe(now);
  });

  test('a path whose content is new but takes the place of the old is one step, whatever sheets it had', () => {
    const sheet = (name: string, dataset: string, content: string) => ({
      ...sampleEntry('book_2026-08.xlsx', dataset, content),
      sheet: name,
    });
    const from = sampleInputs([sheet('a', 'tickets', 'x'), sheet('b', 'repairs', 'x')]);
    const now = sampleInputs([sheet('a', 'tickets', 'y'), sheet('b', 'lots', 'y')]);
    expect(planSteps(from, now)).toMatchObject([
      { reason: { kind: 'file', names: ['book_2026-08.xlsx'] }, datasets: ['tickets', 'repairs', 'lots'] },
    ]);
  });

  test('the register, then each setting by name, calendar and policy by their texts, then the cut-off', () => {
    const now = sampleInputs(
      [tickets, repairs],
      { register: '[]', policy: 'clocks: {}', calendar: '{}', time: { ...before.time, asOf: '2026-08-20 00:00:00', isProvisional: true } },
      'home_province: 广东\nwarranty_months: 24\ndefects: { threshold: 0.1, comparison: ">=" }\nactions: { full_register: false }\n',
    );
    expect(reasonsOf(now)).toEqual([
      'register',
      'configuration actions.full_register',
      'configuration calendar',
      'configuration defects.comparison',
      'configuration defects.threshold',
      'configuration home_province',
      'configuration policy',
      'configuration warranty_months',
      'cut_off 2026-09-01 00:00:00 2026-08-20 00:00:00',
    ]);
  });

  test('a setting goes in by itself', () => {
    const now = sampleInputs([tickets, repairs], {}, 'home_province: 广东\ndefects: { threshold: 0.1, comparison: ">=" }\n');
    const [comparison, threshold] = planSteps(before, now);
    expect(comparison?.inputs.configuration.defects).toEqual({ threshold: 0.2, comparison: '>=' });
    expect(threshold?.inputs.configuration).toMatchObject({ defects: { threshold: 0.1, comparison: '>=' } });
    expect(threshold?.inputs.configuration.home_province).toBeUndefined();
  });

  test('the order of keys in the configuration is no change', () => {
    const one = sampleInputs([tickets], {}, 'enums: { category: { quality: [a], usage: [b] } }\n');
    const other = sampleInputs([tickets], {}, 'enums: { category: { usage: [b], quality: [a] } }\n');
    expect(reasonsOf(other, one)).toEqual([]);
  });

  test('files read again with other settings are one step, named after the settings', () => {
    const again = (entry: typeof tickets, dataset: string) => sampleEntry(entry.path, dataset, 'first', 'others');
    const now = sampleInputs(
      [again(tickets, 'tickets'), again(repairs, 'repairs')],
      {},
      'enums: { category: { quality: [硬件] } }\nwarranty_months: 24\n',
    );
    expect(reasonsOf(now)).toEqual(['configuration enums', 'configuration warranty_months']);
    const byVersion = { ...now, configuration: before.configuration, productVersion: '0.2.0' };
    expect(reasonsOf(byVersion)).toEqual(['version 0.1.0 0.2.0']);
    const byKey = { ...now, configuration: before.configuration };
    expect(reasonsOf(byKey)).toEqual(['configuration privacy.key_file']);
  });

  test('settings of reading that no file was read with move nothing', () => {
    expect(reasonsOf({ ...before, configuration: sampleConfiguration('enums: { category: { quality: [硬件] } }\n') })).toEqual([]);
  });
});

test('many files become one step a dataset, which leaves the settings of reading to their own', () => {
  const late = Array.from({ length: 20 }, (_unused, day) => sampleEntry(`tickets_2026-08-${10 + day}.csv`, 'tickets'));
  const now = sampleInputs([tickets, sampleEntry('repairs_2026-08.csv', 'repairs', 'second'), ...late], {}, 'warranty_months: 24\n');
  const steps = byDataset(planSteps(before, now), before, now);
  expect(steps.map(({ reason: { kind, names } }) => [kind, names[0], names.length])).toEqual([
    ['dataset', 'tickets', 21],
    ['dataset', 'repairs', 2],
    ['configuration', 'warranty_months', 1],
  ]);
  expect(steps.map(({ inputs }) => inputs.entries.length)).toEqual([22, 22, 22]);
  expect(steps[0]?.inputs.entries.find(({ dataset }) => dataset === 'repairs')?.sha256).toBe(repairs.sha256);
});
