import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderReport } from '../../reports/management-review/render-report.js';
import { browserPath, launchBrowser } from '../browser/chromium.js';
import { cutElements, firstPaint, overflowWidth } from '../browser/probes.js';
import { watchedPage } from '../browser/watched-page.js';
import { largeReportData } from '../reports/large-report-data.js';
import { temporaryFolder } from '../run/example.js';

const file = join(temporaryFolder(), 'large.html');

/** Times are several times what a small machine needs: they catch work that grows with the square of the rows. */
describe.skipIf(browserPath === undefined && !process.env.CI)('a report on 10,000 defect groups', () => {
  const complaints: string[] = [];
  let browser: Browser;
  let page: Page;
  let text: string;

  beforeAll(async () => {
    text = await renderReport(largeReportData(), 'en');
    writeFileSync(file, text);
    browser = await launchBrowser();
    page = await watchedPage(browser, complaints);
    await page.goto(pathToFileURL(file).href);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('weighs at most 4 MB and has at most 50,000 elements', async () => {
    expect(Buffer.byteLength(text)).toBeLessThan(4_000_000);
    expect(await page.evaluate<number>('document.querySelectorAll("*").length')).toBeLessThan(50_000);
  });

  test('paints within two seconds and complains of nothing', async () => {
    expect(await page.evaluate<number>(firstPaint)).toBeLessThan(2000);
    expect(complaints).toEqual([]);
  });

  test.each([390, 1440])('at %i px nothing reaches beyond the window', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate<number>(overflowWidth)).toBe(0);
  });

  test('draws twenty groups, opens a thousand more, and says how many there are', async () => {
    expect(await page.locator('#defects-intervals > .scroll tbody tr:not(.group)').count()).toBe(20);
    const rest = page.locator('#defects-intervals details');
    expect(await rest.locator('summary').innerText()).toBe('The other 9,980 rows');
    await rest.locator('summary').click();
    await rest.locator('button', { hasText: 'Show all 1,000 rows' }).click();
    expect(await rest.locator('tbody tr').count()).toBe(1000);
    expect(await rest.locator('.note').innerText()).toContain('9,980');
  });

  test('has fact sheets for twenty groups, those of the period first, and says so', async () => {
    expect(await page.locator('article.sheet').count()).toBe(20);
    expect(await page.locator('#sheets > p').first().innerText()).toContain('20');
  });

  test('filters and sorts every long table within three seconds', async () => {
    const tables = await page.evaluate<{ rows: number; milliseconds: number }[]>(useTables);
    expect(tables.length).toBeGreaterThan(5);
    expect(Math.max(...tables.map(({ rows }) => rows))).toBe(1000);
    expect(tables.filter(({ milliseconds }) => milliseconds > 3000)).toEqual([]);
  });

  test('is printed with nothing cut', async () => {
    await page.reload();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 703, height: 1032 });
    expect(await page.evaluate<string[]>(cutElements)).toEqual([]);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
    expect(sheets.length).toBeGreaterThan(20);
    expect(sheets.length).toBeLessThan(100);
  });
});

/** Of each long table how many rows it has and how long the slowest of two filters and a sort takes, layout included. */
const useTables = `
  [...document.querySelectorAll('.long-table:has(input)')].map((table) => {
    table.closest('details')?.setAttribute('open', '');
    table.querySelector(':scope > button')?.click();
    const rows = table.querySelectorAll('tbody tr').length;
    const input = table.querySelector('input');
    const filter = (text) => {
      input.value = text;
      input.dispatchEvent(new Event('input'));
    };
    const times = [() => filter('1'), () => filter(''), () => table.querySelector('.sorter').click()].map((act) => {
      const start = performance.now();
      act();
      table.getBoundingClientRect();
      return performance.now() - start;
    });
    return { rows, milliseconds: Math.max(...times) };
  })`;
