/**
 * Width of a label in pixels, for a sans-serif face such as Noto Sans CJK SC or Segoe UI.
 * Without a canvas vega guesses 0.8 em a character, which cuts Chinese (1 em) and wastes room for digits.
 * Source of the widths: advance widths of Noto Sans CJK SC Regular (units per em 1000): digits 555, lower case 540 on
 * average, upper case 630, `m w` and `M W %` wider, `i l j .` and the like narrower; bold adds about 4 %.
 */
export function textWidth(text: string, fontSize: number, isBold = false): number {
  let ems = 0;
  for (const character of text) ems += characterWidth(character);
  return ems * fontSize * (isBold ? 1.04 : 1);
}

function characterWidth(character: string): number {
  const found = classes.find(([members]) => members.test(character));
  return found ? found[1] : 0.6;
}

/** Width classes in em, first match counts. */
const classes: readonly (readonly [RegExp, number])[] = [
  [/[\u200B-\u200F]|\p{Mn}/u, 0],
  [/[0-9]/, 0.555],
  [/[ \u00A0.,:;'|!iIjl()[\]]/, 0.31],
  [/[ftr\-/"*]/, 0.38],
  [/[mwMW%@]/, 0.9],
  [/[A-Z]/, 0.63],
  [/[a-z]/, 0.555],
  // Chinese, Japanese, Korean, full-width forms, and pictographs beyond the basic plane.
  [/[\u1100-\u115F\u2018-\u201D\u2026\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/, 1],
  [/[\u{1F000}-\u{3FFFD}]/u, 1],
];
