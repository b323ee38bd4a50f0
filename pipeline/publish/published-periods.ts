import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Unit } from '../../reports/management-review/report-data.js';
import { parsePeriod } from '../config/periods.js';
import { UserError } from '../errors.js';
import type { Row } from '../warehouse/database.js';

/** What figures.json of a period holds (interface.md). */
export interface FiguresFile {
  readonly period: string;
  readonly as_of: string;
  readonly provisional: boolean;
  readonly figures: readonly { readonly id: string; readonly value: number | null; readonly unit: Unit }[];
  /** Rows by table; `truncated` where a table was cut. */
  readonly tables: Readonly<Record<string, readonly Row[] | boolean>>;
}

/** Names of the periods published in OUT, in their order. */
export function publishedPeriods(out: string): string[] {
  if (!existsSync(out)) return [];
  return readdirSync(out)
    .filter((name) => /^\d{4}-(\d{2}|W\d{2})$/.test(name) && existsSync(figuresPath(join(out, name))))
    .sort();
}

/** The name of a period that is published in OUT; throws UserError for any other. */
export function requirePublished(out: string, period: string): string {
  const { name } = parsePeriod(period);
  const periods = publishedPeriods(out);
  if (periods.includes(name)) return name;
  if (periods.length === 0) {
    throw new UserError(`${out}: no period is published here. Publish one with: fieldreview run --period ${name} --input DIR --out ${out}`);
  }
  throw new UserError(
    `${out}: ${name} is not published here, but ${periods.join(', ')}. Publish it with: fieldreview report --period ${name} --out ${out}`,
  );
}

/** The figures in the folder of a period; undefined where there are none. Throws UserError where they were damaged since they were published. */
export function readFiguresFile(folder: string): FiguresFile | undefined {
  const file = figuresPath(folder);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as FiguresFile;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [out, period] = [dirname(folder), basename(folder)];
    throw new UserError(
      `${file}: is not what was published, it cannot be read as JSON. Publish the period again with: fieldreview report --period ${period} --out ${out}`,
    );
  }
}

function figuresPath(folder: string): string {
  return join(folder, 'figures.json');
}
