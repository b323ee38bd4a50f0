import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderIndex } from '../../reports/index-page/render-index.js';
import type { Figure, PublishedPeriod, Unit } from '../../reports/management-review/report-data.js';
import { publishedPeriods } from './published-tables.js';

/** The page that lists every published period: those in OUT, and the one that is being published. */
export function renderPublishedPeriods(out: string, newFolder: string, locale: 'zh-CN' | 'en'): string {
  const published = new Map(readPublished(out).map((period) => [period.period, period]));
  const current = readPeriod(newFolder);
  if (current) published.set(current.period, current);
  const periods = [...published.values()].sort((left, right) =>
    left.as_of < right.as_of ? 1 : left.as_of > right.as_of ? -1 : left.period < right.period ? 1 : -1,
  );
  return renderIndex(periods, locale);
}

function readPublished(out: string): PublishedPeriod[] {
  return publishedPeriods(out).flatMap((name) => readPeriod(join(out, name)) ?? []);
}

interface FiguresFile {
  readonly period: string;
  readonly as_of: string;
  readonly provisional: boolean;
  readonly figures: readonly { readonly id: string; readonly value: number | null; readonly unit: Unit }[];
}

function readPeriod(folder: string): PublishedPeriod | undefined {
  const file = join(folder, 'figures.json');
  if (!existsSync(file)) return undefined;
  const { period, as_of, provisional, figures } = JSON.parse(readFileSync(file, 'utf8')) as FiguresFile;
  return {
    period,
    kind: period.includes('W') ? 'week' : 'month',
    as_of: as_of.slice(0, 19),
    provisional,
    href: `${period}/index.html`,
    figures: new Map(figures.map(({ id, value, unit }): [string, Figure] => [id, { value, unit }])),
  };
}
