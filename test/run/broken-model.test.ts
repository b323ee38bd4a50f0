import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { temporaryFolder } from './example.js';

/** A copy of the program with other models; what it is built on stays where it is. */
function programWith(model: string, change: (sql: string) => string): string {
  const root = temporaryFolder();
  for (const name of ['package.json', 'dist', 'queries', 'reports', 'pipeline/config/data']) {
    cpSync(join(packageRoot, name), join(root, name), { recursive: true });
  }
  symlinkSync(join(packageRoot, 'node_modules'), join(root, 'node_modules'));
  const file = join(root, 'queries', model);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return join(root, 'dist', 'pipeline', 'cli.js');
}

test('a model that breaks a law stops the run: it says which, shows the rows, and publishes nothing', () => {
  const program = programWith('metrics/service_by_dimension.sql', (sql) => {
    const [grain, key, ...query] = sql.split('\n');
    return `${grain}\n${key}\nselect * replace (accepted + 1 as accepted) from (\n${query.join('\n')})\n`;
  });
  const [input, out] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(join(input, '2026-08'));
  writeFileSync(join(input, '2026-08', '工单.csv'), '工单编号,问题类型,受理时间\nA1,其他,2026-08-03 09:00\n');
  const args = [program, 'run', '--period', '2026-08', '--input', input, '--out', out];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stderr).toMatch(/queries\/checks\/(pareto|service)_by_\w+\.sql found rows \(one row is .*\), so nothing is published:\n {2}\{/);
  expect(status).toBe(1);
  // Rows as they were read are kept for the next run; nothing leads to them.
  expect(readdirSync(out).sort()).toEqual(['.lock', 'store']);
}, 120_000);
