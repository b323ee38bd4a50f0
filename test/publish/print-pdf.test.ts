import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findBrowser, printPdf } from '../../pipeline/publish/print-pdf.js';
import { browserPath } from '../browser/chromium.js';
import { temporaryFolder } from '../run/example.js';

describe('the browser that prints', () => {
  const there = (path: string) => (each: string) => each === path;

  test.each([
    ['linux', '/usr/bin/google-chrome', {}],
    ['darwin', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', {}],
    ['win32', 'C:\\Programme\\Google\\Chrome\\Application\\chrome.exe', { ProgramFiles: 'C:\\Programme' }],
  ] as const)('is found on %s at %s', (platform, path, environment) => {
    expect(findBrowser(environment, platform, there(path))).toBe(path);
  });

  test('is the one named, and no other when that one is missing', () => {
    const environment = { FIELDREVIEW_CHROMIUM: '/opt/browser' };
    expect(findBrowser(environment, 'linux', () => true)).toBe('/opt/browser');
    expect(findBrowser(environment, 'linux', there('/usr/bin/chromium'))).toBeUndefined();
  });
});

/** A page of two sheets and the files around it. */
function printing(environment: Record<string, string | undefined>) {
  const folder = temporaryFolder();
  const page = join(folder, 'index.html');
  writeFileSync(page, '<!doctype html><meta charset="utf-8"><style>@page{size:A4}p{break-after:page}</style><p>售后质量</p><p>报告</p>');
  return { page, pdf: join(folder, 'report.pdf'), profile: join(folder, 'browser'), environment };
}

test('without a browser it is said what to do, and nothing is written', async () => {
  const task = printing({ FIELDREVIEW_CHROMIUM: '/no/such/browser' });
  expect(await printPdf(task)).toMatch(/Install one, or name it in FIELDREVIEW_CHROMIUM/);
  expect(existsSync(task.pdf)).toBe(false);
});

test('a program that is no browser is named, and what it left is removed', async () => {
  const task = printing({ FIELDREVIEW_CHROMIUM: process.execPath });
  expect(await printPdf(task)).toContain(process.execPath);
  expect(existsSync(task.pdf)).toBe(false);
});

test.skipIf(browserPath === undefined && !process.env.CI)('a page becomes a PDF, and nothing else is left', async () => {
  const task = printing({});
  expect(await printPdf(task)).toBeNull();
  const pdf = readFileSync(task.pdf, 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThanOrEqual(2);
  // Text that can be searched and copied: fonts with a map to Unicode, compressed streams aside.
  expect(pdf).toMatch(/\/ToUnicode/);
  expect(existsSync(task.profile)).toBe(false);
});
