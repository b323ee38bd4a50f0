import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../pipeline/package-root.js';

/** How the built program and the yardsticks are called. */
export const program: readonly string[] = [process.execPath, join(packageRoot, 'dist/pipeline/cli.js')];

export function yardstick(name: string): string {
  return join(packageRoot, 'benchmark/yardsticks', name);
}

/** Debian's own Python has Debian's pandas; another one in the path may not. */
export const python = '/usr/bin/python3';

/** Undefined where there is no pandas. */
export function pandasVersion(): string | undefined {
  const { status, stdout } = spawnSync(python, ['-c', 'import pandas; print(pandas.__version__)'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
