/** Orders texts by code point, as figures.json and its tables are sorted. */
export function compareCodePoints(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
