import { join } from 'node:path';
import type { SheetText } from './workbook.js';
import { readWorkbookParts } from './workbook-book.js';
import { CsvSheet } from './workbook-csv.js';
import { BadWorkbook, type WorkbookLimits } from './workbook-limits.js';
import { WorkbookPackage } from './workbook-package.js';
import { SheetReader } from './workbook-sheet.js';

/** What the child is told, as JSON in its only argument. */
export interface WorkbookTask {
  readonly path: string;
  readonly folder: string;
  readonly limits: WorkbookLimits;
}

/** What it answers, as JSON on standard output. Anything else it meets is a defect or a failing disk: it ends with a stack. */
export type WorkbookAnswer = { readonly sheets: SheetText[] } | { readonly bad: string };

// A child whose parent was killed must not go on writing where the next run works.
process.stdin.once('end', () => {
  throw new Error('the program that asked for this workbook has ended');
});
process.stdin.resume().unref();
const task = JSON.parse(process.argv[2] ?? '') as WorkbookTask;
process.stdout.write(JSON.stringify(await answer(task)));

async function answer({ path, folder, limits }: WorkbookTask): Promise<WorkbookAnswer> {
  try {
    return { sheets: await writeSheets(path, folder, limits) };
  } catch (error) {
    if (error instanceof BadWorkbook) return { bad: error.message };
    throw error;
  }
}

async function writeSheets(path: string, folder: string, limits: WorkbookLimits): Promise<SheetText[]> {
  const file = await WorkbookPackage.open(path, limits);
  const book = await readWorkbookParts(file, limits);
  const sheets: SheetText[] = [];
  let written = 0;
  for (const [index, { name, part }] of book.sheets.entries()) {
    const target = join(folder, `sheet-${index + 1}.csv`);
    const csv = new CsvSheet(target, limits);
    const checkSize = () => {
      if (written + csv.writtenBytes <= limits.textBytes) return;
      throw new BadWorkbook(`its sheets hold more than ${limits.textBytes / 2 ** 20} MB of text; export it as CSV, or in smaller files`);
    };
    const reader = new SheetReader(book, limits, (row) => {
      csv.write(row);
      checkSize();
    });
    await file.scan(part, reader);
    const records = csv.finish();
    written += csv.writtenBytes;
    if (records > 0) sheets.push({ sheet: name, file: target, records });
  }
  return sheets;
}
