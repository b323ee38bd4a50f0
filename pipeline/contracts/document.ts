import { rejectionCodes } from '../ingest/row-checks.js';
import { type FindingKind, findingKinds, isRejectionCode } from '../validate/finding-kinds.js';
import { enumerationOf } from './accepted-words.js';
import type { Column, ColumnKind, Contract } from './contract.js';
import { nullTokens } from './enumerations.js';
import { frictionlessErrors } from './frictionless-errors.js';
import { contracts } from './index.js';

const kindNames: Record<ColumnKind, string> = {
  id: 'identifier',
  text: 'text',
  enum: 'one of a list',
  boolean: 'yes or no',
  time: 'time',
  date: 'date',
  integer: 'whole number',
  money: 'amount',
};

const findingsOfFiles = (Object.keys(findingKinds) as FindingKind[]).filter((kind) => !isRejectionCode(kind));

/** The page docs/data-contracts.md: every dataset, column and accepted value, from the contracts. */
export function renderContractsPage(): string {
  return [introduction(), ...contracts.map(renderDataset), ''].join('\n');
}

function introduction(): string {
  return `# Data contracts

<!-- Generated from pipeline/contracts. Change a contract, then run: npx vitest run test/contracts/document.test.ts -u -->

What an export must hold to be loaded. Headers are compared in compatibility form (NFKC), without case, white space, a leading \`*\` and a bracketed
tail; a Chinese header given for a column serves a column of that name in every dataset. Columns may come in any order, and
unknown ones are reported and left alone. The keys \`columns\`, \`enums\` and \`mappings\` of the configuration add headers, values
and whole layouts.

How cells are read:

- **nothing**: ${nullTokens.map((token) => (token === '' ? 'an empty cell' : code(token))).join(', ')}, in any case; where such a word is an accepted value, it is that value.
- **identifier**: compatibility form, trimmed, upper case.
- **time**: \`2026-10-03 09:30[:00]\`, \`2026/10/3 9:30\`, \`2026.10.3\`, \`20261003\`, \`2026-10-03T09:30:00+08:00\`, \`2026年10月3日 9时30分\`, \`2026-10-03 下午 3:30\`,
  \`24:00\` for the next midnight, \`2026-10-0309:30\`; years 2000–2100. A date alone is its midnight.
- **date**: the same; a time of day is dropped.
- **whole number**: thousands separators, full-width digits and \`分\` are accepted; \`5.0\` is whole.
- **amount**: the same with \`¥\`, \`￥\` or \`元\`, up to four decimals.

Marks: **required** – the row is rejected without it. *personal* – replaced by a keyed hash on load, never stored in the clear. *descriptive* – feeds no
figure, so a value that cannot be read becomes nothing with a warning.

A row that cannot be used is rejected by the first of these codes that holds. The last column is what [Frictionless](https://framework.frictionlessdata.io)
calls it.

| code | meaning | in Frictionless |
| --- | --- | --- |
${rejectionCodes.map(codeRow).join('\n')}

Of files and headers \`validate\` says besides:

| finding | meaning | in Frictionless |
| --- | --- | --- |
${findingsOfFiles.map(codeRow).join('\n')}

Two differences: a row whose key came before (\`primary-key\` there) is no error here but another version, of which the last valid one counts; and blank rows
(\`blank-row\`) are skipped.

The contracts for other programs: \`fieldreview contracts --format odcs\` prints them in the Open Data Contract Standard 3.1, \`--format frictionless\` as a data
package, \`--format json-schema\` as the JSON Schema of the configuration and of typed rows ([schemas](schemas)).
`;
}

function codeRow(name: FindingKind): string {
  return tableRow([code(name), findingKinds[name].meaning, frictionlessErrors[name].map(code).join(', ') || '—']);
}

function renderDataset(contract: Contract): string {
  return [
    `## ${contract.dataset}`,
    '',
    contract.doc,
    '',
    `- File names holding ${[contract.dataset, ...contract.fileNames].map(code).join(', ')}.`,
    `- Key: ${keyText(contract)}.`,
    ...orderLines(contract),
    '',
    '| column | headers | type | marks | unit and checks | meaning |',
    '| --- | --- | --- | --- | --- | --- |',
    ...contract.columns.map((column) => tableRow(columnCells(column))),
    '',
    ...valueTable(contract),
  ].join('\n');
}

function keyText({ key, fallbackKey }: Contract): string {
  const first = key.map(code).join(', ');
  return fallbackKey ? `${first}; where that is empty, ${fallbackKey.map(code).join(', ')}` : first;
}

function orderLines({ timeOrder = [], timeSuspect = [] }: Contract): string[] {
  const describe = (orders: typeof timeOrder): string =>
    orders.map((order) => `${code(order.column)} before ${code(order.notBefore)}`).join(', ');
  return [
    ...(timeOrder.length > 0 ? [`- Rejected (\`time_order\`): ${describe(timeOrder)}.`] : []),
    ...(timeSuspect.length > 0 ? [`- Warned about (\`time_suspect\`): ${describe(timeSuspect)}.`] : []),
  ];
}

function columnCells(column: Column): string[] {
  return [code(column.name), headersOf(column).join('、'), kindNames[column.kind], marks(column), checks(column), column.doc];
}

/** Headers accepted for a column name anywhere. */
function headersOf({ name }: Column): string[] {
  return [
    ...new Set(contracts.flatMap(({ columns }) => columns.filter((column) => column.name === name).flatMap(({ headers = [] }) => headers))),
  ];
}

function marks(column: Column): string {
  return [column.required ? '**required**' : '', column.personal ? '*personal*' : '', column.descriptive ? '*descriptive*' : '']
    .filter((mark) => mark !== '')
    .join(', ');
}

function checks(column: Column): string {
  return [
    column.unit ?? '',
    range(column),
    column.atMost === undefined ? '' : `≤ ${code(column.atMost)}`,
    column.endOfDay ? 'a date alone is its 23:59:59' : '',
    column.placeholders ? 'placeholders are nothing' : '',
  ]
    .filter((check) => check !== '')
    .join(', ');
}

function range({ minimum, maximum }: Column): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum}–${maximum}`;
  return minimum === undefined ? '' : `≥ ${minimum}`;
}

function valueTable({ columns }: Contract): string[] {
  const rows = columns.flatMap((column) =>
    Object.entries(enumerationOf(column) ?? {}).map(([canonical, words]) =>
      tableRow([code(column.name), code(canonical), words.join('、')]),
    ),
  );
  return rows.length === 0 ? [] : ['| column | value | accepted words |', '| --- | --- | --- |', ...rows, ''];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}
