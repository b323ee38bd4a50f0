import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { readFigures, temporaryFolder } from '../run/example.js';

const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string };

async function start(program: string, args: readonly string[], cwd: string): Promise<string> {
  // What npm says to the scripts it runs is not meant for the npm of another folder.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const { stdout } = await promisify(execFile)(program, [...args], { cwd, env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** Programs of other versions of Node to try as well, in the environment as a list of paths; none where it says nothing. */
const otherNodes = (process.env.FIELDREVIEW_NODES ?? '').split(delimiter).filter((path) => path !== '');

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const allowed = [
  /^(package\.json|README\.md|LICENSE)$/,
  /^dist\/(pipeline|reports)\/[^.]+(\.d\.ts|\.js)$/,
  /^queries\/(checks|intermediate|macros|marts|metrics|rows|staging)\/\w+\.sql$/,
  /^reports\/(script\/[\w-]+\.js|theme\/report\.css)$/,
  /^pipeline\/config\/data\/[\w./-]+\.(json|yaml)$/,
  /^fixtures\/example\/[^.]+[\w.-]*\.(csv|gz|xlsx|yaml)$/,
];

test('the package holds what runs and no more, and works where it is installed', async () => {
  const [packed, home] = [temporaryFolder(), temporaryFolder()];
  const [pack] = JSON.parse(
    await start('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', packed], packageRoot),
  ) as Packed[];
  const paths = pack?.files.map(({ path }) => path) ?? [];
  expect(paths.filter((path) => !allowed.some((pattern) => pattern.test(path)))).toEqual([]);
  // Left from a source that is gone: `npm run build` begins with an empty dist.
  const built = paths.filter((path) => path.startsWith('dist/')).map((path) => path.slice(5).replace(/(\.d)?\.(js|ts)$/, '.ts'));
  expect(built.filter((source) => !existsSync(join(packageRoot, source)))).toEqual([]);
  expect(paths).toEqual(expect.arrayContaining(['LICENSE', 'dist/pipeline/cli.js', 'dist/pipeline/api.d.ts', 'reports/theme/report.css']));

  writeFileSync(join(home, 'package.json'), '{ "name": "home", "private": true, "type": "module" }');
  const tarball = join(packed, pack?.filename ?? '');
  await start('npm', ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball], home);
  expect((await start('npx', ['--no-install', 'fieldreview', '--version'], home)).trim()).toBe(version);
  await expectTypes(home);

  const example = join(home, 'node_modules', 'fieldreview', 'fixtures', 'example');
  const args = ['run', '--period', '2026-10', '--input', example, '--json'];
  const ran = await start('npx', ['--no-install', 'fieldreview', ...args, '--out', 'out'], home);
  expect(JSON.parse(ran)).toMatchObject({ unchanged: false, bad_files: [], unrecognised: [] });
  expect(readFigures(join(home, 'out'), '2026-10').figures.length).toBeGreaterThan(100);
  for (const [number, node] of otherNodes.entries()) {
    const program = join(home, 'node_modules', 'fieldreview', 'dist', 'pipeline', 'cli.js');
    await start(node, [program, ...args, '--out', `out-${number}`], home);
    expect(readFigures(join(home, `out-${number}`), '2026-10'), node).toEqual(readFigures(join(home, 'out'), '2026-10'));
  }
}, 1_200_000);

/** The declarations hold a caller to the options and to what comes back. */
async function expectTypes(home: string): Promise<void> {
  writeFileSync(
    join(home, 'caller.ts'),
    `import { runPeriod, validateFiles } from 'fieldreview';
    export const report: Promise<string | null> = runPeriod({ period: '2026-10', inputs: ['in'], out: 'out' }).then((run) => run.report);
    export const isValid: Promise<boolean> = validateFiles({ inputs: ['in'] }).then(({ valid }) => valid);
    // @ts-expect-error no such language
    void runPeriod({ period: '2026-10', inputs: ['in'], out: 'out', locale: 'fr' });
    // @ts-expect-error inputs are missing
    void validateFiles({});
    // @ts-expect-error nothing else is exported
    export { processEffects } from 'fieldreview';
`,
  );
  const compiler = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023', 'caller.ts'];
  expect(await start(process.execPath, [compiler, ...options], home)).toBe('');
}
