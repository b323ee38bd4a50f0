import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderReport } from '../../reports/management-review/render-report.js';
import { browserPath, launchBrowser } from '../browser/chromium.js';
import { sampleReportData } from '../reports/sample-report-data.js';
import { temporaryFolder } from '../run/example.js';

const folder = temporaryFolder();
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Continuous integration installs Chromium: there its absence is a failure, not a reason to skip. */
describe.skipIf(browserPath === undefined && !process.env.CI).each(['zh-CN', 'en'] as const)('the page in %s', (locale) => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
    writeFileSync(join(folder, `${locale}.html`), await renderReport(sampleReportData(), locale));
  });
  afterAll(async () => {
    await browser?.close();
  });

  test.each(['light', 'dark'] as const)('has nothing that axe finds against WCAG 2.2 AA in the %s scheme', async (colorScheme) => {
    // The page's own policy would not let the checker in.
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, bypassCSP: true, colorScheme });
    await page.goto(pathToFileURL(join(folder, `${locale}.html`)).href);
    // With a team chosen, so that its figures are looked at too.
    await page.locator('#service select').selectOption({ index: 5 });
    await page.addScriptTag({ content: axe.source });
    const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
      `axe.run(document, { runOnly: ${JSON.stringify(rules)} })`,
    );
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
    await page.close();
  });
});
