import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { completion } from '../../pipeline/commands/completion.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { quietEffects } from './example.js';

const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');

async function scriptFor(shell: string | undefined, environment: Record<string, string> = {}): Promise<string> {
  const { lines } = await completion.run({ shell }, { ...quietEffects, environment });
  return lines.join('\n');
}

test('the script is for the shell named, else for that of the environment, else for bash', async () => {
  expect(await scriptFor('zsh', { SHELL: '/usr/bin/fish' })).toMatch(/^#compdef fieldreview/);
  expect(await scriptFor(undefined, { SHELL: '/usr/bin/fish' })).toMatch(/^complete -c fieldreview/);
  expect(await scriptFor(undefined)).toMatch(/complete -o bashdefault/);
});

test('in bash, commands, options and values are completed', async () => {
  const typed = ['fieldreview va', 'fieldreview run --p', 'fieldreview validate x --format s'];
  const asks = typed.map((line) => `COMP_WORDS=(${line}); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )); _fieldreview; echo "\${COMPREPLY[*]}"`);
  const script = [`fieldreview() { '${process.execPath}' '${program}' "$@"; }`, await scriptFor('bash'), ...asks].join('\n');
  const { stdout } = await promisify(execFile)('bash', ['-c', script]);
  expect(stdout).toBe('validate\n--period --pdf\nsarif\n');
});

test('an option nobody knows is answered with the nearest', async () => {
  const run = promisify(execFile)(process.execPath, [program, 'validate', 'x', '--fromat', 'json']);
  await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/did you mean "--format"\?/) });
});
