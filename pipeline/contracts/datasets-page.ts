import Papa from 'papaparse';
import type { Locale } from '../../reports/theme/formats.js';
import { findTableHead } from '../ingest/table-head.js';
import type { Column, Contract } from './contract.js';
import { datasetsPageWords } from './datasets-page-words.js';
import { contracts } from './index.js';
import { type RawRow, rowJudge } from './row-schema.js';

/** The export of fixtures/example that the rows of a dataset are shown from, below that folder. */
export const exampleFiles: Readonly<Record<string, string>> = {
  tickets: '2026-10/工单_202610.csv',
  events: '2026-10/工单流水_202610.csv',
  repairs: '2026-10/repairs_202610.csv',
  revisits: '2026-10/客户回访记录表_202610.csv',
  lots: '2026-10/出货台账_202610.csv',
  feedback: '质量部/信息反馈处理单_2026-10.csv',
  complaints: '质量部/投诉索赔_2026.csv',
  actions: '质量部/行动计划追踪表_2026-09.csv',
  samples: '质量部/样品台账.csv',
  followups: 'followups/followups-2026.10.csv',
};

/** The pages docs/datasets.*.md; `readExample` gives the text of a file below fixtures/example. */
export function renderDatasetsPage(locale: Locale, readExample: (path: string) => string): string {
  const { title, introduction } = datasetsPageWords[locale];
  const parts = [
    `# ${title}`,
    '<!-- Generated from the contracts and fixtures/example. After a change, run: npx vitest run test/contracts/datasets-page.test.ts -u -->',
    introduction,
    ...contracts.flatMap((contract) => datasetParts(contract, locale, readExample)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function datasetParts(contract: Contract, locale: Locale, readExample: (path: string) => string): string[] {
  const words = datasetsPageWords[locale];
  const { dataset } = contract;
  const its = words.datasets[dataset];
  const path = exampleFiles[dataset];
  if (!its || path === undefined) throw new Error(`the page of datasets has no words or no example of ${dataset}`);
  const required = contract.columns.filter(({ required }) => required).map(({ name }) => code(name));
  return [
    `## ${its.name === dataset ? dataset : `${dataset} · ${its.name}`}`,
    its.row,
    [
      `- ${words.use}${words.colon}${its.use}`,
      `- ${words.required}${words.colon}${required.join(words.listed)}${words.stop}`,
      `- ${words.files}${words.colon}${[dataset, ...contract.fileNames].map(code).join(words.listed)}${words.stop}`,
      `- ${its.mind}`,
    ].join('\n'),
    exampleTable(contract, words.columns, fullestRows(contract, path, readExample(path))),
    `${words.from.replace('{file}', `fixtures/example/${path}`)} [${words.all}](data-contracts.md#${dataset})`,
  ];
}

/** Columns that both rows leave empty are left out. */
function exampleTable({ columns }: Contract, head: string, rows: readonly RawRow[]): string {
  const shown = columns.filter(({ name }) => rows.some((row) => row[name]));
  const lines = shown.map((column) => {
    const name = column.required ? `**${code(column.name)}**` : code(column.name);
    return `| ${[name, headerOf(column), ...rows.map((row) => cellText(row[column.name]))].join(' | ')} |`;
  });
  return [head, '| --- | --- | --- | --- |', ...lines].join('\n');
}

/** The header of a column: its own, else that of the dataset that gives the column one. */
function headerOf({ name, headers = [] }: Column): string {
  const anywhere = contracts.flatMap(({ columns }) =>
    columns.filter((column) => column.name === name).flatMap((column) => column.headers ?? []),
  );
  return [...headers, ...anywhere][0] ?? '';
}

function cellText(cell: string | null | undefined): string {
  return (cell ?? '').replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}

/** The two sound rows of an export with the most cells filled, in the order of the file. */
function fullestRows(contract: Contract, path: string, text: string): RawRow[] {
  const { match, recordsAbove, width, delimiter } = findTableHead(Buffer.from(text), {
    baseName: path.slice(path.lastIndexOf('/') + 1),
    aliases: {},
  });
  const judge = rowJudge(contract, { zone: 'Asia/Shanghai' });
  const records = Papa.parse<string[]>(text, { delimiter }).data.slice(recordsAbove + 1);
  const rows = records
    .filter((cells) => cells.length === width)
    .map((cells): RawRow => Object.fromEntries([...match.positions].map(([column, position]) => [column, cells[position] ?? ''])))
    .filter((row) => judge(row).faults.length === 0);
  const filled = (row: RawRow): number => Object.values(row).filter((cell) => cell).length;
  const fullest = [...rows].sort((left, right) => filled(right) - filled(left)).slice(0, 2);
  return rows.filter((row) => fullest.includes(row));
}

function code(text: string): string {
  return `\`${text}\``;
}
