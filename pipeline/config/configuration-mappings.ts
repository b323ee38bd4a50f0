import type { Mapping } from './mapping.js';

/** The mappings whose pattern fits the relative path of a file (with `/`) or its base name, as ordered; the first counts. */
export function findMappings(mappings: readonly Mapping[], relativePath: string): Mapping[] {
  const path = relativePath.normalize('NFC');
  const baseName = path.slice(path.lastIndexOf('/') + 1);
  return mappings.filter((mapping) => {
    const pattern = globPattern(mapping.files);
    return pattern.test(path) || pattern.test(baseName);
  });
}

/** `*` and `?` within a name, `**` across folders, `{a,b}` alternatives; case is ignored. */
function globPattern(glob: string): RegExp {
  const source = glob.normalize('NFC').replace(/\*\*\/|\*\*|\{[^{}]*\}|[\s\S]/gu, (token) => tokenPattern(token));
  return new RegExp(`^${source}$`, 'iu');
}

function tokenPattern(token: string): string {
  if (token === '**/') return '(?:.*/)?';
  if (token === '**') return '.*';
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.length > 1 && token.startsWith('{')) return `(?:${token.slice(1, -1).split(',').map(literal).join('|')})`;
  return literal(token);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
