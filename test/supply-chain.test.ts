import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../pipeline/package-root.js';
import { temporaryFolder } from './run/example.js';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly link?: boolean;
}

type Wanted = Readonly<Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>> | undefined>>;

/** Licences that let the program be used and passed on under its own. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT', 'MIT OR Apache-2.0', 'Unlicense'];
/** For tools alone, which are not passed on: changed files of theirs would have to be published. */
const forTools = [...permissive, 'MPL-2.0'];
/** The binaries of a yardstick name the file in the package; it is the MIT licence. */
const forYardsticks = [...forTools, 'SEE LICENSE IN LICENSE'];

describe.each([
  ['the program', '.', permissive],
  ['the yardsticks', 'benchmark', forYardsticks],
] as const)('what %s is built on', (_name, folder, licences) => {
  const wanted = readJson<Wanted>(folder, 'package.json');
  const { packages } = readJson<{ packages: Readonly<Record<string, Locked>> }>(folder, 'package-lock.json');
  const locked = Object.entries(packages).filter(([path]) => path !== '');
  const offenders = (isWrong: (one: Locked) => boolean): string[] => locked.filter(([, one]) => isWrong(one)).map(([path]) => path);

  test('is named with exact versions, those that are locked', () => {
    const named = Object.entries({ ...wanted.dependencies, ...wanted.devDependencies });
    expect(named.length).toBeGreaterThan(0);
    const loose = named.filter(
      ([name, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) || packages[`node_modules/${name}`]?.version !== version,
    );
    expect(loose).toEqual([]);
  });

  test('is locked with a digest and without the address of a registry', () => {
    expect(offenders(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
    expect(offenders(({ resolved, link }) => resolved !== undefined || link === true)).toEqual([]);
  });

  test('runs nothing when it is installed', () => {
    expect(offenders(({ hasInstallScript }) => hasInstallScript === true)).toEqual([]);
  });

  test('is licensed so that it can be passed on', () => {
    const allowed = (one: Locked): readonly string[] => (one.dev ? forTools : licences);
    expect(offenders((one) => !allowed(one).includes(one.license ?? ''))).toEqual([]);
  });
});

describe('the bill of materials', () => {
  const { dependencies = {} } = readJson<Wanted>('.', 'package.json');
  const { packages } = readJson<{ packages: Readonly<Record<string, Locked>> }>('.', 'package-lock.json');
  const bill = billOfMaterials(packageRoot);

  test('is CycloneDX', () => {
    expect(bill).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      metadata: { component: { type: 'application' } },
    });
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const references = new Set([bill.metadata.component['bom-ref'], ...bill.components.map((component) => component['bom-ref'])]);
    expect(references.size).toBe(bill.components.length + 1);
    const dangling = bill.dependencies.flatMap(({ ref, dependsOn = [] }) => [ref, ...dependsOn]).filter((ref) => !references.has(ref));
    expect(dangling).toEqual([]);
  });

  // `npm sbom --omit dev` leaves out what tools need as well, such as zod: tools are listed too, and marked.
  test('lists every package with version, licence and digest, and marks those that only tools need', () => {
    const isTool = ({ properties = [] }: Component): boolean => properties.some(({ name }) => name === 'cdx:npm:package:development');
    const listed = bill.components.filter((component) => !isTool(component)).map(({ name, version }) => `${name}@${version}`);
    const runs = Object.entries(packages).filter(([path, one]) => path !== '' && !one.dev);
    const expected = runs.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);
    expect(listed.sort()).toEqual([...new Set(expected)].sort());
    expect(Object.entries(dependencies).filter(([name, version]) => !listed.includes(`${name}@${version}`))).toEqual([]);
    const isBare = ({ purl, licenses = [], hashes = [] }: Component): boolean =>
      !purl.startsWith('pkg:npm/') || licenses.length === 0 || hashes.length === 0;
    expect(bill.components.filter(isBare)).toEqual([]);
  });

  test('says the same wherever and whenever it is made, but for its number, its time and the name of the folder', () => {
    const folder = temporaryFolder();
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(packageRoot, file), join(folder, file));
    const again = billOfMaterials(folder);
    expect(again.serialNumber).not.toBe(bill.serialNumber);
    expect([again.components, again.dependencies]).toEqual([bill.components, bill.dependencies]);
  });
});

interface Component {
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly unknown[];
  readonly hashes?: readonly unknown[];
  readonly properties?: readonly { readonly name: string }[];
}

interface Bill {
  readonly serialNumber: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** What `npm run sbom` prints in a folder. */
function billOfMaterials(folder: string): Bill {
  return JSON.parse(execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: folder, encoding: 'utf8' })) as Bill;
}

function readJson<Content>(folder: string, file: string): Content {
  return JSON.parse(readFileSync(join(packageRoot, folder, file), 'utf8')) as Content;
}
