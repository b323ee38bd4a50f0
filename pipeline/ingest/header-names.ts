/** A header as it is compared: NFKC, case folded, without white space, leading `*` and bracketed tail. */
export function normalHeader(header: string): string {
  const bare = comparedHeader(header);
  return withoutTail(bare) || bare;
}

/** As `normalHeader`, with its bracketed tail. */
export function comparedHeader(header: string): string {
  return foldedName(header).replace(/^\*+/, '');
}

/** A name without its white space, NFKC, case folded. */
export function foldedName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u{feff}]+/gu, '');
}

const brackets: ReadonlyMap<string, string> = new Map(
  ['()', '[]', '{}', '<>', '【】', '〔〕', '《》'].map(([open = '', close = '']) => [close, open]),
);

function withoutTail(name: string): string {
  const opening = brackets.get(name.slice(-1));
  if (opening === undefined) return name;
  let depth = 0;
  for (let index = name.length - 1; index >= 0; index--) {
    if (name[index] === name.slice(-1)) depth++;
    if (name[index] === opening) depth--;
    if (depth === 0) return withoutTail(name.slice(0, index));
  }
  return name;
}
