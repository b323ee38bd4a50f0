import { join } from 'node:path';
import { packageRoot } from '../pipeline/package-root.js';

/** How the built program and the yardsticks are called. */
export const program: readonly string[] = [process.execPath, join(packageRoot, 'dist/pipeline/cli.js')];

export function yardstick(name: string): string {
  return join(packageRoot, 'benchmark/yardsticks', name);
}
