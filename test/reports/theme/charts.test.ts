import { describe, expect, test } from 'vitest';
import { type ChartSpec, loadCharts } from '../../../reports/theme/charts.js';
import { saying, speaking } from '../../../reports/theme/mark-label.js';
import { textWidth } from '../../../reports/theme/text-width.js';

const draw = await loadCharts();

const bars: ChartSpec = {
  mark: 'bar',
  encoding: { y: { field: 'name', type: 'nominal', title: null }, x: { field: 'value', type: 'quantitative', title: null } },
};

/** Where the plot begins: the room left of it for labels. */
function plotLeft(svg: string): number {
  return Number(/transform="translate\(([\d.]+)/.exec(svg)?.[1]);
}

describe('text width', () => {
  test('a Chinese character takes one em, a digit about half', () => {
    expect(textWidth('首次响应达标率', 12)).toBe(7 * 12);
    expect(textWidth('2026', 100)).toBeCloseTo(222, 0);
    expect(textWidth('（，。）', 10)).toBe(40);
    expect(textWidth('首次', 10, true)).toBeGreaterThan(20);
  });
});

describe('drawings', () => {
  test('leave room for the whole of a Chinese label', async () => {
    const name = '重要信息整改跟踪（含复验）超期未完成';
    const [drawing] = await draw(bars, [{ id: 'a', rows: [{ name, value: 3 }], label: 'x' }]);
    expect(drawing?.markup).toContain(name);
    expect(plotLeft(drawing?.markup ?? '')).toBeGreaterThanOrEqual(textWidth(name, 12));
  });

  test('have a role and a name, or are hidden where the text beside says the same', async () => {
    const [named, hidden] = await draw(bars, [
      { id: 'a', rows: [{ name: 'n', value: 1 }], label: 'up "and" down' },
      { id: 'b', rows: [{ name: 'n', value: 1 }], label: '' },
    ]);
    expect(named?.markup).toMatch(/^<svg role="img" aria-label="up &quot;and&quot; down" /);
    expect(hidden?.markup).toMatch(/^<svg aria-hidden="true" /);
  });

  test('carry ids of their own for clip paths and gradients', async () => {
    const clipped: ChartSpec = {
      ...bars,
      mark: {
        type: 'bar',
        clip: true,
        color: {
          gradient: 'linear',
          stops: [
            { offset: 0, color: 'red' },
            { offset: 1, color: 'blue' },
          ],
        },
      },
    };
    const drawings = await draw(
      clipped,
      ['one', 'two'].map((id) => ({ id, rows: [{ name: 'n', value: 1 }], label: id })),
    );
    const ids = drawings.map((drawing) => [...drawing.markup.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]));
    const used = drawings.map((drawing) => [...drawing.markup.matchAll(/url\(#([^)]+)\)/g)].map((found) => found[1]));
    expect(ids[0]?.length).toBe(2);
    expect(new Set(ids.flat()).size).toBe(4);
    expect(used.map((list) => [...new Set(list)].sort())).toEqual(ids.map((list) => [...list].sort()));
  });

  test('take text of the data as text', async () => {
    const name = '</svg><script>alert(1)</script> id="x" url(#x)';
    const [drawing] = await draw(bars, [{ id: 'a', rows: [{ name, value: 3 }], label: name }]);
    expect(drawing?.markup).not.toContain('<script');
    expect(drawing?.markup).toContain('&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt; id="x" url(#x)');
  });

  test('say of each mark what its row says, and nothing of a row that says nothing', async () => {
    const spoken = { ...bars, mark: { type: 'bar', ...speaking }, encoding: Object.assign({}, bars.encoding, saying()) };
    const says = '"><b id="x" class="y" url(#x) 1.23456 $& -->';
    const rows = [
      { name: 'n', value: 3, says },
      { name: 'm', value: 4, says: '' },
    ];
    const [drawing] = await draw(spoken, [{ id: 'a', rows, label: 'a' }]);
    const marks = [...(drawing?.markup ?? '').matchAll(/ data-mark="([^"]*)"/g)].map((found) => found[1]);
    expect(marks).toEqual([says.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')]);
    expect(drawing?.markup).not.toContain('<b');
  });
});
