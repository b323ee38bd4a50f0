/** Formats without a code of their own (ECMA-376 part 1, § 18.8.30), the Chinese, Japanese and Korean ones among them. */
const builtInDates: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** Whether a number format shows a date or a time. Its first section decides: the others are for negatives, zero and text. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtInDates.some(([first, last]) => id >= first && id <= last);
  const section = code.replace(/"[^"]*"|\\.|[_*]./g, '').split(';')[0] ?? '';
  // Colours, conditions and locales stand in brackets; so do hours, minutes and seconds that run beyond a day.
  const letters = section.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').replace(/general/i, '');
  return /[ymdhs]|a{3,4}/i.test(letters);
}
