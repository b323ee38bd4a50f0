import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXml } from 'hucre/xml';
import { describe, expect, test } from 'vitest';
import { XmlScanner } from '../../pipeline/ingest/workbook-xml.js';
import { findingKinds } from '../../pipeline/validate/finding-kinds.js';
import { type ReportFormat, validationReport } from '../../pipeline/validate/validation-report.js';
import { validateExports } from '../../pipeline/validate-exports.js';
import { quietEffects, temporaryFolder } from '../run/example.js';
import { sarifLog } from './sarif-schema.js';
import { validationDocument } from './validation-schema.js';
import { parseWorkflowCommand } from './workflow-command.js';

const head = '工单编号,问题类型,受理时间';
const good = 'A1,其他,2026-08-01 09:00';
const lot = 'lot_no,model,shipped_qty\nL1,M1,5\n';

/** A working folder with the files below its folder `in`, reported as `validate in` reports them. */
async function report(format: ReportFormat, files: Readonly<Record<string, string>>, maxRejectRate = 0): Promise<string> {
  const workingFolder = temporaryFolder();
  const inputs = [join(workingFolder, 'in')];
  mkdirSync(join(workingFolder, 'in'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workingFolder, 'in', name), text);
  const checked = await validateExports({ inputs, maxRejectRate }, quietEffects);
  return (await validationReport(format, checked, { inputs, workingFolder })).join('\n');
}

const sarif = async (...args: [Readonly<Record<string, string>>, number?]) =>
  sarifLog.parse(JSON.parse(await report('sarif', ...args))).runs[0];

/** Read by two parsers, neither of them the writer; the first refuses what is not well formed. */
async function junit(files: Readonly<Record<string, string>>, maxRejectRate = 0) {
  const xml = await report('junit', files, maxRejectRate);
  const scanner = new XmlScanner('junit', { open: () => undefined, close: () => undefined, text: () => undefined });
  scanner.push(Buffer.from(xml));
  scanner.end();
  const cases = readXml(xml, { rowTag: 'testcase' }).data as Record<string, string>[];
  return { xml, cases, suites: readXml(xml, { rowTag: 'testsuite' }).data as Record<string, string>[] };
}

const faulty = { 'tickets.csv': `${head}\n${good}\nA2,不存在,2026-08-01\nA3,其他,昨天\nA4,其他,前天\n`, 'empty.csv': '', 'x.txt': 'x' };

/** Everything a report could be made to obey: markup, workflow commands, escapes of terminals, what XML cannot hold. */
const hostileWord = ']]><script>alert(1)</script>&amp;\u{1b}[31m\u{8}%0A::error::x\u{202e}{0}[a](http://x)';
const hostile = { 'tickets,a:b%.csv': `${head}\nA1,"${hostileWord}\n::error file=x::y",2026-08-01\n` };
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\ufffe\uffff]/;

describe('text', () => {
  test('is a line for each file, and one for all its columns of a kind, however many', async () => {
    const others = Array.from({ length: 25 }, (_unused, index) => `Field ${index}`);
    const text = await report('text', {
      'tickets.csv': `${head},ticket_id,${others.join()}\n${good},A1${','.repeat(25)}\n`,
      'lots.csv': lot,
    });
    expect(text.split('\n')).toEqual([
      'lots.csv: lots, 1 rows, 0 rejected, 0 lines skipped',
      'tickets.csv: tickets, 1 rows, 0 rejected, 0 lines skipped',
      `tickets.csv: of no column of tickets, not read: ${others.map((name) => `"${name}"`).join(', ')}`,
      'tickets.csv: second headers for their columns, not read: "工单编号"',
      'valid',
    ]);
  });
});

describe('JSON', () => {
  test.each([
    ['with findings of every sort', { ...faulty, 'fine.csv': 'Number,Amount\n1,2\n' }],
    ['of hostile text', hostile],
    ['without an export', {}],
  ])('%s has the names that scripts hold on to, and no others', async (_name, files) => {
    const { valid } = validationDocument.parse(JSON.parse(await report('json', files)));
    expect(valid).toBe(false);
  });
});

