import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shownText } from '../../reports/html.js';
import { renderReport } from '../../reports/management-review/render-report.js';
import { browserPath, launchBrowser } from '../browser/chromium.js';
import { withTextAppended } from '../browser/hostile-data.js';
import { hostileStrings } from '../browser/hostile-strings.js';
import { overflowWidth, reorderedText, skeleton, textsOf, traces } from '../browser/probes.js';
import { watchedPage } from '../browser/watched-page.js';
import { sampleReportData } from '../reports/sample-report-data.js';
import { temporaryFolder } from '../run/example.js';
import { shareName, shareOf } from '../share-of-cases.js';

const folder = temporaryFolder();
const data = sampleReportData();
const harmless = ' harmless';

/** Continuous integration installs Chromium: there its absence is a failure, not a reason to skip. */
describe.skipIf(browserPath === undefined && !process.env.CI)('a text in every cell that can hold one', () => {
  const complaints: string[] = [];
  let browser: Browser;
  let page: Page;
  let expected: { skeleton: string[]; texts: number };

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await watchedPage(browser, complaints);
    await open(harmless);
    expected = { skeleton: await page.evaluate<string[]>(skeleton), texts: await page.evaluate<number>(textsOf(harmless)) };
    expect(expected.texts).toBeGreaterThan(300);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('there are more than fifty, and no two are the same', () => {
    const texts = Object.values(hostileStrings).map((text) => text.normalize('NFKC').trim());
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThan(50);
  });

  test.each(shareOf(Object.entries(hostileStrings), 8))(`stays text${shareName}: %s`, async (_name, hostile) => {
    complaints.length = 0;
    await open(hostile);
    expect(complaints).toEqual([]);
    expect(await page.evaluate<string[]>(skeleton)).toEqual(expected.skeleton);
    expect(await page.evaluate<number>(textsOf(parsed(shownText(hostile))))).toBe(expected.texts);
    expect(await page.evaluate<string[]>(traces)).toEqual([]);
    expect(await page.evaluate<string[]>(reorderedText)).toEqual([]);
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate<number>(overflowWidth), `at ${width} px`).toBe(0);
    }
  });

  async function open(text: string): Promise<void> {
    const file = join(folder, 'page.html');
    writeFileSync(file, await renderReport(withTextAppended(data, text), 'zh-CN'));
    await page.goto(pathToFileURL(file).href);
  }
});

/** HTML reads every end of a line as a line feed. */
function parsed(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
