import type { Unit } from '../management-review/report-data.js';

export type Locale = 'zh-CN' | 'en';

/** Stands between a number and its unit: no line break there. */
const noBreak = '\u00A0';
const minus = '\u2212';

/** The number as the page prints it, unit included. Written out here, not by Intl: its output differs between builds of Node. */
export function formatNumber(value: number, unit: Unit, locale: Locale, digits?: number): string {
  switch (unit) {
    case 'count':
      return grouped(value, digits ?? 0);
    case 'ratio':
      return `${grouped(value * 100, digits ?? 1)}${noBreak}%`;
    case 'points':
      return grouped(value, digits ?? 2);
    case 'hours':
      return formatHours(value, locale);
    case 'money':
      return locale === 'en' ? `CNY${noBreak}${grouped(value, digits ?? 2)}` : `${grouped(value, digits ?? 2)}${noBreak}元`;
  }
}

/** Difference with its sign; of ratios in percentage points. */
export function formatDifference(value: number, unit: Unit, locale: Locale, digits?: number): string {
  const size = Math.abs(value);
  const text =
    unit === 'ratio'
      ? `${grouped(size * 100, digits ?? 1)}${noBreak}${locale === 'en' ? 'pp' : '个百分点'}`
      : formatNumber(size, unit, locale, digits);
  return `${signOf(value)}${text}`;
}

/** Hours under 48 in hours, else days (report.md). */
export function formatHours(hours: number, locale: Locale): string {
  const [value, zh, en] = hours < 48 ? [hours, '小时', 'h'] : [hours / 24, '天', 'days'];
  return `${grouped(value, 1)}${noBreak}${locale === 'en' ? en : zh}`;
}

/** `2026-10-03T09:30:00` → `2026-10-03 09:30`. */
export function formatTime(local: string): string {
  return local.length > 10 ? `${local.slice(0, 10)} ${local.slice(11, 16)}` : local;
}

/** A deadline: with its weekday. */
export function formatDeadline(local: string, locale: Locale): string {
  const [year = 0, month = 1, day = 1] = local.slice(0, 10).split('-').map(Number);
  const weekday = weekdays[locale][new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
  return `${local.slice(0, 10)} ${weekday}${local.length > 10 ? ` ${local.slice(11, 16)}` : ''}`;
}

/** `2026-08` → `2026 年 8 月`, `2026-W34` → `2026 年第 34 周`. */
export function formatPeriod(period: string, locale: Locale): string {
  const [year = '', rest = ''] = period.split('-');
  if (rest.startsWith('W')) {
    const week = Number(rest.slice(1));
    return locale === 'en' ? `Week ${week}, ${year}` : `${year} 年第 ${week} 周`;
  }
  const month = Number(rest);
  return locale === 'en' ? `${months[month - 1] ?? rest} ${year}` : `${year} 年 ${month} 月`;
}

/** Two lines for an axis: the month or week, and the year where `withYear`. */
export function formatPeriodTick(period: string, withYear: boolean, locale: Locale): [string, string] {
  const [year = '', rest = ''] = period.split('-');
  const first = rest.startsWith('W') ? rest : locale === 'en' ? (months[Number(rest) - 1] ?? rest).slice(0, 3) : `${Number(rest)}月`;
  return [first, withYear ? year : ''];
}

function grouped(value: number, digits: number): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(digits).split('.');
  const text = whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
  // −0.0 after rounding is printed as 0.0.
  return value < 0 && /[1-9]/.test(text) ? minus + text : text;
}

function signOf(value: number): string {
  if (value === 0) return '±';
  return value > 0 ? '+' : minus;
}

const weekdays: Record<Locale, readonly string[]> = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
