import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locale } from '../../reports/theme/formats.js';
import { calendarFileName } from '../config/calendar.js';
import { configurationFileName } from '../config/configuration.js';
import { contracts } from '../contracts/index.js';
import { UserError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { byteOrderMark, defusedCsvLines } from '../publish/defused-csv.js';
import { templateHeader } from './template-words.js';
import { templateWorkbook } from './template-workbook.js';

/** The calendar and the policy that the new configuration names. */
const calendarName = 'calendar.json';
const policyName = 'policy.yaml';

export interface InitResult {
  readonly folder: string;
  /** Paths below the folder, with `/`, in the order in which they were written. */
  readonly files: readonly string[];
}

/**
 * `init`: a configuration, policy and calendar, and for each dataset an empty export and a workbook to fill in. UserError
 * when one of the files is there already; then nothing is written.
 */
export async function initFolder(folder: string, locale: Locale): Promise<InitResult> {
  const files = await filesFor(locale);
  if (statSync(folder, { throwIfNoEntry: false })?.isFile()) throw new UserError(`${folder}: is a file. Name a new or existing folder.`);
  const there = files.filter(({ path }) => existsSync(join(folder, path))).map(({ path }) => path);
  if (there.length > 0) {
    throw new UserError(`${folder}: there already: ${there.join(', ')}. Nothing was written. Name another folder, or move them away.`);
  }
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { flag: 'wx' });
  }
  return { folder, files: files.map(({ path }) => path) };
}

interface NewFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

async function filesFor(locale: Locale): Promise<NewFile[]> {
  const templates = locale === 'en' ? 'templates' : '模板';
  const files: NewFile[] = [
    { path: configurationFileName, content: shipped(`fieldreview.${locale}.yaml`) },
    { path: policyName, content: shipped(`policy.${locale}.yaml`) },
    { path: calendarName, content: readFileSync(calendarFileName, 'utf8') },
  ];
  for (const contract of contracts) {
    // Personal data serves no figure: who needs it adds its columns.
    const columns = contract.columns.filter(({ personal }) => !personal);
    const name = locale === 'en' ? contract.dataset : (contract.fileNames[0] ?? contract.dataset);
    const header = defusedCsvLines([columns.map((column) => templateHeader(column, locale))]);
    files.push({ path: `${name}.csv`, content: `${byteOrderMark}${header}` });
    files.push({ path: `${templates}/${name}.xlsx`, content: await templateWorkbook(contract, columns, locale) });
  }
  return files;
}

function shipped(name: string): string {
  return readFileSync(join(packageRoot, 'pipeline', 'config', 'data', 'init', name), 'utf8');
}
