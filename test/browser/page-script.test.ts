import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderReport } from '../../reports/management-review/render-report.js';
import { sampleReportData } from '../reports/sample-report-data.js';
import { temporaryFolder } from '../run/example.js';
import { browserPath, launchBrowser } from './chromium.js';

/** Continuous integration installs Chromium: there its absence is a failure, not a reason to skip. */
const isSkipped = browserPath === undefined && !process.env.CI;
const suffix = isSkipped ? ' (skipped: no Chromium is installed)' : '';
const folder = temporaryFolder();

let browser: Browser;

beforeAll(async () => {
  if (isSkipped) return;
  browser = await launchBrowser();
  for (const locale of ['zh-CN', 'en'] as const)
    writeFileSync(join(folder, `${locale}.html`), await renderReport(sampleReportData(), locale));
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

async function open(locale: 'zh-CN' | 'en'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(pathToFileURL(join(folder, `${locale}.html`)).href);
  return page;
}

describe.skipIf(isSkipped)(`what the scripts add to the page${suffix}`, () => {
  test('a click on a number shows its id, its definition and the command behind it', async () => {
    const page = await open('en');
    await page.click('.tile [data-figure="sla.first_response.compliance"]');
    const card = page.locator('.card');
    await card.waitFor();
    const text = await card.innerText();
    expect(text).toContain('Share in time = met ÷ due');
    expect(text).toContain('fieldreview explain sla.first_response.compliance --period 2026-08 --out OUT');
    await page.keyboard.press('Escape');
    expect(await card.isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.dataset.figure')).toBe('sla.first_response.compliance');
    await page.close();
  });

  test('ids with brackets are quoted for the shell', async () => {
    const page = await open('zh-CN');
    const cardOf = async (id: string): Promise<string> => {
      await page.evaluate(`{
        const number = document.createElement('data');
        number.dataset.figure = ${JSON.stringify(id)};
        document.querySelector('main').prepend(number);
        number.click();
      }`);
      const text = await page.locator('.card').innerText();
      await page.keyboard.press('Escape');
      return text;
    };
    expect(await cardOf('sla.plan.met[team=A "$x`]')).toContain('explain "sla.plan.met[team=A \\"\\$x\\`]" --period');
    expect(await cardOf('tables.defects[group_id=slip:ZL1].rate')).toContain('explain "tables.defects[group_id=slip:ZL1].rate" --period');
    await page.close();
  });

  test('the numbers of a table are reached with the keyboard', async () => {
    const page = await open('en');
    await page.locator('#sla .scroll').first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    const second = await page.evaluate(
      "document.activeElement === document.querySelectorAll('#sla .scroll')[0].querySelectorAll('main [data-figure], main [data-source]')[1]",
    );
    expect(second).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.locator('.card').isVisible()).toBe(true);
    await page.close();
  });

  test('a long table is sorted, filtered and opened whole', async () => {
    const page = await open('en');
    const table = page.locator('#sla .long-table').first();
    const rows = table.locator('tbody tr');
    expect(await rows.count()).toBe(20);
    await table.locator('button', { hasText: 'Show all 34 rows' }).click();
    expect(await rows.count()).toBe(34);
    const overdue = () =>
      table.locator('tbody td:last-child data').evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('value'))));
    const rising = [...(await overdue())].sort((left, right) => left - right);
    const sorter = table.locator('.sorter').last();
    await sorter.click();
    expect(await overdue()).toEqual(rising);
    expect(await table.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    await sorter.click();
    expect(await overdue()).toEqual([...rising].reverse());
    const first = await rows.first().locator('th, td').nth(1).innerText();
    await table.locator('input').fill(first);
    expect(await rows.count()).toBeGreaterThan(0);
    expect(await table.locator('output').innerText()).toBe(`${await rows.count()} found`);
    expect((await rows.allInnerTexts()).filter((text) => !text.includes(first))).toEqual([]);
    await page.close();
  });
});
