import { foldedWord } from '../contracts/accepted-words.js';
import { nullTokens } from '../contracts/enumerations.js';
import { localOfInstant } from '../time-zone.js';

/**
 * How one cell is read (domain.md § 1 "Identity", § 2 "Cells"): the definition the SQL of the loader is tested against.
 * Every `parse…` takes the cell as it stands in the file, not null, and returns null when it cannot be understood.
 */

export type Precision = 'second' | 'minute' | 'day';

export interface LocalTime {
  /** `2026-10-03 09:30:00` in the configured zone. */
  readonly local: string;
  readonly precision: Precision;
}

const nulls: ReadonlySet<string> = new Set(nullTokens);
const firstYear = 2000;
const lastYear = 2100;
const day = 86_400_000;

/** NFKC, then trimmed; trimming takes the byte order mark and every Unicode space with it. */
export function normalText(raw: string): string {
  return raw.normalize('NFKC').trim();
}

/** Whether the cell says that there is nothing in it; an enumeration's own words come before (`无` is a consequence). */
export function isNullToken(raw: string): boolean {
  return nulls.has(foldedWord(raw));
}

/**
 * An identifier or code. In a workbook a number in scientific notation has lost digits already and is not understood;
 * the reader of workbooks writes whole numbers of up to 15 digits as digits and longer ones as `1.2345E+20`.
 */
export function parseId(raw: string, isWorkbook = false): string | null {
  const id = normalText(raw).toUpperCase();
  return isWorkbook && /^-?\d(?:\.\d+)?E\+\d+$/.test(id) ? null : id;
}

/** Whether an identifier stands for "unknown": listed (as identifiers), or two or more of one digit. */
export function isPlaceholder(id: string, listed: ReadonlySet<string>): boolean {
  return listed.has(id) || /^(\d)\1+$/.test(id);
}

/** A word of an enumeration → its canonical value; `words` as made by `acceptedWords`. */
export function parseEnum(raw: string, words: ReadonlyMap<string, string>): string | null {
  return words.get(foldedWord(raw)) ?? null;
}

/** A word for true or false; `words` as made by `acceptedWords` for a boolean column. */
export function parseBoolean(raw: string, words: ReadonlyMap<string, string>): boolean | null {
  const canonical = parseEnum(raw, words);
  return canonical === null ? null : canonical === 'true';
}

// White space is spelled out because engines differ in what `\s` holds; NFKC has made most Unicode spaces U+0020.
const space = '[\\t\\n\\f\\r ]*';
const datePart =
  '(\\d{4})(?:-(\\d{1,2})-(\\d{1,2})|/(\\d{1,2})/(\\d{1,2})|\\.(\\d{1,2})\\.(\\d{1,2})|(\\d{2})(\\d{2})|年(\\d{1,2})月(\\d{1,2})日)';
const colonClock = `(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?:${space}(Z|[+-]\\d{2}(?::?\\d{2})?))?`;
const chineseClock = '(\\d{1,2})时(?:(\\d{1,2})分(?:(\\d{1,2})秒)?)?';
const timePattern = new RegExp(`^${datePart}(?:(T|${space})(上午|下午)?${space}(?:${colonClock}|${chineseClock}))?$`, 'i');

/**
 * A local time stamp. A date alone is its midnight, or with `endOfDay` its last second. A time with an offset is
 * converted to the zone; fractions of a second are dropped; 24:00 is the next midnight.
 */
export function parseTime(raw: string, zone: string, { endOfDay = false } = {}): LocalTime | null {
  const found = timePattern.exec(digitsAsWritten(raw));
  const date = found ? readDate(found) : null;
  if (!found || date === null) return null;
  const hasClock = found[12] !== undefined;
  if (!hasClock) return localTime(date + (endOfDay ? day - 1000 : 0), 'day');
  return isDigitPairUnclear(found) ? null : readClock(date, found, zone);
}

/** A local date `2026-10-03`; a cell with a time keeps the date of that time. */
export function parseDate(raw: string, zone: string): string | null {
  return parseTime(raw, zone)?.local.slice(0, 10) ?? null;
}

const digits = '(\\d+|[1-9]\\d{0,2}(?:,\\d{3})+)?(?:\\.(\\d+))?';
const integerPattern = new RegExp(`^([+-]?)${digits}(?:${space}分)?$`);
const moneyPattern = new RegExp(`^(?:([+-]?)(?:¥${space})?|¥${space}([+-]))${digits}(?:${space}元)?$`);

