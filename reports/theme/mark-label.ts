import { shownText } from '../html.js';

/**
 * What a mark of a drawing says of itself, shown by reports/script/mark-tip.js where it is pointed at. Rows bring the text;
 * the drawing carries it as the attribute `data-mark` (theme/charts.ts), none where it is empty.
 */
export const speaking = { aria: true } as const;

/** Encoding of a mark that is `speaking`: the column of its text, whose name ends in `says`. */
export function saying(field = 'says'): object {
  return { description: { field, type: 'nominal' } };
}

/** Text from the exports within a sentence: kept apart whatever its writing direction, as `bdi` does in markup. */
export function isolated(text: string): string {
  return `\u2068${shownText(text)}\u2069`;
}
