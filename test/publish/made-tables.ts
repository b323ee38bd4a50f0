import type { ColumnChunk } from '../../pipeline/warehouse/column-chunks.js';
import { Database } from '../../pipeline/warehouse/database.js';

/** Columns of every type that tables are made of, with nulls, odd texts and the ends of their ranges, for `rows` rows. */
export function everyType(rows: number): string {
  return `select
    row.range::integer as integer_value,
    case when row.range % 3 <> 1 then row.range * 1000000007 - 4000000000 end as bigint_value,
    case when row.range % 5 <> 2 then row.range / 7.0::double end as double_value,
    case when row.range % 4 <> 3 then row.range % 2 = 0 end as boolean_value,
    case when row.range % 7 <> 0 then (row.range * 1234567890123.4567 - 5000)::decimal(38, 4) end as decimal_value,
    case when row.range % 6 <> 5 then date '2026-02-28' + row.range::integer end as date_value,
    case when row.range % 2 = 0 then timestamp '2026-10-03 09:30:00' + to_microseconds(row.range * 1000001) end as timestamp_value,
    case row.range % 5 when 0 then '=1+1' when 1 then '压缩机异响，“很吵”' when 2 then '' when 3 then null else '𠮷🙂 ' || row.range end as text_value,
    case row.range % 4 when 0 then [] when 1 then null when 2 then ['甲', null, ''] else ['=1', 'b' || row.range] end::varchar[] as texts_value,
    null::varchar as empty_value
  from range(${rows}) as row order by row.range`;
}

/** Lets `look` see the result of a query in chunks of columns. */
export async function withChunks<T>(sql: string, look: (chunks: AsyncIterable<ColumnChunk>, database: Database) => Promise<T>): Promise<T> {
  const database = await Database.open(':memory:', { threads: 1 });
  try {
    return await look(database.columnChunks(sql), database);
  } finally {
    database.close();
  }
}