/** A whole number (`5.0` is whole, `5分` a score); beyond 2^53 it is not understood. */
export function parseInteger(raw: string): number | null {
  const [, sign = '', whole = '', fraction = ''] = integerPattern.exec(digitsAsWritten(raw)) ?? [];
  if (`${whole}${fraction}` === '' || /[1-9]/.test(fraction)) return null;
  const value = Number(whole.replaceAll(',', ''));
  if (!Number.isSafeInteger(value)) return null;
  return sign === '-' && value !== 0 ? -value : value;
}

/** An amount as exact decimal text without superfluous zeros: at most four decimals, magnitude below 1e14. */
export function parseMoney(raw: string): string | null {
  const [, before = '', after = '', whole = '', fraction = ''] = moneyPattern.exec(digitsAsWritten(raw)) ?? [];
  if (`${whole}${fraction}` === '') return null;
  const units = whole.replaceAll(',', '').replace(/^0+/, '');
  const decimals = fraction.replace(/0+$/, '');
  if (units.length > 14 || decimals.length > 4) return null;
  const magnitude = `${units === '' ? '0' : units}${decimals === '' ? '' : `.${decimals}`}`;
  return `${before}${after}` === '-' && magnitude !== '0' ? `-${magnitude}` : magnitude;
}

/** The normal text of a date or number; empty where NFKC would make digits of other signs (`5²` is not 52). */
function digitsAsWritten(raw: string): string {
  const text = normalText(raw);
  return text === raw || count(raw, /[0-9０-９]/g) === count(text, /[0-9]/g) ? text : '';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Midnight of the date as if it were UTC; null for dates no calendar has. */
function readDate(found: RegExpExecArray): number | null {
  const [month = 0, date = 0] = found
    .slice(2, 12)
    .filter((part) => part !== undefined)
    .map(Number);
  const midnight = new Date(Date.UTC(Number(found[1]), month - 1, date));
  return midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === date ? midnight.getTime() : null;
}

/** Run together, `2026-10-0309:30` is clear, but `2026-10-309:30` may be the 3rd or the 30th. */
function isDigitPairUnclear(found: RegExpExecArray): boolean {
  const isRunTogether = found[12] === '' && found[13] === undefined && found[11] === undefined;
  const day = found[3] ?? found[5] ?? found[7] ?? found[9];
  const hour = found[14] ?? found[18];
  return isRunTogether && (day?.length !== 2 || hour?.length !== 2);
}

function readClock(midnight: number, found: RegExpExecArray, zone: string): LocalTime | null {
  const hour = hourOfDay(Number(found[14] ?? found[18]), found[13]);
  const minute = Number(found[15] ?? found[19] ?? 0);
  const second = Number(found[16] ?? found[20] ?? 0);
  const isNextMidnight = hour === 24 && minute === 0 && second === 0;
  if (!(hour < 24 || isNextMidnight) || minute > 59 || second > 59) return null;
  const written = midnight + ((hour * 60 + minute) * 60 + second) * 1000;
  const precision = (found[16] ?? found[20]) === undefined ? 'minute' : 'second';
  const offset = found[17];
  if (offset === undefined) return localTime(written, precision);
  const ahead = millisecondsAhead(offset);
  if (ahead === null) return null;
  return localTime(Date.parse(`${localOfInstant(written - ahead, zone).replace(' ', 'T')}Z`), precision);
}

/** 上午 12:10 is ten past midnight, 下午 15:30 is 15:30; 上午 13:00 is no time (NaN). */
function hourOfDay(hour: number, half: string | undefined): number {
  if (half === '上午') return hour > 12 ? Number.NaN : hour % 12;
  return half === '下午' && hour < 12 ? hour + 12 : hour;
}

/** `Z`, `+08`, `+0800`, `+08:00`; no zone is further from UTC than 14 hours. */
function millisecondsAhead(offset: string): number | null {
  if (offset.toUpperCase() === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3).replace(':', ''));
  const isReal = minutes <= 14 * 60 && Number(offset.slice(3).replace(':', '')) < 60;
  return isReal ? (offset.startsWith('-') ? -minutes : minutes) * 60_000 : null;
}

/** A wall clock given as if it were UTC; null outside the years that data can come from. */
function localTime(wallClock: number, precision: Precision): LocalTime | null {
  const year = new Date(wallClock).getUTCFullYear();
  if (year < firstYear || year > lastYear) return null;
  return { local: new Date(wallClock).toISOString().slice(0, 19).replace('T', ' '), precision };
}
