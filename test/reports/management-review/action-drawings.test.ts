import { describe, expect, test } from 'vitest';
import { effectRows, effectSpec, effectTicks, effectTop } from '../../../reports/management-review/effect-chart.js';
import type { ActionEffectRow, ActionRow } from '../../../reports/management-review/report-tables.js';
import { timelineRows, timelineScale, timelineSpec, timelineTicks } from '../../../reports/management-review/timeline-chart.js';
import { expectPicture } from '../expect-picture.js';
import { sampleActions } from '../sample-actions.js';

const { actions, action_effectiveness: effects } = sampleActions();
const asOf = '2026-09-01';
const scale = timelineScale(actions, asOf);

function action(id: string, about: Partial<ActionRow> = {}): ActionRow {
  const found = actions.find((row) => row.action_id === id);
  if (found === undefined) throw new Error(`no sample action ${id}`);
  return { ...found, ...about };
}

function effect(id: string, about: Partial<ActionEffectRow> = {}): ActionEffectRow {
  const found = effects.find((row) => row.action_id === id);
  if (found === undefined) throw new Error(`no sample effect ${id}`);
  return { ...found, ...about };
}

function kinds(row: ActionRow): unknown[] {
  return timelineRows(row, scale, row.action_id).map(({ kind }) => kind);
}

describe('the timeline of an action', () => {
  const draws = (name: string, row: ActionRow) => expectPicture(name, timelineSpec(scale), timelineRows(row, scale, row.action_id));

  test('overdue, its date moved twice: hollow dates joined to the solid one, thick from there to the cut-off', () =>
    draws('timeline-overdue', action('A-012')));
  test('without a due date: its line alone', () => draws('timeline-no-due', action('A-016')));
  test('closed late: thick from the due date to the end', () => draws('timeline-late', action('A-006')));
  test('opened before the scale begins, due after it ends: triangles at the edges', () => draws('timeline-beyond', action('A-005')));

  test('closed before the scale begins leaves no line and no dot', () => {
    const ended = action('A-008', { opened_on: '2024-01-01', due_on: '2024-03-01', ended_on: '2024-02-01' });
    expect(kinds(ended)).toEqual(['due_left', 'life_left', 'life_left']);
  });

  test('moved many times joins all dates by one line, those beyond the scale at its edge', () => {
    const moved = action('A-012', { earlier_dues: ['2025-01-31', '2026-06-30', '2026-07-20', '2026-08-05', '2027-12-31'] });
    const rows = timelineRows(moved, scale, 'A');
    expect(rows.filter(({ kind }) => kind === 'moved')).toEqual([expect.objectContaining({ from: scale.start, to: scale.end })]);
    expect(rows.filter(({ kind }) => kind === 'earlier')).toHaveLength(3);
    expect(kinds(moved)).toEqual(expect.arrayContaining(['due_left', 'due_right']));
  });

  test('due before it was opened is late from the day it was opened', () => {
    const rows = timelineRows(action('A-009', { opened_on: '2026-08-15' }), scale, 'A');
    expect(rows.map(({ kind }) => kind)).toEqual(['late', 'due', 'opened', 'overdue']);
  });
});

describe('the scale of the timeline', () => {
  const labels = (rows: readonly ActionRow[], date: string) => timelineTicks(timelineScale(rows, date)).map(({ text }) => text);

  test('has the month of the cut-off among at most five labels, and is cut at eight months before and four after', () => {
    expect(labels(actions, asOf)).toEqual(['2026-01', '2026-05', '2026-09', '2027-01']);
    expect(timelineTicks(scale).filter(({ isSet }) => isSet)).toEqual([{ text: '2026-09', isSet: true }]);
  });
  test('is as short as the actions allow', () => {
    expect(labels([action('A-016')], asOf)).toEqual(['2026-08', '2026-09', '2026-10']);
    expect(labels([], asOf)).toEqual(['2026-09', '2026-10']);
  });
  test('sets no label off where the cut-off lies within a month', () => {
    const week = timelineScale([action('A-009')], '2026-08-31');
    expect(timelineTicks(week)).toEqual(['2026-06', '2026-07', '2026-08', '2026-09'].map((text) => ({ text, isSet: false })));
  });
});

describe('rates before and after', () => {
  const draws = (name: string, row: ActionEffectRow) => expectPicture(name, effectSpec(0.04), effectRows(row, row.action_id));

  test('hollow above, filled below, each with its interval', () => draws('effect', effect('A-001')));
  test('an interval beyond the scale ends in a triangle', () =>
    draws('effect-beyond', effect('A-007', { rate_before_high: 0.3, rate_after_high: 0.4 })));

  test('are not drawn of no units', () => {
    expect(effectRows(effect('A-011'), '')).toEqual([]);
    expect(effectTop([effect('A-011')])).toBe(0.002);
  });
  test('the scale holds every rate, and the intervals of what is decided', () => {
    expect(effectTop([effect('A-004'), effect('A-007', { rate_after_high: 0.9 })])).toBe(0.02);
    expect(effectTop([effect('A-007', { rate_after_high: 0.9 })])).toBe(1);
    expect(effectTop([effect('A-004')])).toBe(0.02);
    expect(effectTop([effect('A-001', { rate_before: 1.2 })])).toBe(1);
    expect(effectTicks(0.02).map(({ text }) => text)).toEqual(['0%', '0.5%', '1.0%', '1.5%', '2.0%']);
    expect(effectTicks(0.01).map(({ text }) => text)).toEqual(['0%', '0.25%', '0.50%', '0.75%', '1.00%']);
  });
});
