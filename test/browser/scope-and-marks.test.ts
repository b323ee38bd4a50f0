import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderReport } from '../../reports/management-review/render-report.js';
import type { ReportData } from '../../reports/management-review/report-data.js';
import { sampleReportData } from '../reports/sample-report-data.js';
import { temporaryFolder } from '../run/example.js';
import { browserPath, launchBrowser } from './chromium.js';
import { overflowWidth, paleText } from './probes.js';

/** Continuous integration installs Chromium: there its absence is a failure, not a reason to skip. */
const isSkipped = browserPath === undefined && !process.env.CI;
const suffix = isSkipped ? ' (skipped: no Chromium is installed)' : '';
const folder = temporaryFolder();
const file = join(folder, 'page.html');

/** A name that would end an id, an option or a script, were it not escaped. */
const hostile = '一组]</script><b>=\\';
const own = { due: 20, met: 18, breached: 2, compliance: 0.9, pending: 0 };

let browser: Browser;

beforeAll(async () => {
  if (isSkipped) return;
  browser = await launchBrowser();
  writeFileSync(file, await renderReport(withTeam(sampleReportData()), 'en'));
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

function withTeam(data: ReportData): ReportData {
  const [first] = data.tables.service_by_dimension?.filter((row) => row.dimension === 'team') ?? [];
  const rows = [...(data.tables.service_by_dimension ?? []), ...(first === undefined ? [] : [{ ...first, member: hostile }])];
  const figures = Object.entries(own).map(([name, value]) => {
    const id = `sla.first_response.${name}[team=${hostile.replace(/[[\]=\\]/g, '\\$&')}]`;
    return [id, { value, unit: name === 'compliance' ? 'ratio' : 'count' }] as const;
  });
  return { ...data, tables: { ...data.tables, service_by_dimension: rows }, figures: new Map([...data.figures, ...figures]) };
}

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options });
  await page.goto(pathToFileURL(file).href);
  return page;
}

describe.skipIf(isSkipped)(`the choice of a product or team${suffix}`, () => {
  test('holds for three sections, and puts the figures of the choice beside the whole', async () => {
    const page = await open();
    await page.locator('#satisfaction select').selectOption({ label: hostile });
    expect(await page.locator('.scope select').evaluateAll((selects) => selects.map((one) => (one as { value?: string }).value))).toEqual(
      Array(3).fill(`[team=${hostile.replace(/[[\]=\\]/g, '\\$&')}]`),
    );
    const row = page.locator('#sla .scope tbody tr').filter({ hasText: 'First response' });
    expect((await row.innerText()).replace(/\s+/g, ' ')).toMatch(
      /^First response target 95 % ▲ 90\.0 % 18 \/ 20 2 ▲ 91\.3 % 376 \/ 412 36$/,
    );
    expect(await page.locator('[role="status"]').innerText()).toBe(`Team: ${hostile}, beside the whole.`);
    await page.close();
  });

  test('gives each number the id of its figure, and the card its command', async () => {
    const page = await open();
    await page.locator('#sla select').selectOption({ label: hostile });
    await page.locator('#sla .scope data[data-figure*="first_response.met["]').click();
    const text = await page.locator('.card').innerText();
    expect(text).toContain('explain "sla.first_response.met[team=一组\\\\]</script><b>\\\\=\\\\\\\\]" --period 2026-08');
    expect(text).toContain('in time');
    await page.close();
  });

  test('is made and taken back with the keyboard', async () => {
    const page = await open();
    await page.locator('#service select').focus();
    await page.keyboard.press('End');
    expect(await page.locator('#service .scope table').isVisible()).toBe(true);
    await page.keyboard.press('Home');
    expect(await page.locator('.scope table').count()).toBe(0);
    expect(await page.locator('[role="status"]').innerText()).toBe('All products and teams are shown.');
    await page.close();
  });

  test('says where the choice has no figures, and fits a telephone in both schemes', async () => {
    const page = await open({ viewport: { width: 390, height: 900 } });
    await page.locator('#sla select').selectOption({ label: '冰箱' });
    expect(await page.locator('#sla .scope .missing').innerText()).toBe('The choice has no figures in the period.');
    await page.locator('#sla select').selectOption({ label: hostile });
    expect(await page.evaluate<number>(overflowWidth)).toBe(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate<string[]>(paleText)).toEqual([]);
    }
    await page.close();
  });

  test('is not on paper, which says so, nor without scripts, where nothing is missing', async () => {
    const page = await open();
    await page.locator('#sla select').selectOption({ label: hostile });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.scope').first().isVisible()).toBe(false);
    expect(await page.locator('#sla .print-only').innerText()).toBe('Scope: all products and teams.');
    await page.close();
    const plain = await open({ javaScriptEnabled: false });
    expect(await plain.locator('select').count()).toBe(0);
    expect(await plain.locator('.print-only').first().isVisible()).toBe(false);
    expect(await plain.locator('#sla-clocks tbody tr').count()).toBeGreaterThan(20);
    await plain.close();
  });
});

