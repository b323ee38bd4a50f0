import { copyFileSync, createReadStream, existsSync, linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeXlsx } from 'hucre/xlsx';
import { encodeGb18030 } from '../fixtures/encode-text.js';
import { acceptedWords, enumerationOf } from '../pipeline/contracts/accepted-words.js';
import type { Contract } from '../pipeline/contracts/contract.js';
import { contracts } from '../pipeline/contracts/index.js';
import { chineseHeaders, datasetByName } from '../pipeline/ingest/headers.js';
import { measureProcess } from './measured-process.js';
import { program } from './program.js';

/** The period every benchmark reports: the last month that `generate` makes. */
export const period = '2026-10';
export const periodBefore = '2026-09';
const bounds = { start: '2026-10-01', end: '2026-11-01' };

/** The datasets that the review in small reads. */
const coreDatasets = ['tickets', 'repairs', 'revisits'];

export interface BenchData {
  /** All exports; those of the last month; those of the months before it. */
  readonly whole: string;
  readonly lastMonth: string;
  readonly history: string;
  /** Tickets, repairs and revisits alone. */
  readonly core: string;
  /** The last months' tickets in two encodings, and a workbook of 200,000 rows. */
  readonly utf8: string;
  readonly gb18030: string;
  readonly workbook: string;
  /** Task files of the yardsticks. */
  readonly wholeTask: string;
  readonly coreTask: string;
}

/** Makes the data of one size below a folder, or takes what is there from before. */
export async function makeBenchData(folder: string, tickets: number): Promise<BenchData> {
  const at = (name: string) => join(folder, name);
  const whole = at('whole');
  if (!existsSync(join(whole, 'truth.json'))) {
    const size = ['--tickets', String(tickets), '--months', '24', '--seed', '1', '--dirty', '0.005'];
    measureProcess([...program, 'generate', '--out', whole, ...size], folder);
  }
  const names = readdirSync(whole).filter((name) => name.endsWith('.csv'));
  const ofLastMonth = (name: string) => name.includes(period);
  const data = {
    whole,
    lastMonth: linked(whole, at('last-month'), names.filter(ofLastMonth)),
    history: linked(
      whole,
      at('history'),
      names.filter((name) => !ofLastMonth(name)),
    ),
    core: linked(
      whole,
      at('core'),
      names.filter((name) => coreDatasets.includes(datasetByName(name)?.dataset ?? '')),
    ),
    utf8: at('utf8'),
    gb18030: at('gb18030'),
    workbook: at('workbook'),
    wholeTask: writeTask(at('whole.json'), whole),
    coreTask: writeTask(at('core.json'), at('core')),
  };
  await makeEncodings(data);
  await makeWorkbook(data);
  return data;
}

/** Mail addresses, identity and mobile numbers in free text: what every yardstick's regular expressions can say of domain.md § 9. */
const personalData = '[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,63}|[0-9]{17}[0-9Xx]|1[3-9][0-9]{9}';

/** What a yardstick is told: TASK.json as `yardsticks/task.mjs` describes it. */
function writeTask(path: string, folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  const datasets = contracts.flatMap((contract) => {
    const files = names.filter((name) => datasetByName(name)?.dataset === contract.dataset).sort(byMonth);
    return files.length === 0 ? [] : [{ ...described(contract), files: files.map((name) => join(folder, name)) }];
  });
  writeFileSync(path, JSON.stringify({ ...bounds, personalData, datasets }));
  return path;
}

function described({ dataset, columns, timeOrder = [], key }: Contract) {
  return {
    dataset,
    key: key[0],
    timeOrder,
    columns: columns.map((column) => ({
      name: column.name,
      kind: column.kind,
      required: column.required ?? false,
      personal: column.personal ?? false,
      headers: chineseHeaders.get(column.name) ?? [],
      ...(column.minimum === undefined ? {} : { minimum: column.minimum }),
      ...(column.maximum === undefined ? {} : { maximum: column.maximum }),
      ...(enumerationOf(column) === undefined ? {} : { words: Object.fromEntries(acceptedWords(column)) }),
    })),
  };
}

function byMonth(left: string, right: string): number {
  return monthOf(left).localeCompare(monthOf(right));
}

function monthOf(name: string): string {
  return /\d{4}-\d{2}/.exec(name)?.[0] ?? '';
}

function linked(from: string, to: string, names: readonly string[]): string {
  mkdirSync(to, { recursive: true });
  for (const name of ['fieldreview.yaml', ...names]) if (!existsSync(join(to, name))) linkSync(join(from, name), join(to, name));
  return to;
}

/** The tickets of the last six months in UTF-8 and the same in GB18030. */
async function makeEncodings({ whole, utf8, gb18030 }: BenchData): Promise<void> {
  const names = readdirSync(whole).filter((name) => datasetByName(name)?.dataset === 'tickets');
  for (const name of names.sort(byMonth).slice(-6)) {
    linked(whole, utf8, [name]);
    mkdirSync(gb18030, { recursive: true });
    const target = join(gb18030, name);
    if (existsSync(target)) continue;
    const text = await readFile(join(whole, name), 'utf8');
    for (let start = 0; start < text.length; start += 1 << 20)
      await appendFile(target, encodeGb18030(text.slice(start, start + (1 << 20))));
  }
  copyFileSync(join(whole, 'fieldreview.yaml'), join(gb18030, 'fieldreview.yaml'));
}

/** Thirty columns of tickets as a workbook of 200,000 rows, numbered anew where the exports have fewer. */
async function makeWorkbook({ utf8, workbook }: BenchData): Promise<void> {
  const target = join(workbook, 'tickets.xlsx');
  if (existsSync(target)) return;
  mkdirSync(workbook, { recursive: true });
  const [name] = readdirSync(utf8).filter((each) => each.endsWith('.csv'));
  const lines: string[][] = [];
  for await (const line of createInterface({ input: createReadStream(join(utf8, name ?? '')) })) {
    const cells = line.split(',');
    if (cells.length === (lines[0] ?? cells).length) lines.push(cells);
  }
  const [header = [], ...source] = lines;
  const dropped = new Set(['客户确认', '退货签收时间', '退款时间'].map((each) => header.indexOf(each)));
  const thirty = (cells: readonly string[]) => cells.filter((_, index) => !dropped.has(index));
  const rows = Array.from({ length: 200_000 }, (_, index) => [`T${index}`, ...(source[index % source.length] ?? []).slice(1)]);
  const bytes = await writeXlsx({ sheets: [{ name: basename(target, '.xlsx'), rows: [header, ...rows].map(thirty) }] });
  writeFileSync(target, bytes);
}
