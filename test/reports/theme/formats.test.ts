import { describe, expect, test } from 'vitest';
import {
  formatDeadline,
  formatDifference,
  formatHours,
  formatNumber,
  formatPeriod,
  formatPeriodTick,
  formatTime,
} from '../../../reports/theme/formats.js';

/** Spaces before units do not break. */
const plain = (text: string) => text.replaceAll('\u00A0', ' ');

describe('numbers', () => {
  test.each([
    [1234567, 'count', '1,234,567'],
    [999, 'count', '999'],
    [0.9131, 'ratio', '91.3 %'],
    [1, 'ratio', '100.0 %'],
    [4.2149, 'points', '4.21'],
    [-6.25, 'points', '−6.25'],
    [-0.001, 'points', '0.00'],
    [248603.5, 'money', '248,603.50 元'],
  ] as const)('%s %s is printed as %s', (value, unit, text) => {
    expect(plain(formatNumber(value, unit, 'zh-CN'))).toBe(text);
  });

  test('money names its currency in English too', () => {
    expect(plain(formatNumber(1234.5, 'money', 'en'))).toBe('CNY 1,234.50');
  });

  test('hours under 48 stay hours, from 48 on they are days', () => {
    expect(plain(formatHours(47.94, 'zh-CN'))).toBe('47.9 小时');
    expect(plain(formatHours(48, 'zh-CN'))).toBe('2.0 天');
    expect(plain(formatHours(48, 'en'))).toBe('2.0 days');
  });

  test('differences of ratios are percentage points, with their sign', () => {
    expect(plain(formatDifference(0.012, 'ratio', 'zh-CN'))).toBe('+1.2 个百分点');
    expect(plain(formatDifference(-0.041, 'ratio', 'en'))).toBe('−4.1 pp');
    expect(formatDifference(0, 'count', 'en')).toBe('±0');
  });
});

describe('times', () => {
  test('are printed to the minute, deadlines with their weekday', () => {
    expect(formatTime('2026-10-03T09:30:00')).toBe('2026-10-03 09:30');
    expect(formatTime('2026-10-03')).toBe('2026-10-03');
    expect(formatDeadline('2026-10-03T09:30:00', 'zh-CN')).toBe('2026-10-03 周六 09:30');
    expect(formatDeadline('2024-02-29', 'en')).toBe('2024-02-29 Thu');
  });

  test('periods are months or ISO weeks', () => {
    expect(formatPeriod('2026-08', 'zh-CN')).toBe('2026 年 8 月');
    expect(formatPeriod('2026-08', 'en')).toBe('August 2026');
    expect(formatPeriod('2026-W34', 'zh-CN')).toBe('2026 年第 34 周');
    expect(formatPeriodTick('2026-01', true, 'en')).toEqual(['Jan', '2026']);
    expect(formatPeriodTick('2026-W34', false, 'zh-CN')).toEqual(['W34', '']);
  });
});
