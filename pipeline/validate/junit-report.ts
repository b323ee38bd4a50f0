import { shownPath } from '../publish/report-data.js';
import type { ValidatedTable } from '../validate-exports.js';
import { findingKinds, isRejectionCode } from './finding-kinds.js';
import type { Finding, Findings } from './findings.js';
import { inertText } from './inert-text.js';

/** Rows shown in one test case; the number in its message is always whole. */
const mostRows = 20;

/**
 * JUnit XML: a suite for each file, or sheet of a workbook; in it a case for each check of rows, or one that says why the
 * file gave no table. A case fails where `validate` fails by it; rejected rows within the allowed share are its output.
 */
export function junitReport({ validation, listed }: Findings): string {
  const ofFile = byFile(listed);
  const tables = validation.files.map((table) => tableSuite(table, ofFile.get(shownPath(table)) ?? []));
  const known = new Set(validation.files.map(shownPath));
  const others = [...ofFile].filter(([file]) => !known.has(file)).map(([file, findings]) => fileSuite(file, findings));
  const suites = [...tables, ...others];
  const counts = (name: keyof SuiteCounts): number => suites.reduce((sum, suite) => sum + suite.counts[name], 0);
  const total = { tests: counts('tests'), failures: counts('failures'), skipped: counts('skipped') };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'fieldreview validate', ...total, errors: 0 })}>`,
    ...suites.map(({ lines }) => lines.join('\n')),
    '</testsuites>',
  ].join('\n');
}

interface SuiteCounts {
  readonly tests: number;
  readonly failures: number;
  readonly skipped: number;
}

interface Suite {
  readonly counts: SuiteCounts;
  readonly lines: readonly string[];
}

interface Case {
  readonly outcome: 'passed' | 'failure' | 'skipped';
  readonly lines: readonly string[];
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const before = files.get(finding.file);
    if (before) before.push(finding);
    else files.set(finding.file, [finding]);
  }
  return files;
}

function tableSuite(table: ValidatedTable, findings: readonly Finding[]): Suite {
  const properties = { dataset: table.dataset, rows_read: table.read, rows_rejected: table.rejected, lines_skipped: table.skipped_lines };
  const checks = Object.keys(findingKinds).filter(isRejectionCode);
  const remarks = findings.filter(({ kind }) => !isRejectionCode(kind)).map(({ message }) => oneLine(message));
  return suiteOf(
    shownPath(table),
    checks.map((code) => {
      const found = findings.filter(({ kind }) => kind === code);
      return checkCase(table, code, table.rejected_by_code[code] ?? 0, found);
    }),
    [
      '    <properties>',
      ...Object.entries(properties).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
      '    </properties>',
    ],
    remarks,
  );
}

function checkCase({ dataset }: ValidatedTable, code: string, rows: number, findings: readonly Finding[]): Case {
  const [first] = findings;
  const name = { name: code, classname: dataset };
  if (rows === 0 || first === undefined) return { outcome: 'passed', lines: [`    <testcase${attributes(name)}/>`] };
  const { meaning, remedy } = findingKinds[first.kind];
  const text = [...findings.slice(0, mostRows).map(rowLine), ...moreLine(rows - Math.min(rows, findings.length, mostRows)), remedy].join(
    '\n',
  );
  const message = `${rows} row(s): ${meaning} First: ${rowLine(first)}`;
  const body =
    first.level === 'error'
      ? `      <failure${attributes({ message, type: code })}>${xmlText(text)}</failure>`
      : `      <system-out>${xmlText(`${rows} row(s), within the share allowed: ${text}`)}</system-out>`;
  const place = { file: first.path, ...(first.line === null ? {} : { line: first.line }) };
  return {
    outcome: first.level === 'error' ? 'failure' : 'passed',
    lines: [`    <testcase${attributes({ ...name, ...place })}>`, body, '    </testcase>'],
  };
}

function fileSuite(file: string, findings: readonly Finding[]): Suite {
  return suiteOf(
    file,
    findings.map(({ kind, level, path, message }) => {
      const outcome = level === 'error' ? 'failure' : 'skipped';
      const body =
        outcome === 'failure'
          ? `<failure${attributes({ message, type: kind })}/>`
          : `<skipped${attributes({ message: `${kind}: ${message}` })}/>`;
      return {
        outcome,
        lines: [`    <testcase${attributes({ name: 'is an export', classname: 'file', file: path })}>`, `      ${body}`, '    </testcase>'],
      };
    }),
  );
}

function suiteOf(name: string, cases: readonly Case[], properties: readonly string[] = [], remarks: readonly string[] = []): Suite {
  const count = (outcome: Case['outcome']): number => cases.filter((each) => each.outcome === outcome).length;
  const counts = { tests: cases.length, failures: count('failure'), skipped: count('skipped') };
  return {
    counts,
    lines: [
      `  <testsuite${attributes({ name, ...counts, errors: 0 })}>`,
      ...properties,
      ...cases.flatMap(({ lines }) => lines),
      ...(remarks.length === 0 ? [] : [`    <system-out>${xmlText(remarks.join('\n'))}</system-out>`]),
      '  </testsuite>',
    ],
  };
}

/** `path:line:column: what is wrong`, as compilers write it. */
function rowLine({ path, line, column, message }: Finding): string {
  const place = [path, line, column].filter((part) => part !== null).join(':');
  return oneLine(`${place}: ${message}`);
}

/** A line break of the data stays within its line: a runner of workflows obeys lines that begin with `::`. */
function oneLine(text: string): string {
  return text.replaceAll('\n', '\\u{a}');
}

function moreLine(more: number): string[] {
  return more > 0 ? [`… and ${more} more row(s), not listed`] : [];
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function xmlText(text: string): string {
  return inertText(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
