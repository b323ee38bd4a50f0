const z = 1.959963984540054;

/** 95 % Wilson interval, for sample rows alone. */
export function wilson(x: number, n: number): [number, number] {
  const centre = x + (z * z) / 2;
  const half = z * Math.sqrt((x * (n - x)) / n + (z * z) / 4);
  return [x === 0 ? 0 : (centre - half) / (n + z * z), x === n ? 1 : (centre + half) / (n + z * z)];
}
