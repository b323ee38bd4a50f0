import { expect, test } from 'vitest';
import { columnOf, contractOf } from '../../pipeline/contracts/index.js';
import { parseTime } from '../../pipeline/ingest/cell-values.js';
import { shortcutSql } from '../../pipeline/ingest/shortcut-sql.js';
import { openReader, setting } from './compare-verdicts.js';

const signs = [...'0259 -:./+TZt', '\u00a0', '日'];

/** The text with every pair of its signs replaced by every pair of `signs`. */
function spoiledInTwoPlaces(text: string): string[] {
  const places = [...text].map((_sign, place) => place);
  const spoil = (cells: string[], place: number): string[] =>
    cells.flatMap((cell) => signs.map((sign) => `${cell.slice(0, place)}${sign}${cell.slice(place + 1)}`));
  return places.flatMap((first) => places.slice(first + 1).flatMap((second) => spoil(spoil([text], first), second)));
}

// The engine casts `23:59:5 ` and `23:59:0.` to times and `20-6-10-03` to a date; a shortcut that lets them through keeps rows that must be rejected.
test.each([
  ['completed_at', 1000],
  ['purchased_on', 100],
])('what the shortcut of %s takes is a time by definition, the same one', async (name, least) => {
  const column = columnOf(contractOf('tickets'), name);
  const cells = ['2026-10-04 23:59:05', '2099-12-31 24:00:00', '2026-10-04 23:59:60', '2026-10-04 23:59', '2026-10-04'].flatMap(
    spoiledInTwoPlaces,
  );
  const configured = setting('', false);
  const database = await openReader(configured);
  try {
    const taken = await database.rows<{ cell: string; local: string | null }>(
      `select cell, try_cast(shortcut as timestamp)::varchar as local
      from (select raw_${name} as cell, ${shortcutSql(column, { enums: {}, placeholders: [] })} as shortcut
        from (select unnest(from_json($cells, '["VARCHAR"]')) as raw_${name}))
      where shortcut is not null`,
      { cells: JSON.stringify(cells) },
    );
    expect(taken.length).toBeGreaterThan(least);
    expect(taken.filter(({ cell, local }) => parseTime(cell, configured.configuration.timezone)?.local !== local)).toEqual([]);
  } finally {
    database.close();
  }
});
