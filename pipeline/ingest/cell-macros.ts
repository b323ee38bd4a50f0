import { createHash } from 'node:crypto';
import type { Database } from '../warehouse/database.js';
import type { CellReader } from './cell-reader.js';

/**
 * Reading cells in SQL. Each macro handles the common spelling itself and hands every other to the TypeScript definition
 * (cell-values.ts), so both agree and the bulk of the work stays in the engine. A text is *plain* when NFKC cannot change
 * it: printable ASCII and the main block of Chinese characters. Whether digits are digits is asked of the raw cell, for
 * NFKC makes 52 of `5²`. A time that the shortcut has read has 19, 16 or 10 signs, for a precision of 0, 1 or 2.
 */
const macros = `
create or replace macro is_plain(x) as regexp_full_match(x, '[ -~\\x{4e00}-\\x{9fff}]*');
create or replace macro cell_normal(x) as case when x is null then null when is_plain(x) then trim(x, ' ') else text_normal(x) end;
create or replace macro is_nothing(n) as strlen(n) <= 4 and regexp_full_match(n, '(?i)|-|—|/|无|n/a|null');
create or replace macro cell_filled(n) as case when not is_nothing(n) then n end;
create or replace macro text_filled(t) as case when length(t) > 4 then t
  when not is_nothing(case when is_plain(t) then t else text_word(t) end) then t end;
create or replace macro cell_id(n) as case when is_plain(n) then upper(n) else text_id(n) end;
create or replace macro cell_word(n) as case when is_plain(n) then lower(n) else text_word(n) end;
create or replace macro cell_text(x) as trim(x, E' \\t\\r\\n\\x0b\\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff');
create or replace macro is_plain_time(n) as regexp_full_match(n,
  '(20[0-9]{2}|2100)(-[0-9]{1,2}-|/[0-9]{1,2}/)[0-9]{1,2}( ([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?');
create or replace macro cell_time(n, raw) as case when n is null then null when is_plain(raw) and is_plain_time(n) then n else text_time(raw) end;
create or replace macro time_precision(t) as (2 - least(length(t) - length(replace(t, ':', '')), 2))::utinyint;
create or replace macro shortcut_precision(t) as ((22 - strlen(t)) // 5)::utinyint;
create or replace macro cell_integer(n, raw) as case
  when n is null then null when is_plain(raw) and regexp_full_match(n, '[0-9]{1,12}') then n else text_integer(raw) end;
create or replace macro cell_money(n, raw) as case
  when n is null then null when is_plain(raw) and regexp_full_match(n, '[0-9]{1,12}(\\.[0-9]{1,4})?') then n else text_money(raw) end;
create or replace macro is_before(a, a_precision, b, b_precision) as case when a >= b then false else case greatest(a_precision, b_precision)
  when 0 then a < b when 1 then date_trunc('minute', a) < date_trunc('minute', b) else a::date < b::date end end;
create or replace macro scrubbed(x) as case when regexp_matches(x, '[0-9０-９]{11}|[@＠]') then text_scrubbed(x) else x end;
`;

/** Makes the macros and the functions behind them in a database that is going to load files. */
export async function addCellMacros(database: Database, reader: CellReader): Promise<void> {
  database.addTextFunction('text_normal', reader.normal);
  database.addTextFunction('text_id', reader.id);
  database.addTextFunction('text_word', reader.word);
  database.addTextFunction('text_time', reader.time);
  database.addTextFunction('text_integer', reader.integer);
  database.addTextFunction('text_money', reader.money);
  database.addTextFunction('text_day_first', reader.dayFirst);
  database.addTextFunction('text_month_first', reader.monthFirst);
  database.addTextFunction('text_epoch_milliseconds', reader.epochMilliseconds);
  database.addTextFunction('text_after', reader.after);
  database.addTextFunction('text_scrubbed', reader.scrubbed);
  database.addTextFunction('text_masked', reader.masked);
  await database.run(macros);
  await database.run(pseudonymMacro(reader.pseudonymKey));
}

/** HMAC-SHA-256 (RFC 2104), first 128 bits in hex; without a key nothing is kept. */
function pseudonymMacro(key: Uint8Array | undefined): string {
  if (!key) return 'create or replace macro pseudonym(x) as null::varchar';
  const block = Buffer.alloc(64);
  block.set(key.length > 64 ? createHash('sha256').update(key).digest() : key);
  const padded = (pad: number): string => Buffer.from(block.map((byte) => byte ^ pad)).toString('hex');
  return `create or replace macro pseudonym(x) as left(sha256(unhex('${padded(0x5c)}') || unhex(sha256(unhex('${padded(0x36)}') || encode(x)))), 32)`;
}
