import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../pipeline/package-root.js';

/** Before all tests: those that start the program, or the child that reads workbooks, run what the sources say now. */
export default function buildProgram(): void {
  const compiler = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: packageRoot, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the program does not compile:\n${stdout}`);
  removeLeftovers(join(packageRoot, 'dist'));
}

/** What was built from sources that are gone would be packed. The folder itself stays: another process may be running from it. */
function removeLeftovers(built: string): void {
  for (const file of readdirSync(built, { recursive: true, encoding: 'utf8' })) {
    const source = file.replace(/(\.d)?\.(js|ts)$/, '.ts');
    if (source.endsWith('.ts') && !existsSync(join(packageRoot, source))) rmSync(join(built, file));
  }
}
