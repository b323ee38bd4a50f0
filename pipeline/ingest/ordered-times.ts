import type { DateOrder } from '../config/mapping.js';
import { normalText } from './cell-values.js';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthName =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const clock = '(?:[ ,T]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?(?: ?([ap])\\.?m\\.?)?(?: ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?)?';
const year = '(\\d{4}|\\d{2})';

/** The ways of writing a date that need an order or a name, each with where day, month and year stand. */
const forms = [
  { pattern: `(\\d{1,2})[/.-](\\d{1,2})[/.-]${year}`, order: 'as configured' },
  { pattern: `(\\d{1,2})(?:st|nd|rd|th)?[/. -]*${monthName}[/., -]*${year}`, order: 'day_first' },
  { pattern: `${monthName}[. ]*(\\d{1,2})(?:st|nd|rd|th)?[, ]+${year}`, order: 'month_first' },
  { pattern: '(\\d{4})[/-](\\d{1,2})[/-](\\d{1,2})', order: 'year_first' },
].map(({ pattern, order }) => ({ pattern: new RegExp(`^${pattern}${clock}$`, 'i'), order }));

/**
 * A time written with its day or its month first, or with the month's name, in the spelling that is always understood:
 * `25/Feb/26 10:17 PM` is `2026-02-25 22:17`, 1790902800000 milliseconds `2026-10-02T01:00:00.000Z`; two digits of a year are of this century. Anything else is given back as it is.
 */
export function orderedTime(raw: string, order: DateOrder): string {
  const text = normalText(raw);
  if (order === 'epoch_milliseconds') return /^\d{12,13}$/.test(text) ? new Date(Number(text)).toISOString() : raw;
  for (const form of forms) {
    const found = form.pattern.exec(text);
    if (found) return rewritten(found, form.order === 'as configured' ? order : form.order) ?? raw;
  }
  return raw;
}

function rewritten(found: RegExpExecArray, order: string): string | undefined {
  const [first = '', second = '', third = ''] = found.slice(1, 4);
  const [years, monthText, dayText] =
    order === 'year_first' ? [first, second, third] : order === 'day_first' ? [third, second, first] : [third, first, second];
  const month = /^\d/.test(monthText) ? Number(monthText) : months.indexOf(monthText.slice(0, 3).toLowerCase()) + 1;
  const day = Number(dayText);
  const time = clockText(found.slice(4));
  if (month < 1 || month > 12 || day < 1 || day > 31 || time === undefined) return undefined;
  return `${years.length === 2 ? `20${years}` : years}-${twoDigits(month)}-${twoDigits(day)}${time}`;
}

/** The clock with a blank before it, '' without one; undefined for `13:05 PM` and `0:30 AM`, which mean nothing certain. */
function clockText([hourText, minute, second, half, zone]: readonly (string | undefined)[]): string | undefined {
  if (hourText === undefined) return '';
  const written = Number(hourText);
  if (half !== undefined && (written < 1 || written > 12)) return undefined;
  const hour = half === undefined ? written : (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const offset = zone === undefined ? '' : /^[+-]/.test(zone) ? zone : 'Z';
  return ` ${twoDigits(hour)}:${minute}${second === undefined ? '' : `:${second}`}${offset}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
