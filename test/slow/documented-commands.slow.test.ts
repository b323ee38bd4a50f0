import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { commandLinesOf, isSynopsis, readDocuments, readWorkflows } from '../docs/documents.js';
import { exampleFolder, temporaryFolder } from '../run/example.js';
import { shareName, shareOf } from '../share-of-cases.js';

/** Not those that name what to put in by FILE; test/docs/commands.test.ts reads these and the synopses. */
const isComplete = (line: string): boolean => !isSynopsis(line.replace(/ \|\| .*$/, '')) && !/ FILE\b/.test(line);

const texts = new Map([...readDocuments(), ...readWorkflows()].map(({ path, text }) => [path, text]));
const commandsOf = (path: string): string[] => commandLinesOf(texts.get(path) ?? '').filter(isComplete);

const main = ['README.md', 'docs/user-guide.en.md', 'docs/user-guide.zh-CN.md'];
const others = [...texts.keys()].filter((path) => !main.includes(path) && commandsOf(path).length > 0);

const documents = [...main.map((path) => [path]), others];

test.each(shareOf(documents, 3).map((paths) => ({ paths })))(
  `every command shown ends with exit code 0: $paths${shareName}`,
  ({ paths }) => {
    runAll(paths);
  },
);

test('every document with commands is among those that are run', () => {
  expect(others).toEqual(expect.arrayContaining(['docs/ci/github-actions.yml', 'docs/ci/gitlab-ci.yml', 'docs/coming-from.en.md']));
});

/** Runs the commands of documents in their order, in a folder that has what they presume; every one must end with exit code 0. */
function runAll(paths: readonly string[]): void {
  const folder = temporaryFolder();
  cpSync(exampleFolder, join(folder, 'fixtures', 'example'), { recursive: true });
  if (!main.includes(paths[0] ?? '')) runIn(folder, 'fieldreview run --period 2026-10 --input fixtures/example --out out');
  for (const line of paths.flatMap(commandsOf)) {
    prepare(folder, line);
    runIn(folder, line);
    const [, out] = / run .*--out (\S+)/.exec(line) ?? [];
    if (out !== undefined) expect(existsSync(join(folder, out, '2026-10', 'index.html')), line).toBe(true);
  }
}

/** What stands in the text before a command: an export put into a folder, a notice written down. */
function prepare(folder: string, line: string): void {
  const place = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (!existsSync(join(folder, path))) writeFileSync(join(folder, path), text);
  };
  mkdirSync(join(folder, 'exports'), { recursive: true });
  if (line.includes('exports/zendesk/tickets-202610.csv')) place('exports/zendesk/tickets-202610.csv', zendeskExport());
  if (line.includes(' validate exports ') && !existsSync(join(folder, 'exports', 'fieldreview.yaml')))
    place('exports/tickets.csv', smallExport);
  // The guides speak of a configuration that names a calendar, as that of init does.
  const [, configured] = / calendar add .*--config (\S+)/.exec(line) ?? [];
  if (configured !== undefined) nameCalendar(join(folder, configured));
  if (line.includes('2027.json')) place('2027.json', JSON.stringify({ years: [2027], off: ['2027-01-01'], work: [], source: 'a notice' }));
}

function nameCalendar(path: string): void {
  if (existsSync(path) && !/^calendar:/m.test(readFileSync(path, 'utf8'))) appendFileSync(path, '\ncalendar: calendar.json\n');
}

const smallExport = 'ticket_id,category,accepted_at\nT1,quality,2026-10-01 09:00\n';

/** The example of the preset without the row whose date a spreadsheet has rewritten: that one is there to be rejected. */
function zendeskExport(): string {
  const text = readFileSync(join(packageRoot, 'fixtures', 'presets', 'zendesk', 'tickets_202610.csv'), 'utf8');
  return text
    .split('\n')
    .filter((line) => !line.includes('10/8/2026'))
    .join('\n');
}

/** Fewer tickets than the text says: the command is the same, and takes seconds. */
const fewerTickets = (line: string): string =>
  line.replace(/--tickets \d+ --months (\d+)/, (_all, months: string) => `--tickets ${Number(months) * 250} --months ${months}`);

function runIn(folder: string, line: string): void {
  const [command = '', , target] = fewerTickets(line)
    .replace(/ \|\| .*$/, '')
    .split(/ (>>?) /);
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(packageRoot, 'dist', 'pipeline', 'cli.js'), ...words.slice(1)], {
    cwd: folder,
    env: { ...process.env, HOME: folder },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  expect(`${status} ${stderr}`, `${line}\n${stdout.slice(0, 2000)}`).toMatch(/^0 /);
  if (target !== undefined) appendTo(join(folder, target.replace(/^~\//, '')), stdout, line.includes(' >> '));
}

function appendTo(path: string, text: string, isAppended: boolean): void {
  if (isAppended) appendFileSync(path, text);
  else writeFileSync(path, text);
}
