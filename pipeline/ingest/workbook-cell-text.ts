const secondsPerDay = 86_400;
/** Serial 0 of the two calendars a workbook may count its days in (ECMA-376 part 1, § 18.17.4.1). */
const epochs = { days1900: Date.UTC(1899, 11, 30), days1904: Date.UTC(1904, 0, 1) } as const;
/** The 1900 calendar holds a 29 February 1900 that never was: days before 1 March 1900 lie one later than counted. */
const phantomDay = 60;
/** 31 December 9999, the last day a spreadsheet shows. */
const lastSerial = 2_958_466;

/**
 * The text of a number formatted as a date: `2026-10-03`, `2026-10-03 09:30:00`, or `09:30:00` for a time of no day
 * (serial below 1), rounded to the nearest second. A number no spreadsheet shows as a date stays a number.
 */
export function dateText(serial: number, is1904: boolean): string {
  if (!(serial >= 0 && serial < lastSerial)) return numberText(serial);
  const seconds = Math.round(serial * secondsPerDay);
  if (serial < 1) return clock(seconds);
  const days = Math.floor(seconds / secondsPerDay);
  const shift = !is1904 && days < phantomDay ? 1 : 0;
  const epoch = is1904 ? epochs.days1904 : epochs.days1900;
  const day = new Date(epoch + (days + shift) * secondsPerDay * 1000).toISOString().slice(0, 10);
  return hasTime(serial) ? `${day} ${clock(seconds - days * secondsPerDay)}` : day;
}

/** A spreadsheet counts in milliseconds; what is left of a whole day below half of one is arithmetic dust. */
function hasTime(serial: number): boolean {
  return Math.abs(serial - Math.round(serial)) * secondsPerDay * 1000 >= 0.5;
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/**
 * The text of a number, in plain decimals. From 1e15 on it is exponent text (`1.2345678901234568E+20`): a spreadsheet keeps
 * 15 digits, so an identifier that long has lost its tail, and this spelling lets its column refuse it. The digits
 * a fraction has beyond the 15th are arithmetic dust (0.1 + 0.2) no spreadsheet shows, and are rounded away.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 1e15) return exponentText(value);
  const shown = Number.isInteger(value) ? value : Number(value.toPrecision(15));
  return plainText(shown);
}

function exponentText(value: number): string {
  return value.toExponential().toUpperCase();
}

/** JavaScript writes numbers below 1e-6 with an exponent. */
function plainText(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const [mantissa = '', exponent = ''] = text.split('e-');
  const digits = mantissa.replace(/[-.]/g, '');
  return `${value < 0 ? '-' : ''}0.${'0'.repeat(Number(exponent) - 1)}${digits}`;
}
