import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateExports } from '../../pipeline/generate/generate.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { shownText } from '../../reports/html.js';
import { browserPath, launchBrowser } from '../browser/chromium.js';
import { hostileStrings } from '../browser/hostile-strings.js';
import { overflowWidth, reorderedText, skeleton, traces } from '../browser/probes.js';
import { watchedPage } from '../browser/watched-page.js';
import { quietEffects, readFigures, temporaryFolder } from '../run/example.js';
import { plantTexts } from '../run/planted-texts.js';

const period = '2026-10';
/** Rows with bytes that are no text, or with a null character, are rejected and never come to the page. */
const hostile = Object.values(hostileStrings).filter((text) => !/\p{Cs}|\0/u.test(text));
const harmless = hostile.map((_, index) => `harmless ${index}`);

/** Columns of a few dozen records: samples, complaints, and actions, which stand in the register of each month. */
const fewValues = [
  ...['action_id', 'complaint_id', 'department', 'first_fixed_lot', 'keeper', 'measures', 'root_cause', 'sample_id', 'source_id'],
  ...['supplier', 'verified_by'],
];

describe.skipIf(browserPath === undefined && !process.env.CI)('exports with hostile text in every column that takes text', () => {
  const complaints: string[] = [];
  const met = new Map<string, Set<string>>();
  const out = { hostile: temporaryFolder(), harmless: temporaryFolder() };
  let browser: Browser;
  let page: Page;
  let plain: string[];

  beforeAll(async () => {
    for (const [kind, texts] of [
      ['harmless', harmless],
      ['hostile', hostile],
    ] as const) {
      const folder = temporaryFolder();
      await generateExports({ out: folder, tickets: 3500, months: 14, seed: 1, dirty: 0, lastMonth: period }, quietEffects);
      plantTexts(folder, texts, met);
      await runPeriod({ period, inputs: [folder], out: out[kind], locale: 'zh-CN' }, quietEffects);
    }
    browser = await launchBrowser();
    page = await watchedPage(browser, complaints);
    await page.goto(pathToFileURL(join(out.harmless, period, 'index.html')).href);
    plain = await page.evaluate<string[]>(skeleton);
    await page.goto(pathToFileURL(join(out.hostile, period, 'index.html')).href);
  }, 600_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('each text stands in each column that has that many values', () => {
    const partial = [...met].filter(([, texts]) => [...hostile].some((text) => !texts.has(text)));
    expect(met.size).toBeGreaterThan(30);
    expect(partial.map(([column]) => column).sort()).toEqual(fewValues);
  });

  test('every row is loaded, and the figures are those of harmless text', () => {
    const figuresOf = (folder: string) =>
      readFigures(folder, period)
        .figures.filter(({ id }) => !id.includes('['))
        .map(({ id, value }) => `${id} ${value}`);
    const [shown, expected] = [figuresOf(out.hostile), figuresOf(out.harmless)];
    expect(shown.filter((figure) => !expected.includes(figure))).toEqual([]);
    expect(shown.filter((figure) => /^accounting\.\w+\.rejected [^0]/.test(figure))).toEqual([]);
  });

  test('the page has no element or attribute that it has not with harmless text, and complains of nothing', async () => {
    const known = new Set(plain);
    const present = await page.evaluate<string[]>(skeleton);
    expect([...new Set(present)].filter((element) => !known.has(element))).toEqual([]);
    expect(Math.abs(present.length - plain.length)).toBeLessThan(plain.length / 10);
    expect(await page.evaluate<string[]>(traces)).toEqual([]);
    expect(await page.evaluate<string[]>(reorderedText)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('every text is to be read on the page', async () => {
    const shown = readFileSync(join(out.hostile, period, 'index.html'), 'utf8');
    const text = await page.evaluate<string>(`new DOMParser().parseFromString(${JSON.stringify(shown)}, 'text/html').body.textContent`);
    const missing = hostile.map(printed).filter((each) => !text.includes(each) && !text.includes(each.toUpperCase()));
    expect(missing).toEqual([]);
  });

  test.each([390, 1440])('at %i px nothing reaches beyond the window', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate<number>(overflowWidth)).toBe(0);
  });
});

/** A text as the page prints it: NFKC, unpaired surrogates lost in UTF-8, ends of lines as HTML reads them. */
function printed(text: string): string {
  return shownText(text.normalize('NFKC').trim()).replace(/\r\n?/g, '\n');
}
