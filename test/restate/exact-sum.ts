import { expect } from 'vitest';
import type { MovedFigure } from '../../reports/management-review/report-data.js';

/** The differences of the steps add up to the difference of the values, computed without rounding. */
export function expectExactChain({ figure, old_value, new_value, steps }: Omit<MovedFigure, 'unit'>): void {
  expect(steps.length, figure).toBeGreaterThan(0);
  const stops = [old_value, ...steps.map(({ value_after }) => value_after)];
  expect(
    steps.map(({ value_before }) => value_before),
    figure,
  ).toEqual(stops.slice(0, -1));
  expect(stops.at(-1), figure).toBe(new_value);
  for (const { value_before, value_after } of steps) expect(value_after, figure).not.toBe(value_before);
  if (stops.some((value) => value === null)) return;
  const sum = steps.reduce((total, { value_before, value_after }) => total + exact(value_after) - exact(value_before), 0n);
  expect(sum === exact(new_value) - exact(old_value), `${figure}: the steps do not add up`).toBe(true);
}

/** A double as the whole number of 2^-1074 that it is. */
function exact(value: number | null): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value ?? 0);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return bits >> 63n === 1n ? -size : size;
}
