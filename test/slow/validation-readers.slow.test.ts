import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { validationReport } from '../../pipeline/validate/validation-report.js';
import { validateExports } from '../../pipeline/validate-exports.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

/** Readers that share nothing with the program; where they are not installed nothing is said of them. */
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.log('python3 is not installed: what validate prints is not read by its parsers');

/**
 * Reads the reports as files, by expat and the json module, and holds JUnit to the order of elements and the counts its readers rely on
 * (the schema of Jenkins; file and line of a case as pytest writes and GitLab reads them).
 */
const reader = `
import json, sys
import xml.etree.ElementTree as tree

json_file, sarif_file, junit_file = sys.argv[1:]
validation = json.load(open(json_file, encoding='utf-8'))
sarif = json.load(open(sarif_file, encoding='utf-8'))
root = tree.parse(junit_file).getroot()
counts = {'tests': 'testcase', 'failures': 'failure', 'errors': 'error', 'skipped': 'skipped'}
order = ['properties', 'testcase', 'system-out', 'system-err']
attributes = {'testsuite': {'name', *counts}, 'testcase': {'name', 'classname', 'file', 'line'}, 'property': {'name', 'value'},
  'failure': {'message', 'type'}, 'skipped': {'message'}, 'properties': set(), 'system-out': set()}
assert root.tag == 'testsuites' and set(root.attrib) == {'name', *counts}, root.attrib
for element in root.iter():
    if element is not root: assert set(element.attrib) <= attributes[element.tag], (element.tag, element.attrib)
for holder in [root, *root]:
    for name, tag in counts.items(): assert int(holder.get(name)) == len(list(holder.iter(tag))), (holder.get('name'), name)
for suite in root:
    places = [order.index(child.tag) for child in suite]
    assert suite.tag == 'testsuite' and places == sorted(places), places
    for case in suite.iter('testcase'):
        assert case.get('name') and case.get('classname') and [child.tag for child in case] in ([], ['failure'], ['skipped'], ['system-out'])
print(json.dumps({'valid': validation['valid'], 'files': len(validation['files']), 'bad': len(validation['bad_files']),
  'suites': [suite.get('name') for suite in root], 'failures': int(root.get('failures')),
  'results': len(sarif['runs'][0]['results']), 'exit': sarif['runs'][0]['invocations'][0]['exitCode']}, sort_keys=True))
`;

interface Read {
  readonly valid: boolean;
  readonly files: number;
  readonly bad: number;
  readonly suites: readonly string[];
  readonly failures: number;
  readonly results: number;
  readonly exit: number;
}

/** What Python reads in the reports on an input, each written as a shell would write what is printed. */
async function read(folder: string, input: string): Promise<Read> {
  const options = { inputs: [join(folder, input)], workingFolder: folder };
  const checked = await validateExports({ ...options, maxRejectRate: 0 }, quietEffects);
  const files: string[] = [];
  for (const format of ['json', 'sarif', 'junit'] as const) {
    files.push(join(folder, `report.${format}`));
    writeFileSync(join(folder, `report.${format}`), `${(await validationReport(format, checked, options)).join('\n')}\n`);
  }
  const { status, stdout, stderr } = spawnSync('python3', ['-c', reader, ...files], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Read;
}

test.runIf(hasPython)(
  'the reports on files with every defect, hostile text and nothing are read by other parsers, and say the same',
  async () => {
    const folder = temporaryFolder();
    cpSync(join(packageRoot, 'fixtures', 'defects'), join(folder, 'defects'), { recursive: true });
    const defects = await read(folder, 'defects');
    expect(defects).toMatchObject({ valid: false, exit: 3 });
    expect(Math.min(defects.files, defects.bad, defects.failures, defects.results)).toBeGreaterThan(0);

    mkdirSync(join(folder, 'hostile'));
    const word = ']]><script>&amp;\u{1b}[31m\u{8}%0A::error::x\u{202e}{0}[a](http://x)\u{fffe}';
    writeFileSync(
      join(folder, 'hostile', "tickets,a:b%&<'.csv"),
      `工单编号,问题类型,受理时间,${word}\nA1,"${word}\n::error::y",2026-08-01,x\n`,
    );
    expect(await read(folder, 'hostile')).toMatchObject({ files: 1, failures: 1, suites: ["tickets,a:b%&<'.csv"], results: 2, exit: 3 });

    mkdirSync(join(folder, 'empty'));
    expect(await read(folder, 'empty')).toMatchObject({ valid: false, suites: ['empty'], failures: 1, results: 1, exit: 3 });

    const sound = join(folder, 'sound');
    mkdirSync(sound);
    writeFileSync(join(sound, 'lots.csv'), 'lot_no,model,shipped_qty\nL1,M1,5\n');
    expect(await read(folder, 'sound')).toMatchObject({ valid: true, suites: ['lots.csv'], failures: 0, results: 0, exit: 0 });
  },
);
