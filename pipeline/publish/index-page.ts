import { join } from 'node:path';
import { renderIndex } from '../../reports/index-page/render-index.js';
import type { Figure, PublishedPeriod } from '../../reports/management-review/report-data.js';
import { tileFigures } from '../../reports/management-review/tiles.js';
import { publishedPeriods, readFiguresFile } from './published-periods.js';
import { publishedTrends } from './published-trends.js';

/** The page that lists every published period: those in OUT, and the one that is being published. */
export async function renderPublishedPeriods(out: string, newFolder: string, locale: 'zh-CN' | 'en'): Promise<string> {
  const current = readPeriod(newFolder);
  const periods = [...readPublished(out, current?.period), ...(current ? [current] : [])].sort((left, right) =>
    left.as_of < right.as_of ? 1 : left.as_of > right.as_of ? -1 : left.period < right.period ? 1 : -1,
  );
  return renderIndex(periods, publishedTrends(periods, tileFigures()), locale);
}

/** Those in OUT but the one that takes the place of its former publication, whatever has become of that. */
function readPublished(out: string, replaced: string | undefined): PublishedPeriod[] {
  return publishedPeriods(out).flatMap((name) => (name === replaced ? [] : (readPeriod(join(out, name)) ?? [])));
}

function readPeriod(folder: string): PublishedPeriod | undefined {
  const published = readFiguresFile(folder);
  if (!published) return undefined;
  const { period, as_of, provisional, figures } = published;
  return {
    period,
    kind: period.includes('W') ? 'week' : 'month',
    as_of: as_of.slice(0, 19),
    provisional,
    href: `${period}/index.html`,
    figures: new Map(figures.map(({ id, value, unit }): [string, Figure] => [id, { value, unit }])),
  };
}