describe('an input without an export', () => {
  test('is an error where nothing can be loaded, in every form', async () => {
    const run = await sarif({ 'x.txt': 'x' });
    expect(run?.results.map(({ ruleId, level, locations: [one] }) => [ruleId, level, one?.physicalLocation.artifactLocation.uri])).toEqual([
      ['ignored_file', 'note', 'in/x.txt'],
      ['no_export', 'error', 'in'],
    ]);
    const { cases } = await junit({ 'x.txt': 'x' });
    expect(cases.map((each) => [each['@file'], each['failure.@type'] ?? ''])).toEqual([
      ['in/x.txt', ''],
      ['in', 'no_export'],
    ]);
    expect(await report('text', { 'x.txt': 'x' })).toMatch(/in: no file in it is an export; .* fieldreview map FILE proposes\nnot valid$/);
    expect(await report('github', { 'x.txt': 'x' })).toMatch(/^::error file=in,title=no_export::no file in it is an export/);
  });
});

describe('SARIF', () => {
  test('has a rule with help for every kind of finding, and results with file, line and column', async () => {
    const run = await sarif(faulty);
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(Object.keys(findingKinds));
    const results = run?.results.map(({ ruleId, ruleIndex, level, locations: [location] }) => {
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      return [ruleId, level, location?.physicalLocation.artifactLocation.uri, location?.physicalLocation.region];
    });
    expect(results).toEqual([
      ['bad_enum', 'error', 'in/tickets.csv', { startLine: 3, startColumn: 4 }],
      ['bad_type', 'error', 'in/tickets.csv', { startLine: 4, startColumn: 7 }],
      ['bad_type', 'error', 'in/tickets.csv', { startLine: 5, startColumn: 7 }],
      ['bad_file', 'error', 'in/empty.csv', undefined],
      ['ignored_file', 'note', 'in/x.txt', undefined],
    ]);
    expect(run?.invocations).toEqual([{ executionSuccessful: true, exitCode: 3 }]);
  });

  test('headers are warnings: of no column, a second for one, named by the mapping but not there', async () => {
    const run = await sarif({
      'tickets.csv': `${head},ticket_id,颜色\n${good},A1,红\n`,
      'fieldreview.yaml': 'mappings:\n  - { files: tickets.csv, dataset: tickets, columns: { owner: Assignee } }\n',
    });
    expect(run?.results.map(({ ruleId, level, message }) => [ruleId, level, message.text])).toEqual([
      ['unknown_header', 'warning', 'of no column of tickets, not read: "颜色"'],
      ['repeated_header', 'warning', expect.stringContaining('not read: "工单编号"')],
      ['absent_header', 'warning', 'named by its mapping, but not there: "owner: Assignee"'],
    ]);
  });

  test('rows within the allowed share are warnings', async () => {
    const run = await sarif({ 'tickets.csv': `${head}\n${good}\nA2,不存在,2026-08-01\n` }, 0.5);
    expect([run?.results.map(({ level }) => level), run?.invocations[0]?.exitCode]).toEqual([['warning'], 0]);
  });

  test('text of the data is neither link nor placeholder, and paths are escaped', async () => {
    const [found] = (await sarif(hostile))?.results ?? [];
    expect(found?.message.text).toMatch(/column "category"/);
    expect(found?.message.text).not.toMatch(/(?<!\\)\[|(?<!\{)\{0/);
    expect(found?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('in/tickets%2Ca%3Ab%25.csv');
    expect(found?.message.text).not.toMatch(obeyed);
  });
});

describe('JUnit', () => {
  test('has a suite for each file and a case for each check, which fails with its rows', async () => {
    const { xml, cases, suites } = await junit(faulty);
    expect(suites.map((suite) => [suite['@name'], suite['@tests'], suite['@failures'], suite['@skipped']])).toEqual([
      ['tickets.csv', 7, 2, 0].map(String),
      ['empty.csv', 1, 1, 0].map(String),
      ['x.txt', 1, 0, 1].map(String),
    ]);
    const failed = cases.filter((each) => each['failure.@type']);
    expect(failed.map((each) => [each['failure.@type'], each['@file'], each['@line'] ?? null])).toEqual([
      ['bad_type', 'in/tickets.csv', '4'],
      ['bad_enum', 'in/tickets.csv', '3'],
      ['bad_file', 'in/empty.csv', null],
    ]);
    expect(xml).toMatch(/type="bad_type">in\/tickets\.csv:4:7: .*昨天.*\nin\/tickets\.csv:5:7: .*前天/);
  });

  test('passes where validate passes, and shows the rows within the allowed share', async () => {
    const { cases, xml } = await junit({ 'tickets.csv': `${head}\n${good}\nA2,不存在,2026-08-01\n` }, 0.5);
    expect(cases.filter((each) => each['failure.@type'])).toEqual([]);
    expect(xml).toMatch(/<system-out>1 row\(s\), within the share allowed: in\/tickets\.csv:3:4/);
  });

  test('text of the data stays text', async () => {
    const { xml, cases } = await junit(hostile);
    expect(xml).not.toMatch(/<script|\]\]>/);
    expect(xml).not.toMatch(obeyed);
    expect(cases.find((each) => each['failure.@type'])?.['failure.@message']).toContain(']]><script>alert(1)</script>&amp;\u{fffd}[31m');
  });

  test('of many rows shows twenty, and says how many there are', async () => {
    const rows = Array.from({ length: 1500 }, (_unused, index) => `B${index},不存在,2026-08-01`);
    const late = `${head}\nC1,其他,昨天\n`;
    const { cases, xml } = await junit({ 'tickets_1.csv': `${head}\n${rows.join('\n')}\n`, 'tickets_2.csv': late });
    expect(xml).toContain('1500 row(s): ');
    expect(xml).toContain('… and 1480 more row(s), not listed');
    expect(cases.filter((each) => each['failure.@type'])).toHaveLength(2);
    const notes = (await sarif({ 'tickets.csv': `${head}\n${rows.join('\n')}\n` }))?.invocations[0]?.toolExecutionNotifications;
    expect(notes).toEqual([{ level: 'warning', message: { text: '500 more finding(s) are counted, not listed.' } }]);
  });
});

describe('annotations of a GitHub workflow', () => {
  test('are one line each, with the place, files as a whole first', async () => {
    expect((await report('github', faulty)).split('\n').map((line) => line.replace(/(?<=.::).*/, ''))).toEqual([
      '::error file=in/empty.csv,title=bad_file::',
      '::error file=in/tickets.csv,line=3,col=4,title=bad_enum::',
      '::error file=in/tickets.csv,line=4,col=7,title=bad_type::',
      '::error file=in/tickets.csv,line=5,col=7,title=bad_type::',
      '::notice file=in/x.txt,title=ignored_file::',
      'not valid',
    ]);
  });

  test('are understood by a reader of workflow commands: the levels, places and texts of SARIF', async () => {
    for (const files of [faulty, hostile]) {
      const commands = (await report('github', files)).split('\n').slice(0, -1).map(parseWorkflowCommand);
      const levels: Readonly<Record<string, string>> = { error: 'error', warning: 'warning', notice: 'note' };
      const said = commands.map((each) => [levels[each?.command ?? ''], each?.properties, each?.message]);
      const results = (await sarif(files))?.results.map(({ ruleId, level, message, locations: [location] }) => {
        const { artifactLocation, region } = location?.physicalLocation ?? {};
        const place = { line: region?.startLine, col: region?.startColumn };
        const known = Object.fromEntries(
          Object.entries(place).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
        );
        const text = message.text.replaceAll(/\\([\\[\]])/g, '$1').replaceAll(/([{}])\1/g, '$1');
        return [level, { file: decodeURIComponent(artifactLocation?.uri ?? ''), ...known, title: ruleId }, text];
      });
      expect(said).toHaveLength(results?.length ?? 0);
      expect(said).toEqual(expect.arrayContaining(results ?? []));
    }
  });

  test('cannot be added to by the data', async () => {
    const lines = (await report('github', hostile)).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^::error file=in\/tickets%2Ca%3Ab%25\.csv,line=2,col=4,title=bad_enum::[^\n]*%250A::error::x/);
    expect(lines[0]).not.toMatch(obeyed);
  });

  test('are ten of a kind, the first of every code and file among them, and a notice of the rest', async () => {
    const rows = Array.from({ length: 40 }, (_unused, index) => `B${index},不存在,2026-08-01`);
    const lines = (await report('github', { 'tickets.csv': `${head}\n${rows.join('\n')}\nC1,其他,昨天\n` })).split('\n');
    expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(lines[1]).toContain('title=bad_type');
    expect(lines.at(-2)).toMatch(/^::notice title=[^:]+::31 more finding/);
  });
});
