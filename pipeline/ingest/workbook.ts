import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuseInterrupted, whenInterrupted } from '../interruption.js';
import { packageRoot } from '../package-root.js';
import type { WorkbookAnswer, WorkbookTask } from './workbook-child.js';
import { checkContainer } from './workbook-container.js';
import { BadWorkbook, defaultLimits, type WorkbookLimits } from './workbook-limits.js';

export { BadWorkbook, type WorkbookLimits } from './workbook-limits.js';

export interface SheetText {
  readonly sheet: string;
  /** UTF-8 CSV written aside. */
  readonly file: string;
  readonly records: number;
}

/**
 * Writes every non-empty sheet of a workbook, hidden ones too, as an RFC 4180 CSV (LF, comma, UTF-8 without BOM, every record
 * with the same number of cells) into `folder`. Record i is row i of the sheet: empty rows are kept as records of empty
 * cells up to the last used one, so that line numbers in messages are rows of the sheet.
 *
 * The workbook is read in a process of its own with a cap on memory and time; nothing of it enters this one. Throws
 * BadWorkbook for a file that cannot be read as a table; its message continues "<path>: ". `folder` is the caller's to
 * clear, after an error too: it may then hold unfinished files.
 */
export async function readWorkbook(path: string, folder: string, limits: Partial<WorkbookLimits> = {}): Promise<SheetText[]> {
  const task = { path, folder, limits: { ...defaultLimits, ...limits } };
  await checkContainer(path, task.limits);
  const outcome = await runChild(task);
  refuseInterrupted();
  const answer = parseAnswer(outcome.output);
  if (outcome.exitCode !== 0 || !answer) throw explainEnd(outcome, task.limits);
  if ('bad' in answer) throw new BadWorkbook(answer.bad);
  return answer.sheets;
}

interface Outcome {
  readonly exitCode: number | null;
  readonly isLate: boolean;
  readonly output: string;
  readonly errors: string;
}

function runChild(task: WorkbookTask): Promise<Outcome> {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const child = spawn(process.execPath, [`--max-old-space-size=${task.limits.heapMegabytes}`, childProgram(), JSON.stringify(task)], {
    env: environment,
    // Nothing is said on its input: that it ends tells the child that this process is gone.
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, task.limits.seconds * 1000);
  const keepGoing = whenInterrupted(() => child.kill('SIGKILL'));
  const output = collectText(child.stdout);
  const errors = collectText(child.stderr);
  return new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, isLate, output: output(), errors: errors() }));
  }).finally(() => {
    clearTimeout(timer);
    keepGoing();
  });
}

/** Beside this module in the build; run from the sources (tests), it is the built one. */
function childProgram(): string {
  const name = 'workbook-child.js';
  const places = [fileURLToPath(new URL(name, import.meta.url)), join(packageRoot, 'dist', 'pipeline', 'ingest', name)];
  const found = places.find((place) => existsSync(place));
  if (!found) throw new Error(`${name} is not built; run "npm run build"`);
  return found;
}

function collectText(stream: NodeJS.ReadableStream): () => string {
  const pieces: Buffer[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece));
  return () => Buffer.concat(pieces).toString('utf8');
}

function parseAnswer(output: string): WorkbookAnswer | undefined {
  return output === '' ? undefined : (JSON.parse(output) as WorkbookAnswer);
}

function explainEnd(outcome: Outcome, limits: WorkbookLimits): Error {
  if (outcome.isLate)
    return new BadWorkbook(`it could not be read within ${limits.seconds} seconds; export it as CSV, or in smaller files`);
  if (/heap out of memory|allocation failed/i.test(outcome.errors)) {
    return new BadWorkbook(`reading it takes more than ${limits.heapMegabytes} MB of memory; export it as CSV, or in smaller files`);
  }
  return new Error(`reading a workbook ended with ${outcome.exitCode ?? 'a signal'}: ${outcome.errors.trim()}`);
}
