import nodePath, { type PlatformPath } from 'node:path';

/**
 * The path of a file below a folder, with `/`, as results name it whatever the system; undefined when it does not lie below.
 * `flavour` is the one of this system but in tests.
 */
export function nameBelow(folder: string, file: string, flavour: PlatformPath = nodePath): string | undefined {
  const below = flavour.relative(folder, file);
  // On another drive of Windows it is absolute.
  if (below === '..' || below.startsWith(`..${flavour.sep}`) || flavour.isAbsolute(below)) return undefined;
  return below.split(flavour.sep).join('/');
}
