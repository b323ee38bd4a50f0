import type { Mapping } from './configuration.js';

/** The first mapping whose pattern fits the relative path of a file (with `/`) or its base name. */
export function findMapping(mappings: readonly Mapping[], relativePath: string): Mapping | undefined {
  const path = relativePath.normalize('NFC');
  const baseName = path.slice(path.lastIndexOf('/') + 1);
  return mappings.find((mapping) => {
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