describe.skipIf(isSkipped)(`what marks of drawings say${suffix}`, () => {
  const markOf = (page: Page): Locator => page.locator('#sla-trend-first_response [data-mark]').nth(8);

  test('is shown under the pointer, stays while the pointer is on it, and goes with Escape', async () => {
    const page = await open();
    const tip = page.locator('.tip');
    await markOf(page).scrollIntoViewIfNeeded();
    await markOf(page).hover({ force: true });
    expect(await tip.innerText()).toMatch(/^2026-04 First response: share in time: \d+\.\d\s%, n = 412, control limits/);
    await tip.hover();
    expect(await tip.isVisible()).toBe(true);
    await markOf(page).hover({ force: true });
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await page.mouse.move(5, 5);
    await markOf(page).hover({ force: true });
    await tip.waitFor();
    await page.mouse.move(5, 5);
    await tip.waitFor({ state: 'hidden' });
    await page.close();
  });

  test('is read with the arrow keys from the newest mark back', async () => {
    const page = await open();
    await page.locator('#sla-trend-first_response summary').focus();
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('svg');
    expect(await page.locator('.tip').innerText()).toMatch(/^2026-08 /);
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('.tip').innerText()).toMatch(/^2026-07 /);
    expect(await page.locator('.tip').getAttribute('aria-live')).toBe('polite');
    await page.keyboard.press('Tab');
    expect(await page.locator('.tip').isVisible()).toBe(false);
    await page.close();
  });

  test('stays beside its mark when the page moves under the keyboard, and goes when it moves under the pointer', async () => {
    const page = await open();
    const beside = (): Promise<boolean> =>
      page.evaluate<boolean>(`(() => {
        const [tip, svg] = [document.querySelector('.tip'), document.activeElement];
        const mark = [...svg.querySelectorAll('[data-mark]')].find((one) => one.getAttribute('data-mark') === tip.textContent);
        const [box, other] = [tip.getBoundingClientRect(), mark.getBoundingClientRect()];
        return Math.min(Math.abs(box.bottom - other.top), Math.abs(box.top - other.bottom)) < 2;
      })()`);
    const scroll = (): Promise<void> =>
      page.evaluate<undefined>(
        `new Promise((done) => { document.addEventListener('scroll', () => setTimeout(done), { once: true }); scrollBy(0, 40); })`,
      );
    await page.locator('#sla-trend-first_response summary').focus();
    await page.keyboard.press('Shift+Tab');
    await scroll();
    expect(await page.locator('.tip').isVisible()).toBe(true);
    expect(await beside()).toBe(true);
    await page.keyboard.press('Tab');
    await page.locator('#sla-trend-first_response svg [data-mark]').first().hover();
    expect(await page.locator('.tip').isVisible()).toBe(true);
    await scroll();
    expect(await page.locator('.tip').isVisible()).toBe(false);
    await page.close();
  });

  test('is there for every drawing that has data', async () => {
    const page = await open();
    const silent = await page.evaluate<string[]>(
      `[...document.querySelectorAll('main svg')].filter((svg) => svg.querySelector('[data-mark]') === null && svg.querySelector('path, line') !== null)
        .map((svg) => svg.closest('figure, .tile, .sheet')?.id ?? svg.outerHTML.slice(0, 80))`,
    );
    expect(silent).toEqual([]);
    await page.close();
  });
});
